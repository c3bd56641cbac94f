/** Where on a page a part of a document is written, where the document was made of pages. */
import { parsePointer, valueAt } from './json-pointer.ts';
import { plainText } from './name-text.ts';
import { isSchemaObject, type SchemaObject } from './schema.ts';

/** The nearest `x-source` at or above a pointer: `docs/page.md:12`. A page demands a member in that member's own row. */
export function pageSource(document: SchemaObject, pointer: string): string | undefined {
  if (!isOfPages(document)) return undefined;
  const tokens = rowTokens(document, parsePointer(pointer));
  for (let length = tokens.length; length > 0; length -= 1) {
    const holder = valueAt(document, tokens.slice(0, length));
    const source = isSchemaObject(holder) ? holder['x-source'] : undefined;
    if (typeof source === 'string') return source;
  }
  return undefined;
}

function rowTokens(document: SchemaObject, tokens: readonly string[]): readonly string[] {
  if (tokens.at(-2) !== 'required') return tokens;
  const name = valueAt(document, tokens);
  const row = [...tokens.slice(0, -2), 'properties', plainText(name)];
  return valueAt(document, row) === undefined ? tokens : row;
}

/** Whether anything in a document says what page it is from. */
function isOfPages(document: SchemaObject): boolean {
  const told = known.get(document) ?? namesPage(document);
  known.set(document, told);
  return told;
}

const known = new WeakMap<SchemaObject, boolean>();

function namesPage(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesPage);
  return isSchemaObject(value) && ('x-source' in value || Object.values(value).some(namesPage));
}
