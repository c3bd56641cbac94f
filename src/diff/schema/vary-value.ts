/** Values near one that is right: at the edges of what the other side demands. */
import { numberAt, rangeOf } from './number-range.ts';
import { plainTypeOf, type Shape } from './shape.ts';

/** One value of each type, for schemas that say little. */
export const samples: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  '',
  'a',
  'abc',
  [],
  ['a'],
  {},
  { a: 'a' },
];

/** Values near one that is right: at the edges of what the branches of the other side demand. */
export function varyValue(
  value: unknown,
  against: readonly Shape[],
  member: string | undefined,
): Generator<unknown> | unknown[] {
  if (against.length === 0) return [value];
  if (typeof value === 'string') return nearTexts(value, against);
  if (typeof value === 'number') return nearNumbers(value, against);
  if (Array.isArray(value)) return nearLists(value, against);
  if (plainTypeOf(value) === 'object') return nearObjects(value as Record<string, unknown>, against, member);
  return [value];
}

/** What a keyword is in each of the branches, once. */
function* bounds(against: readonly Shape[], keyword: string): Generator<number> {
  yield* new Set(against.map((shape) => numberAt(shape, keyword, keyword.startsWith('max') ? Infinity : 0)));
}

function* nearTexts(value: string, against: readonly Shape[]): Generator<string> {
  yield value;
  for (const most of bounds(against, 'maxLength'))
    if (most < LONGEST) yield `${value}${(value.at(-1) ?? 'a').repeat(most + 1)}`.slice(0, most + 1);
  for (const least of bounds(against, 'minLength')) if (least > 0) yield value.slice(0, least - 1);
  yield* plainTexts;
}

/** Texts that patterns and formats tell apart. */
const plainTexts = '0 a A aa zz ~ é 2020-01-01 2020-01-01T00:00:00Z é@a.example http://a.example/é /é'
  .split(' ')
  .concat('a b');

/** Longest text that is made for a bound. */
const LONGEST = 100_000;

function* nearNumbers(value: number, against: readonly Shape[]): Generator<number> {
  yield value;
  const edges = against.flatMap((shape) => {
    const { least, most } = rangeOf(shape);
    return [least, most, numberAt(shape, 'exclusiveMinimum', 0), numberAt(shape, 'exclusiveMaximum', 0)];
  });
  for (const bound of new Set(edges)) {
    if (Number.isFinite(bound)) yield* [bound, bound - 1, bound + 1, bound - 0.5, bound + 0.5, bound * 2];
  }
  const steps = against.flatMap(({ multiples }) => multiples.map((each) => each.value as number));
  for (const step of new Set(steps)) yield* [1, 2, 3, 4].map((factor) => (step * factor) / 2);
  yield* [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1, 0.5, 0.01, -1, 100, 2 ** 31, -(2 ** 31) - 1];
}

function* nearLists(value: readonly unknown[], against: readonly Shape[]): Generator<readonly unknown[]> {
  yield value;
  const [first = 'a'] = value;
  const grown = (length: number) => Array.from({ length }, (_, index) => value[index] ?? first);
  for (const most of bounds(against, 'maxItems')) if (most < MOST_ITEMS) yield grown(most + 1);
  for (const least of bounds(against, 'minItems')) if (least > 0) yield value.slice(0, least - 1);
  const counts = against.flatMap(({ contains }) => contains.flatMap(({ least, most }) => [least - 1, most + 1]));
  const heads = new Set(against.map(({ first: head }) => head.length));
  for (const length of new Set([0, 1, 2, ...[...heads].map((head) => head + 1), ...counts])) {
    if (length >= 0 && length < MOST_ITEMS) yield* [grown(length), value.slice(0, length)];
  }
  for (const item of samples) yield [item];
  for (const head of heads) for (const item of samples) yield [...value.slice(0, head), item];
}

/** Longest list that is made for a bound. */
const MOST_ITEMS = 1000;

function* nearObjects(
  value: Record<string, unknown>,
  against: readonly Shape[],
  member: string | undefined,
): Generator<Record<string, unknown>> {
  yield value;
  const names = Object.keys(value);
  const demanded = against.flatMap(({ required }) => [...required.keys()]);
  for (const name of member === undefined ? new Set([...names, ...demanded]) : [member]) {
    const { [name]: _, ...rest } = value;
    yield rest;
  }
  if (member !== undefined) return;
  for (const extra of extras(against)) {
    yield { ...value, ...extra };
    yield extra;
  }
  for (const most of bounds(against, 'maxProperties')) {
    if (most >= MOST_ITEMS) continue;
    const more = Array.from({ length: most + 1 }, (_, index) => [`x-${index}`, 'a']);
    yield Object.fromEntries([...Object.entries(value), ...more].slice(0, Math.max(most + 1, 1)));
  }
  for (const least of bounds(against, 'minProperties'))
    if (least > 0) yield Object.fromEntries(Object.entries(value).slice(0, least - 1));
  for (const name of names) yield { [name]: value[name] };
}

/** Members that no schema may know. */
function extras(against: readonly Shape[]): Record<string, unknown>[] {
  const patterns = new Set(against.flatMap(({ named }) => [...named.keys()]));
  const names = [
    'x-other',
    'other',
    'other-name-that-is-long',
    'X',
    '1',
    ...[...patterns].map((pattern) => `${pattern.replaceAll(/[^\w-]/g, '')}a`),
  ];
  return names.flatMap((name) => [null, 1, 'a', 'abcdef', true].map((sample) => ({ [name]: sample })));
}
