/** Writes what a page says of values: in an enumeration's table, in prose, by the traces that a generator's samples leave. */
import { indexLines } from '../../contract/document/index-lines.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject, type SchemaObject, typesOf } from '../../contract/schema.ts';
import { isExactNumber, isSameJson, isWideInteger, keyOfJson, parseJsonText } from '../../contract/wide-integer.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Field } from '../operation/field.ts';
import type { Fence } from '../scan/block.ts';
import { parseExample } from '../text/parse-example.ts';
import { readProse } from '../text/read-prose.ts';

/** What samplers write for any text. */
const SAMPLE = 'string';

/** Adds to `schema` what is said of the values of `field`: prose counts only where no table lists them. */
export function writeValues(schema: SchemaObject, field: Field, diagnose: Diagnose): void {
  if (field.codes.length > 0) expectCodes(schema, field);
  else if (field.values.length > 0) enumerate(schema, field, diagnose);
  else expectProse(schema, field, diagnose);
  if (field.default !== '') writeDefault(schema, field, diagnose);
}

/** What a row says of the value that holds where none is sent. */
function writeDefault(schema: SchemaObject, { name, line, default: text }: Field, diagnose: Diagnose): void {
  const types = typesOf(schema) ?? [];
  const simple = types.filter((type) => ['string', 'integer', 'number', 'boolean'].includes(type));
  const value =
    types.length === 0
      ? (parse(text) ?? text)
      : simple.length === 0
        ? undefined
        : typeValue(text.replaceAll(/^["'`]|["'`]$/g, ''), simple);
  const values = schema['enum'];
  if (value !== undefined && (!Array.isArray(values) || values.some((each) => isSameJson(each, value))))
    schema['default'] = value;
  else diagnose('odd-default', { line, found: `${name}: ${text}`, taken: 'nothing: its type has no such value' });
}

/** Adds the limits that a generator's sample shows, by a text cut short, to what is expected of the members of `schema`. */
export function traceLengths(schema: SchemaObject, example: Fence, diagnose: Diagnose): void {
  const properties = schema['properties'];
  const value = parseExample(example.text)?.value;
  if (!isSchemaObject(properties) || !isSchemaObject(value)) return;
  for (const [name, member] of Object.entries(properties)) {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    if (!isSchemaObject(member) || !isCut(text) || !typesOf(member)?.includes('string')) continue;
    const line = example.line + (indexLines(example.text).get(formatPointer([name])) ?? 0);
    const known = isSchemaObject(member['x-expected']) ? member['x-expected'] : {};
    member['x-expected'] = { ...known, maxLength: text.length };
    const taken = `expected: at most ${text.length} characters`;
    diagnose('length-trace', { line, found: `${name}: "${text}"`, taken });
  }
}

/** The codes that a page lists are expected, with their meanings; there may be others. */
function expectCodes(schema: SchemaObject, { codes }: Field): void {
  const types = typesOf(schema) ?? [];
  const typed = codes.flatMap(({ value, meaning }) => {
    const read = typeValue(value, types);
    return read === undefined ? [] : [{ read, meaning }];
  });
  if (typed.length === 0) return;
  schema['x-expected'] = { enum: differentValues(typed.map(({ read }) => read)) };
  schema['x-enum-descriptions'] = Object.fromEntries(typed.map(({ read, meaning }) => [plainText(read), meaning]));
}

function enumerate(schema: SchemaObject, { name, values: texts, line }: Field, diagnose: Diagnose): void {
  const types = typesOf(schema) ?? [];
  const typed = texts.map((text) => ({ text, value: typeValue(text, types) }));
  const others = typed.filter(({ value }) => value === undefined).map(({ text }) => text);
  if (others.length > 0) {
    const found = `${name}: ${others.join(', ')}`;
    diagnose('odd-value', { line, found, taken: 'nothing: its type has no such value' });
  }
  const values = typed.map(({ value }) => value).filter((value) => value !== undefined);
  if (values.length === 0) return;
  schema['enum'] = differentValues(types.includes('null') ? [...values, null] : values);
}

function differentValues(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [keyOfJson(value), value])).values()];
}

/** Undefined for a text that no such type can have. */
function typeValue(text: string, types: readonly string[]): unknown {
  if (text === 'null' && types.includes('null')) return null;
  if (types.includes('string') || types.length === 0) return text;
  const value = parse(text);
  if (!isExactNumber(value)) return types.includes(typeof value) ? value : undefined;
  const isWhole = isWideInteger(value) || Number.isInteger(value);
  return types.includes('number') || (isWhole && types.includes('integer')) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return parseJsonText(text.toLowerCase());
  } catch {
    return undefined;
  }
}

function expectProse(schema: SchemaObject, { title, description, restriction, line }: Field, diagnose: Diagnose): void {
  const type = [schema['type']].flat().find((each) => each !== 'null');
  // A text of a format, a date say, is none of the words that its description lists.
  const isFormatted = type === 'string' && schema['format'] !== undefined;
  if (typeof type !== 'string' || isFormatted || schema['$ref'] !== undefined) return;
  for (const text of [restriction, description, title]) {
    const read = text === '' ? undefined : readProse(text, type);
    if (!read) continue;
    const { rule, expected, found } = read;
    schema['x-expected'] = expected;
    diagnose(rule, { line, found, taken: `expected: ${JSON.stringify(expected)}` });
    return;
  }
}

function isCut(text: unknown): text is string {
  return typeof text === 'string' && text.length > 0 && text.length < SAMPLE.length && SAMPLE.startsWith(text);
}
