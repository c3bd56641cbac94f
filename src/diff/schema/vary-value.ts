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

/** Values near one that is right: at the edges of what the other side demands. */
export function* varyValue(value: unknown, against: readonly Shape[], member: string | undefined): Generator<unknown> {
  yield value;
  for (const shape of against) {
    if (typeof value === 'string') yield* nearTexts(value, shape);
    else if (typeof value === 'number') yield* nearNumbers(shape);
    else if (Array.isArray(value)) yield* nearLists(value, shape);
    else if (plainTypeOf(value) === 'object') yield* nearObjects(value as Record<string, unknown>, shape, member);
  }
}

function* nearTexts(value: string, shape: Shape): Generator<string> {
  const [least, most] = [numberAt(shape, 'minLength', 0), numberAt(shape, 'maxLength', Infinity)];
  if (most < LONGEST) yield `${value}${(value.at(-1) ?? 'a').repeat(most + 1)}`.slice(0, most + 1);
  if (least > 0) yield value.slice(0, least - 1);
  yield* plainTexts;
}

/** Texts that patterns and formats tell apart. */
const plainTexts = '0 a A aa zz ~ é 2020-01-01 2020-01-01T00:00:00Z é@a.example http://a.example/é /é'
  .split(' ')
  .concat('a b');

/** Longest text that is made for a bound. */
const LONGEST = 100_000;

function* nearNumbers(shape: Shape): Generator<number> {
  const { least, most } = rangeOf(shape);
  for (const bound of [least, most, numberAt(shape, 'exclusiveMinimum', 0), numberAt(shape, 'exclusiveMaximum', 0)]) {
    if (Number.isFinite(bound)) yield* [bound, bound - 1, bound + 1, bound - 0.5, bound + 0.5, bound * 2];
  }
  for (const { value } of shape.multiples) yield* [1, 2, 3, 4].map((factor) => ((value as number) * factor) / 2);
  yield* [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1, 0.5, 0.01, -1, 100, 2 ** 31, -(2 ** 31) - 1];
}

function* nearLists(value: readonly unknown[], shape: Shape): Generator<unknown[]> {
  const [least, most] = [numberAt(shape, 'minItems', 0), numberAt(shape, 'maxItems', Infinity)];
  const [first = 'a'] = value;
  const grown = (length: number) => Array.from({ length }, (_, index) => value[index] ?? first);
  if (most < MOST_ITEMS) yield grown(most + 1);
  if (least > 0) yield value.slice(0, least - 1);
  const counts = shape.contains.flatMap(({ least: few, most: many }) => [few - 1, many + 1]);
  for (const length of [0, 1, 2, shape.first.length + 1, ...counts]) {
    if (length >= 0 && length < MOST_ITEMS) yield* [grown(length), value.slice(0, length)];
  }
  for (const item of samples) yield [item];
  for (const item of samples) yield [...value.slice(0, shape.first.length), item];
}

/** Longest list that is made for a bound. */
const MOST_ITEMS = 1000;

function* nearObjects(
  value: Record<string, unknown>,
  shape: Shape,
  member: string | undefined,
): Generator<Record<string, unknown>> {
  const names = Object.keys(value);
  for (const name of member === undefined ? [...names, ...shape.required.keys()] : [member]) {
    const { [name]: _, ...rest } = value;
    yield rest;
  }
  if (member !== undefined) return;
  for (const extra of extras(shape)) {
    yield { ...value, ...extra };
    yield extra;
  }
  const most = numberAt(shape, 'maxProperties', Infinity);
  const least = numberAt(shape, 'minProperties', 0);
  if (most < MOST_ITEMS) {
    const more = Array.from({ length: most + 1 }, (_, index) => [`x-${index}`, 'a']);
    yield Object.fromEntries([...Object.entries(value), ...more].slice(0, Math.max(most + 1, 1)));
  }
  if (least > 0) yield Object.fromEntries(Object.entries(value).slice(0, least - 1));
  for (const name of names) yield { [name]: value[name] };
}

/** Members that no schema may know. */
function extras({ named }: Shape): Record<string, unknown>[] {
  const names = [
    'x-other',
    'other',
    'other-name-that-is-long',
    'X',
    '1',
    ...[...named.keys()].map((pattern) => `${pattern.replaceAll(/[^\w-]/g, '')}a`),
  ];
  return names.flatMap((name) => [null, 1, 'a', 'abcdef', true].map((sample) => ({ [name]: sample })));
}
