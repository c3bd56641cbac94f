/** Traces that a generator's samples leave: a text cut short shows a length limit. */
import { indexLines } from '../contract/document/index-lines.ts';
import { formatPointer } from '../contract/json-pointer.ts';
import { isSchemaObject, typesOf, type SchemaObject } from '../contract/schema.ts';
import type { Report } from './anomaly.ts';
import type { Fence } from './block.ts';
import { parseExample } from './parse-example.ts';

/** What samplers write for any text. */
const SAMPLE = 'string';

/** Adds the limits that `example` shows to what is expected of the members of `schema`. */
export function traceLengths(schema: SchemaObject, example: Fence, report: Report): void {
  const properties = schema['properties'];
  const value = parseExample(example.text)?.value;
  if (!isSchemaObject(properties) || !isSchemaObject(value)) return;
  for (const [name, member] of Object.entries(properties)) {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    if (!isSchemaObject(member) || !isCut(text) || !typesOf(member)?.includes('string')) continue;
    const line = example.line + (indexLines(example.text).get(formatPointer([name])) ?? 0);
    const known = isSchemaObject(member['x-expected']) ? member['x-expected'] : {};
    member['x-expected'] = { ...known, maxLength: text.length };
    report('length-trace', line, `${name}: "${text}"`, `expected: at most ${text.length} characters`);
  }
}

function isCut(text: unknown): text is string {
  return typeof text === 'string' && text.length > 0 && text.length < SAMPLE.length && SAMPLE.startsWith(text);
}
