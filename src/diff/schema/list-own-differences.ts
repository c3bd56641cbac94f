/** Lists what two branches say otherwise of a value as a whole: its type, its listed values, its bounds, its patterns and formats. */
import type { Context, Difference, Run } from './difference.ts';
import type { Side } from './inclusion.ts';
import { type PlainType, plainTypes, type Shape, type Site } from './shape.ts';
import { factOf } from './written-facts.ts';

export interface OwnPlace {
  old: Site;
  now: Site;
  here: Context;
  sides: { old: Side; now: Side };
}

/** Types that are right no more, or right now. */
export function* listTypeDifference(
  types: { old: ReadonlySet<PlainType>; now: ReadonlySet<PlainType> },
  { old, now, here, sides }: OwnPlace,
): Generator<Difference> {
  const change = { tighter: !types.old.isSubsetOf(types.now), looser: !types.now.isSubsetOf(types.old) };
  if (!change.tighter && !change.looser) return;
  yield {
    ...here,
    keyword: 'type',
    ...(types.old.size < plainTypes.length ? { old: factOf(sides.old, old, 'type', namesOf(types.old)) } : {}),
    ...(types.now.size < plainTypes.length ? { now: factOf(sides.now, now, 'type', namesOf(types.now)) } : {}),
    ...change,
  };
}

/** As a schema would list them. */
function namesOf(types: ReadonlySet<PlainType>): string | string[] {
  const names = [...types].flatMap((type) => {
    if (type === 'fraction') return ['number'];
    return type === 'integer' && types.has('fraction') ? [] : [type];
  });
  return names.length === 1 ? (names[0] as string) : names;
}

/** What else is said of the value itself. */
export function* listOwnDifferences(one: Shape, other: Shape, place: OwnPlace & { run: Run }): Generator<Difference> {
  const { here, run } = place;
  if (one.values || other.values) yield* listValues(one, other, place);
  for (const keyword of new Set([...one.facts.keys(), ...other.facts.keys()])) {
    const [was, is] = [one.facts.get(keyword), other.facts.get(keyword)];
    if (was?.value === is?.value) run.same += 1;
    else {
      const change = compareBounds(keyword, was?.value, is?.value);
      yield { ...here, keyword, ...(was ? { old: was } : {}), ...(is ? { now: is } : {}), ...change };
    }
  }
  for (const [keyword, list] of lists) {
    const was = one[list].filter((fact) => !other[list].some(({ value }) => value === fact.value));
    const is = other[list].filter((fact) => !one[list].some(({ value }) => value === fact.value));
    run.same += one[list].length - was.length;
    // What an encoding is, is told of the encoding.
    if ([...was, ...is].every(({ pointer }) => pointer.endsWith('/contentEncoding'))) continue;
    const sides = { ...(was[0] ? { old: was[0] } : {}), ...(is[0] ? { now: is[0] } : {}) };
    yield { ...here, keyword, ...sides, tighter: is.length > 0, looser: was.length > 0 };
  }
}

/** Keywords of which several hold together. */
const lists = [
  ['multipleOf', 'multiples'],
  ['pattern', 'patterns'],
  ['format', 'formats'],
] as const;

function* listValues(
  one: Shape,
  other: Shape,
  { old, now, here, sides, run }: OwnPlace & { run: Run },
): Generator<Difference> {
  const keys = { old: new Set(one.values?.keys()), now: new Set(other.values?.keys()) };
  if (one.values && other.values && keys.old.symmetricDifference(keys.now).size === 0) {
    run.same += 1;
    return;
  }
  const areSingle = [one, other].every(({ values }) => values === undefined || values.size === 1);
  const isConstant = areSingle && factOf(sides.now, now, 'const').value !== undefined;
  const isName = [...old, ...now].some(({ pointer }) => pointer.includes('/discriminator#'));
  const keyword = isName ? 'discriminator' : isConstant ? 'const' : 'enum';
  const written = (values: ReadonlyMap<string, unknown>): unknown =>
    isConstant ? [...values.values()][0] : [...values.values()];
  yield {
    ...here,
    keyword,
    ...(one.values ? { old: factOf(sides.old, old, keyword, written(one.values)) } : {}),
    ...(other.values ? { now: factOf(sides.now, now, keyword, written(other.values)) } : {}),
    tighter: other.values !== undefined && (!one.values || !keys.old.isSubsetOf(keys.now)),
    looser: one.values !== undefined && (!other.values || !keys.now.isSubsetOf(keys.old)),
  };
}

/** Whether a bound lets fewer through than before, or more. */
function compareBounds(keyword: string, was: unknown, is: unknown): { tighter: boolean; looser: boolean } {
  if (was === undefined) return { tighter: true, looser: false };
  if (is === undefined) return { tighter: false, looser: true };
  if (typeof was !== 'number' || typeof is !== 'number') return { tighter: true, looser: true };
  const isLess = /^(?:max|exclusiveMax)/.test(keyword) ? is < was : is > was;
  return { tighter: isLess, looser: !isLess };
}
