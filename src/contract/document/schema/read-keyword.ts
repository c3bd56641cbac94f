/** Reads the value of one keyword of a schema as the value that it takes, where it is not quite that. */
import { isSchemaObject } from '../../schema.ts';
import { compareNumbers, type ExactNumber, integerOf, keyOfJson, isWideInteger, toDouble } from '../../wide-integer.ts';
import type { ValueKind } from './dialect.ts';
import { readFlag } from './read-bounds.ts';

/** The kinds whose values hold no schemas and need nothing else to be read. */
export type PlainKind = Exclude<
  ValueKind,
  'any' | 'bound' | 'pattern' | 'schema' | 'schema list' | 'schemas by name' | 'types'
>;

/** What a kind of value is called. */
export const wantedBy: Readonly<Record<PlainKind, string>> = {
  boolean: 'true or false',
  count: 'a whole number from 0',
  'example list': 'a list',
  list: 'a list of different values',
  map: 'a map',
  names: 'a list of different names',
  'names by name': 'a map from names to lists of names',
  number: 'a number',
  'positive number': 'a number above 0',
  text: 'a text',
};

/** The value that was meant; undefined where nothing can be. A value that is right is itself. */
export function readKeyword(kind: PlainKind, keyword: string, value: unknown): unknown {
  return readers[kind](value, keyword);
}

const readers: Readonly<Record<PlainKind, (value: unknown, keyword: string) => unknown>> = {
  boolean: readFlag,
  count: (value, keyword) => {
    const number = readNumber(value);
    if (number === undefined || compareNumbers(number, 0) < 0) return undefined;
    if (typeof number !== 'number') return toDouble(number, 'up');
    return keyword.startsWith('max') ? Math.floor(number) : Math.ceil(number);
  },
  'example list': (value) => {
    if (Array.isArray(value)) return value;
    if (!isSchemaObject(value)) return undefined;
    // The map of OpenAPI's media types, in a schema.
    return Object.values(value).map((example) =>
      isSchemaObject(example) && 'value' in example ? example['value'] : example,
    );
  },
  list: readList,
  map: (value) => (isSchemaObject(value) ? value : undefined),
  names: (value) => {
    if (isSchemaObject(value)) return Object.keys(value).filter((name) => value[name] === true);
    if (!Array.isArray(value)) return typeof value === 'string' && value !== '' ? [value] : undefined;
    const names = [...new Set(value.flat().filter((name) => typeof name === 'string'))];
    return names.length === value.length && value.every((name) => typeof name === 'string') ? value : names;
  },
  'names by name': (value) => {
    if (!isSchemaObject(value)) return undefined;
    const entries = Object.entries(value);
    if (entries.every(([, names]) => Array.isArray(names) && readers.names(names, '') === names)) return value;
    return Object.fromEntries(
      entries.flatMap(([name, names]) => {
        const read = readers.names(names, '');
        return read === undefined ? [] : [[name, read]];
      }),
    );
  },
  number: readNumber,
  'positive number': (value) => {
    const number = readNumber(value);
    return number !== undefined && compareNumbers(number, 0) > 0 ? number : undefined;
  },
  text: (value) =>
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : undefined,
};

/** Values by commas, or a list; what stands there twice is there once. */
function readList(value: unknown): unknown[] | undefined {
  if (typeof value === 'string') return value.split(',').map((each) => each.trim());
  if (typeof value === 'number' || typeof value === 'boolean') return [value];
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const different = [...new Map(value.map((each: unknown) => [keyOfJson(each), each])).values()];
  return different.length === value.length ? value : different;
}

function readNumber(value: unknown): ExactNumber | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (isWideInteger(value)) return value;
  const text = typeof value === 'string' ? value.replace(/(?<=\d)_(?=\d)/g, '') : '';
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text)) return undefined;
  const digits = /^\s*\+?(-?\d{16,})\s*$/.exec(text)?.[1];
  return digits === undefined ? Number(text) : integerOf(digits);
}
