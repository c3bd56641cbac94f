/** Splits a shape where the shapes that shall cover it together begin or end, so that each part may be covered by one of them. */
import { numberAt, rangeOf } from './number-range.ts';
import { finiteValues } from './finite-values.ts';
import type { Shapes } from './read-shapes.ts';
import { canonical, keyOf, type Shape, type Site } from './shape.ts';

/** Values that are split one by one. */
const MOST_SPLIT = 40;

/** Ways to split a shape of one type; the parts of each are all of it. */
export function* splitShape(shape: Shape, ways: readonly Shape[], shapes: Shapes): Generator<Shape[]> {
  const has = (type: Parameters<typeof shape.types.has>[0]) => shape.types.has(type);
  if (has('integer') || has('fraction')) yield* splitNumbers(shape, ways);
  if (has('string')) yield* splitCounts(shape, ways, ['minLength', 'maxLength']);
  if (has('array')) yield* splitCounts(shape, ways, ['minItems', 'maxItems']);
  if (!has('object')) return;
  yield* splitCounts(shape, ways, ['minProperties', 'maxProperties']);
  yield* splitByMember(shape, ways, shapes);
  yield* splitByPresence(shape, ways);
}

function* splitNumbers(shape: Shape, ways: readonly Shape[]): Generator<Shape[]> {
  const own = rangeOf(shape);
  for (const way of ways) {
    const { most, hasMost } = rangeOf({ ...way, types: shape.types });
    if (!(most >= own.least && most < own.most)) continue;
    yield hasMost === 1
      ? [withFact(shape, 'maximum', most), withFact(shape, 'exclusiveMinimum', most)]
      : [withFact(shape, 'exclusiveMaximum', most), withFact(shape, 'minimum', most)];
  }
}

function* splitCounts(
  shape: Shape,
  ways: readonly Shape[],
  [lower, upper]: readonly [string, string],
): Generator<Shape[]> {
  for (const way of ways) {
    const most = numberAt(way, upper, Infinity);
    const isInside = most >= numberAt(shape, lower, 0) && most < numberAt(shape, upper, Infinity);
    if (isInside) yield [withFact(shape, upper, most), withFact(shape, lower, most + 1)];
  }
}

function withFact(shape: Shape, keyword: string, value: number): Shape {
  return { ...shape, facts: new Map([...shape.facts, [keyword, { value, pointer: '' }]]) };
}

/** One part for each value of a demanded member by which the ways differ. */
function* splitByMember(shape: Shape, ways: readonly Shape[], shapes: Shapes): Generator<Shape[]> {
  for (const name of shape.required.keys()) {
    const site = shape.members.get(name);
    if (!site || !ways.some(({ members }) => members.has(name))) continue;
    const values = shapes.of(site).flatMap((each) => finiteValues(each) ?? [undefined]);
    if (values.length < 2 || values.length > MOST_SPLIT || values.includes(undefined)) continue;
    yield values.map((value) => {
      const only = { schema: { const: value }, pointer: `${keyOf(site)}=${canonical(value)}` };
      return withMember(shape, name, [...site, only]);
    });
  }
}

const never = { schema: false, pointer: '#never' };

/** One part that has a member that some ways demand, and one that has it not. */
function* splitByPresence(shape: Shape, ways: readonly Shape[]): Generator<Shape[]> {
  const names = new Set(ways.flatMap(({ required }) => [...required.keys()]));
  for (const name of names) {
    if (shape.required.has(name)) continue;
    yield [
      { ...shape, required: new Map([...shape.required, [name, '']]) },
      withMember(shape, name, [...(shape.members.get(name) ?? []), never]),
    ];
  }
}

function withMember(shape: Shape, name: string, site: Site): Shape {
  return { ...shape, members: new Map([...shape.members, [name, site]]) };
}
