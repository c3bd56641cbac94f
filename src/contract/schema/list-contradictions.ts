/** Finds keywords that exclude each other: what one of them lets through, the other refuses. */
import type { Place } from '../../errors.ts';
import { quoteValue } from '../contract-diagnostics.ts';
import type { Contract } from '../contract.ts';
import { plainText } from '../name-text.ts';
import { isSchemaObject, type SchemaObject, typesOf } from '../schema.ts';
import { compareNumbers, type ExactNumber, isExactNumber } from '../wide-integer.ts';
import { decimalOf, scaleTo } from './decimal.ts';
import { numberBounds, textLengths } from './formats.ts';
import { keywordAt, matches, placed, type PlacedKeyword, type Pieces, refusalOf, refuses } from './refuse-value.ts';

/** Two keywords that no value of `type`, or no value at all, obeys together. */
export interface Contradiction {
  one: PlacedKeyword;
  other: PlacedKeyword;
  /** The JSON type whose values they refuse; every value where it is absent. */
  type?: string;
}

/** What excludes each other among schemas that hold for one value: of each type the first, or the first of all where no value is left. */
export function listContradictions(pieces: Pieces): Contradiction[] {
  const types = shareTypes(pieces);
  if (isContradiction(types)) return [types];
  const listed = excludeLists(pieces);
  if (listed) return [listed];
  if (listedValues(pieces)) return [];
  return types.flatMap((type) => {
    const found = byType[type]?.(pieces, type);
    return found ? [{ ...found, type }] : [];
  });
}

/** Whether the contradictions leave none of the types that the schemas say, or speak of. */
export function leavesNothing(pieces: Pieces, found: readonly Contradiction[]): boolean {
  const types = shareTypes(pieces);
  if (found.some(({ type }) => type === undefined) || isContradiction(types)) return true;
  const meant = pieces.some(({ schema }) => typesOf(schema)) ? types : types.filter((type) => speakOf(pieces, type));
  return meant.length > 0 && meant.every((type) => found.some((each) => each.type === type));
}

const spoken: Readonly<Record<string, RegExp>> = {
  array: /Items$|^items$|[cC]ontains$/,
  number: /inimum$|aximum$|^multipleOf$/,
  object: /^required$|[pP]ropert/,
  string: /Length$|^pattern$/,
};

/** Whether a keyword is about values of the type. */
function speakOf(pieces: Pieces, type: string): boolean {
  return pieces.some(({ schema }) => Object.keys(schema).some((keyword) => spoken[type]?.test(keyword)));
}

/** `minLength 9 and maxLength 4 (line 12) exclude each other`: the place is that of the second, unless it stands where the first does. */
export function explainContradiction({ placeOf }: Pick<Contract, 'placeOf'>, { one, other }: Contradiction): string {
  return `${tellKeyword(one)} and ${tellKeyword(other)}${tellPlace(placeOf(other.pointer), placeOf(one.pointer))} exclude each other`;
}

/** A keyword with its value, as a sentence has it. */
export function tellKeyword({ keyword, value }: PlacedKeyword): string {
  return `${keyword} ${quoteValue(value)}`;
}

/** ` (line 12)`, or the file as well where that is another; nothing where it is the same place. */
export function tellPlace({ file, line }: Place, from: Place): string {
  if (line === undefined || (file === from.file && line === from.line)) return '';
  return file === from.file ? ` (line ${line})` : ` (${file.split(/[\\/]/).at(-1)}:${line})`;
}

/** Values of a list that other keywords refuse, though not all of them are: each with the keyword. */
export function listDeadValues(pieces: Pieces): { list: PlacedKeyword; value: unknown; other: PlacedKeyword }[] {
  const lists = placed(pieces, 'enum');
  return lists.flatMap(({ pointer, value: values, ...list }) =>
    (values as unknown[]).flatMap((value, index) => {
      const other = refusalOf(pieces, value);
      return other ? [{ list: { ...list, value: values, pointer: `${pointer}/${index}` }, value, other }] : [];
    }),
  );
}

const allTypes = ['array', 'boolean', 'null', 'number', 'object', 'string'] as const;

/** The types that all schemas allow; two of their keywords where there is none. */
function shareTypes(pieces: Pieces): readonly string[] | Contradiction {
  let shared: readonly string[] = allTypes;
  let last: PlacedKeyword | undefined;
  for (const found of placed(pieces, 'type')) {
    const types = [found.value].flat() as string[];
    const left = types.flatMap((type) => {
      if (shared.includes(type)) return [type];
      if (type === 'integer') return shared.includes('number') ? [type] : [];
      return type === 'number' && shared.includes('integer') ? ['integer'] : [];
    });
    if (left.length === 0 && last) return { one: last, other: found };
    shared = left;
    last = found;
  }
  return shared;
}

