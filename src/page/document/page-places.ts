/** Tells where on a page a part of the document made from it is written. */
import { parsePointer, valueAt } from '../../contract/json-pointer.ts';
import { isSchemaObject, type SchemaObject } from '../../contract/schema.ts';
import type { Place } from '../../errors.ts';

/** Places by the nearest `x-source` at or above a pointer; a demanded member's is its own row's. */
export function createPagePlaces(
  document: SchemaObject,
  files: ReadonlyMap<string, string>,
): (pointer: string) => Place {
  const [first = ''] = files.values();
  return (pointer) => {
    const tokens = rowTokens(document, parsePointer(pointer));
    for (let length = tokens.length; length > 0; length -= 1) {
      const holder = valueAt(document, tokens.slice(0, length));
      const source = isSchemaObject(holder) ? holder['x-source'] : undefined;
      if (typeof source === 'string') return placeOf(source, files);
    }
    return { file: first, pointer: '' };
  };
}

function placeOf(source: string, files: ReadonlyMap<string, string>): Place {
  const { name, line } = readSource(source);
  return { file: files.get(name) ?? name, pointer: '', line };
}

/** An `x-source`, taken apart: `docs/page.md:12`. */
export function readSource(source: string): { name: string; line: number } {
  const colon = source.lastIndexOf(':');
  return { name: source.slice(0, colon), line: Number(source.slice(colon + 1)) };
}

function rowTokens(document: SchemaObject, tokens: readonly string[]): readonly string[] {
  if (tokens.at(-2) !== 'required') return tokens;
  const name = valueAt(document, tokens);
  const row = [...tokens.slice(0, -2), 'properties', String(name)];
  return valueAt(document, row) === undefined ? tokens : row;
}
