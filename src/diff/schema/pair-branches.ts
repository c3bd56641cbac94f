/** Pairs the branches of two unions: each that changed with the one that it became. */
import { isSchemaObject } from '../../contract/schema.ts';
import { canonical, type Shape } from './shape.ts';

/** Each branch that is left with the one that it became; undefined where that cannot be told. */
export function pairUp(
  lost: readonly Shape[],
  gained: readonly Shape[],
  { before, after }: { before: readonly Shape[]; after: readonly Shape[] },
): (readonly [Shape, Shape])[] | undefined {
  if (lost.length === 0 && gained.length === 0) return [];
  if (before.length === 1 && after.length === 1) return [[before[0] as Shape, after[0] as Shape]];
  if (gained.length === 0 || lost.length === 0) {
    const changed = lost.length === 0 ? gained : lost;
    const others = lost.length === 0 ? before : after;
    const pairs = changed.map((shape) => [shape, nearest(shape, others)] as const);
    if (before.length !== after.length || pairs.some(([, other]) => other === undefined)) return undefined;
    return pairs.map(([shape, other]) => (lost.length === 0 ? [other as Shape, shape] : [shape, other as Shape]));
  }
  if (lost.length !== gained.length) return undefined;
  return pairLikest(lost, gained);
}

/** Each with another one, those first that are most alike; undefined where some are like none that is left. */
function pairLikest(lost: readonly Shape[], gained: readonly Shape[]): [Shape, Shape][] | undefined {
  const scored = lost.flatMap((one) => gained.map((other) => ({ one, other, score: likeness(one, other) })));
  const pairs = new Map<Shape, Shape>();
  const taken = new Set<Shape>();
  for (const { one, other, score } of scored.toSorted((a, b) => b.score - a.score)) {
    if (score === 0 || pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs.size < lost.length ? undefined : [...pairs];
}

/** How much two branches have in common; 0 for those of other types, or of other kinds by a listed value. */
function likeness(one: Shape, other: Shape): number {
  const shared = one.types.intersection(other.types).size;
  if (shared === 0 || absentOf(one) !== absentOf(other)) return 0;
  const names = [...one.members.keys()].filter((name) => other.members.has(name));
  const tags = names.filter((name) => {
    const constants = [one, other].map(({ members }) =>
      canonical(members.get(name)?.map(({ schema }) => isSchemaObject(schema) && (schema['const'] ?? schema['enum']))),
    );
    return constants[0] === constants[1] && !/^\[(?:false|null)*\]$/.test(constants[0] ?? '');
  });
  const same = names.filter((name) => textOf(one, name) === textOf(other, name));
  return 1 + names.length + same.length + tags.length * 10;
}

function textOf({ members }: Shape, name: string): string {
  return canonical(members.get(name)?.map(({ schema }) => schema));
}

/** Members that are absent here because another branch is for their presence. */
function absentOf({ members }: Shape): string {
  const absent = [...members].filter(([, site]) => site.some(({ pointer }) => pointer.includes('/absent/')));
  return canonical(absent.map(([name]) => name));
}

function nearest(shape: Shape, others: readonly Shape[]) {
  const [best] = others
    .map((other) => ({ other, score: likeness(shape, other) }))
    .toSorted((a, b) => b.score - a.score);
  return best && best.score > 0 ? best.other : undefined;
}