function isContradiction(types: readonly string[] | Contradiction): types is Contradiction {
  return 'one' in types;
}

/** Values that are listed, where any list is. */
function listedValues(pieces: Pieces): { at: PlacedKeyword; values: readonly unknown[] } | undefined {
  const [constant] = placed(pieces, 'const');
  if (constant) return { at: constant, values: [constant.value] };
  const [list] = placed(pieces, 'enum');
  return list && { at: list, values: list.value as unknown[] };
}

/** Each of the listed values is refused by something: that of the first says why. */
function excludeLists(pieces: Pieces): Contradiction | undefined {
  const listed = listedValues(pieces);
  if (!listed || listed.values.length === 0) return undefined;
  const refusals = listed.values.map((value) => refusalOf(pieces, value));
  const [first] = refusals;
  return first && refusals.every((each) => each !== undefined) ? { one: listed.at, other: first } : undefined;
}

type Find = (pieces: Pieces, type: string) => Contradiction | undefined;

const byType: Readonly<Record<string, Find>> = {
  array: excludeItems,
  integer: excludeNumbers,
  number: excludeNumbers,
  object: (pieces) => excludeMembers(pieces) ?? excludeRequired(pieces),
  string: excludeTexts,
};

/** One end of what is allowed, and who says so. */
interface Bound {
  at: PlacedKeyword;
  value: ExactNumber;
  /** Whether the value itself is out of bounds. */
  open?: boolean;
}

/** The strictest lower and upper bounds, where no number lies within them. */
function cross(lower: readonly Bound[], upper: readonly Bound[]): Contradiction | undefined {
  const [low, high] = [strictest(lower, 1), strictest(upper, -1)];
  if (!low || !high) return undefined;
  const order = compareNumbers(low.value, high.value);
  return order > 0 || (order === 0 && (low.open === true || high.open === true))
    ? { one: low.at, other: high.at }
    : undefined;
}

function strictest(bounds: readonly Bound[], side: 1 | -1): Bound | undefined {
  return bounds.reduce<Bound | undefined>((strict, each) => {
    const order = strict ? compareNumbers(each.value, strict.value) * side : 1;
    return order > 0 || (order === 0 && each.open === true) ? each : strict;
  }, undefined);
}

function boundsAt(pieces: Pieces, keyword: string, open = false): Bound[] {
  return placed(pieces, keyword).flatMap((found) =>
    isExactNumber(found.value) ? [{ at: found, value: found.value, open }] : [],
  );
}

function excludeNumbers(pieces: Pieces, type: string): Contradiction | undefined {
  const formats = placed(pieces, 'format').flatMap((found) => {
    const bounds = Object.hasOwn(numberBounds, plainText(found.value))
      ? numberBounds[plainText(found.value)]
      : undefined;
    // Of wider ones, the last digits are lost.
    return bounds?.every(Number.isSafeInteger) ? [{ at: found, bounds }] : [];
  });
  const lower = [
    ...boundsAt(pieces, 'minimum'),
    ...boundsAt(pieces, 'exclusiveMinimum', true),
    ...formats.map(({ at: from, bounds }) => ({ at: from, value: bounds[0] })),
  ];
  const upper = [
    ...boundsAt(pieces, 'maximum'),
    ...boundsAt(pieces, 'exclusiveMaximum', true),
    ...formats.map(({ at: from, bounds }) => ({ at: from, value: bounds[1] })),
  ];
  const crossed = cross(lower, upper);
  const [low, high] = [strictest(lower, 1), strictest(upper, -1)];
  if (crossed || !low || !high) return crossed;
  for (const step of boundsAt(pieces, 'multipleOf')) {
    if (!hasMultiple(low, high, step.value)) return { one: low.at, other: step.at };
  }
  return type === 'integer' && !hasMultiple(low, high, 1) ? { one: low.at, other: high.at } : undefined;
}

/** Whether a multiple of `step` lies within the bounds. */
function hasMultiple(low: Bound, high: Bound, step: ExactNumber): boolean {
  const [from, to, by] = [low.value, high.value, step].map(decimalOf);
  if (!from || !to || !by) return true;
  const decimals = Math.max(from.decimals, to.decimals, by.decimals);
  const [first, last, width] = [from, to, by].map((each) => scaleTo(each, decimals)) as [bigint, bigint, bigint];
  const over = last - (high.open === true ? 1n : 0n);
  const rest = ((over % width) + width) % width;
  return over - rest >= first + (low.open === true ? 1n : 0n);
}

