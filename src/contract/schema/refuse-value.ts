/** Says which keyword refuses a value, as far as that is seen without judging what is inside it. */
import { plainText } from '../name-text.ts';
import { isSchemaObject, type SchemaObject, typesOf } from '../schema.ts';
import { compareNumbers, type ExactNumber, isExactNumber, isSameJson } from '../wide-integer.ts';
import { compilePattern } from '../pattern/compile-pattern.ts';
import { compileListed } from './quick-keywords.ts';
import { isMultipleOf } from './decimal.ts';
import type { PlacedSchema } from './walk-schema.ts';

/** Schemas that hold for one value together. */
export type Pieces = readonly PlacedSchema[];

/** A keyword with its value, and where it stands in the bundled document. */
export interface PlacedKeyword {
  keyword: string;
  value: unknown;
  pointer: string;
}

/** The first keyword that refuses the value. */
export function refusalOf(pieces: Pieces, value: unknown): PlacedKeyword | undefined {
  for (const piece of pieces) {
    const keyword = Object.keys(piece.schema).find((each) => refuses(piece.schema, each, value));
    if (keyword !== undefined) return keywordAt(piece, keyword);
  }
  return undefined;
}

/** Whether the keyword of a schema refuses the value. */
export function refuses(schema: SchemaObject, keyword: string, value: unknown): boolean {
  const held = schema[keyword];
  switch (keyword) {
    case 'type':
      return !typesOf(schema)?.some((type) => isOfType(value, type));
    case 'const':
      return !isSameJson(held, value);
    case 'enum':
      return Array.isArray(held) && !isListed(held, value);
    case 'minLength':
      return typeof value === 'string' && [...value].length < Number(held);
    case 'maxLength':
      return typeof value === 'string' && [...value].length > Number(held);
    case 'pattern':
      return typeof value === 'string' && !matches(plainText(held), value);
    case 'minItems':
      return Array.isArray(value) && value.length < Number(held);
    case 'maxItems':
      return Array.isArray(value) && value.length > Number(held);
    default:
      return isExactNumber(value) && isExactNumber(held) && refusesNumber(keyword, held, value);
  }
}

/** Lists are asked for each of their own values. */
const lists = new WeakMap<readonly unknown[], (value: unknown) => boolean>();

function isListed(values: readonly unknown[], value: unknown): boolean {
  const known = lists.get(values) ?? compileListed(values);
  lists.set(values, known);
  return known(value);
}

function refusesNumber(keyword: string, held: ExactNumber, value: ExactNumber): boolean {
  if (keyword === 'multipleOf') return !isMultipleOf(value, held);
  const order = compareNumbers(value, held);
  if (keyword === 'minimum') return order < 0;
  if (keyword === 'maximum') return order > 0;
  if (keyword === 'exclusiveMinimum') return order <= 0;
  return keyword === 'exclusiveMaximum' && order >= 0;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isSchemaObject(value);
    case 'integer':
      return isExactNumber(value) && (typeof value !== 'number' || Number.isInteger(value));
    case 'number':
      return isExactNumber(value);
    default:
      return typeof value === type;
  }
}

/** Whether a text matches; a pattern that needs the rules without `u` says nothing here. */
export function matches(pattern: string, text: string): boolean {
  try {
    return compilePattern(pattern).test(text);
  } catch {
    return true;
  }
}

/** A keyword wherever the schemas have it. */
export function placed(pieces: Pieces, keyword: string): PlacedKeyword[] {
  return pieces.filter(({ schema }) => schema[keyword] !== undefined).map((piece) => keywordAt(piece, keyword));
}

/** A keyword of a schema. */
export function keywordAt(
  { schema, pointer }: PlacedSchema,
  keyword: string,
  value: unknown = schema[keyword],
): PlacedKeyword {
  return { keyword, value, pointer: `${pointer}/${keyword}` };
}