function excludeTexts(pieces: Pieces): Contradiction | undefined {
  const formats = placed(pieces, 'format').flatMap((found) => {
    const lengths = Object.hasOwn(textLengths, plainText(found.value))
      ? textLengths[plainText(found.value)]
      : undefined;
    return lengths ? [{ at: found, lengths }] : [];
  });
  return cross(
    [...boundsAt(pieces, 'minLength'), ...formats.map(({ at: from, lengths }) => ({ at: from, value: lengths[0] }))],
    [...boundsAt(pieces, 'maxLength'), ...formats.map(({ at: from, lengths }) => ({ at: from, value: lengths[1] }))],
  );
}

function excludeItems(pieces: Pieces): Contradiction | undefined {
  const holding = pieces.filter(({ schema }) => schema['contains'] !== undefined);
  const contained = holding.map((piece) => {
    const { minContains = 1 } = piece.schema;
    return {
      at: keywordAt(piece, piece.schema['minContains'] === undefined ? 'contains' : 'minContains'),
      value: minContains,
    };
  }) as Bound[];
  const closed = pieces
    .filter(({ schema }) => schema['items'] === false)
    .map((piece) => ({ at: keywordAt(piece, 'items'), value: lengthOf(piece.schema['prefixItems']) }));
  const different = pieces.flatMap((piece) => {
    const count = piece.schema['uniqueItems'] === true ? countDifferent(piece.schema) : undefined;
    return count === undefined ? [] : [{ at: keywordAt(piece, 'uniqueItems'), value: count }];
  });
  return (
    cross(
      [...boundsAt(pieces, 'minItems'), ...contained],
      [...boundsAt(pieces, 'maxItems'), ...closed, ...different],
    ) ??
    // What another schema counts may be other items.
    holding
      .flatMap((piece, index) => cross(contained.slice(index, index + 1), boundsAt([piece], 'maxContains')) ?? [])
      .at(0)
  );
}

/** How many different items there can be, where they are listed. */
function countDifferent({ items, prefixItems }: SchemaObject): number | undefined {
  if (!isSchemaObject(items) || prefixItems !== undefined) return undefined;
  if ('const' in items) return 1;
  if (Array.isArray(items['enum'])) return items['enum'].length;
  return items['type'] === 'boolean' ? 2 : undefined;
}

function excludeMembers(pieces: Pieces): Contradiction | undefined {
  const required = placed(pieces, 'required').map((found) => ({ at: found, value: lengthOf(found.value) }));
  const closed = pieces
    .filter(({ schema }) => schema['additionalProperties'] === false && schema['patternProperties'] === undefined)
    .map((piece) => ({
      at: keywordAt(piece, 'additionalProperties'),
      value: namesOf(piece.schema['properties']).length,
    }));
  return (
    cross(boundsAt(pieces, 'minProperties'), [...boundsAt(pieces, 'maxProperties'), ...closed]) ??
    cross(required, boundsAt(pieces, 'maxProperties'))
  );
}

/** A member that must be there, and may not. */
function excludeRequired(pieces: Pieces): Contradiction | undefined {
  for (const { pointer, value } of placed(pieces, 'required')) {
    for (const [index, name] of (Array.isArray(value) ? (value as string[]) : []).entries()) {
      const other = forbid(pieces, name);
      if (other) return { one: { keyword: 'required', value: name, pointer: `${pointer}/${index}` }, other };
    }
  }
  return undefined;
}

function forbid(pieces: Pieces, name: string): PlacedKeyword | undefined {
  for (const piece of pieces) {
    const { properties, patternProperties, additionalProperties, propertyNames } = piece.schema;
    const member = isSchemaObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (member === false) return keywordAt(piece, 'properties', { [name]: false });
    const isDeclared = member !== undefined || namesOf(patternProperties).some((pattern) => matches(pattern, name));
    if (additionalProperties === false && !isDeclared) return keywordAt(piece, 'additionalProperties');
    if (isSchemaObject(propertyNames) && Object.keys(propertyNames).some((each) => refuses(propertyNames, each, name)))
      return keywordAt(piece, 'propertyNames');
  }
  return undefined;
}

function namesOf(map: unknown): string[] {
  return isSchemaObject(map) ? Object.keys(map) : [];
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
