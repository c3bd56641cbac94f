/** Searches for a witness: the smallest value that is right on one side and wrong on the other, as both validators judge. */
import { isSchemaObject } from '../../contract/schema.ts';
import { type Demand, expectedKeyword } from '../../contract/schema/view-schema.ts';
import type { Difference, Stop } from './difference.ts';
import { canonical, type Shape, type Site } from './shape.ts';
import { textWithout } from './text-language.ts';
import { varyValue } from './vary-value.ts';
import type { WitnessSide } from './witness-side.ts';

/** What a witness must be by the side that it is right on, and by the other. */
export interface Demands {
  right: Demand;
  wrong: Demand;
}

export interface Search {
  /** The side on which the value is right. */
  right: WitnessSide;
  /** The side on which it is wrong. */
  wrong: WitnessSide;
  /** Which sites of a stop are whose. */
  of: (stop: Stop) => { right: Site; wrong: Site };
  demands: Demands;
  /** What shows the same elsewhere, if anything does. */
  hint?: { value: unknown } | undefined;
}

/** A whole value that shows the difference; undefined where none was found. */
export function findWitness(difference: Difference, search: Search): { value: unknown } | undefined {
  const { trail, part } = difference;
  const { right, wrong, of, demands } = search;
  const [root, own] = [of(trail[0] as Stop), of(trail.at(-1) as Stop)];
  const isWitness = (value: unknown) =>
    right.accepts(root.right, value, demands.right) && !wrong.accepts(root.wrong, value, demands.wrong);
  const smaller = (whole: unknown) => {
    let tries = 0;
    return { value: shrink(whole, (less) => (tries += 1) <= MOST_SHRINKS && isWitness(less), pathOf(trail)) };
  };
  if (search.hint && isWitness(search.hint.value)) return search.hint;
  const put = framing(trail, search, 0);
  const [best] = smallest(difference, search, (leaf) => isWitness(put(leaf)));
  if (best) return smaller(put(best.value));
  // A member that the other side does not know is wrong in what is around it.
  const leaves = smallest(
    difference,
    search,
    (leaf) =>
      (part !== undefined || !wrong.accepts(own.wrong, leaf, demands.wrong)) &&
      right.accepts(own.right, leaf, demands.right),
  );
  for (const { value: leaf } of leaves.slice(0, MOST_LEAVES)) {
    for (let index = 1; index < MOST_FRAMES; index += 1) {
      const whole = framing(trail, search, index)(leaf);
      if (isWitness(whole)) return smaller(whole);
    }
  }
  return undefined;
}

/** Values for the place of a difference that are found to show it, the smallest first. */
function smallest(
  { trail, keyword, at }: Difference,
  { right, wrong, of }: Search,
  shows: (value: unknown) => boolean,
): { value: unknown }[] {
  const own = of(trail.at(-1) as Stop);
  const member = keyword === 'required' ? at.at(-1) : undefined;
  const against = [...wrong.shapes.of(own.wrong), ...wrong.shapes.of(expectedOf(own.wrong))];
  const found = new Map<string, unknown>();
  const tried = new Set<string>();
  let after = 0;
  for (const many of [false, true]) {
    if (found.size > 0) break;
    let made = 0;
    for (const base of listBases(own, { right, wrong, against, many })) {
      for (const value of varyValue(base, against, member)) {
        if (after > MOST_AFTER || (made += 1) > MOST_MADE) break;
        const key = JSON.stringify(value);
        if (tried.has(key)) continue;
        tried.add(key);
        if (shows(value)) found.set(key, value);
        if (found.size > 0) after += 1;
      }
    }
  }
  return [...found].toSorted(([a], [b]) => a.length - b.length).map(([, value]) => ({ value }));
}

/** Values to begin with: of both sides, of what one rules out, and texts that patterns tell apart. */
function* listBases(
  own: { right: Site; wrong: Site },
  { right, wrong, against, many }: Pick<Search, 'right' | 'wrong'> & { against: readonly Shape[]; many: boolean },
): Generator<unknown> {
  yield* right.draw(own.right, many);
  yield* wrong.draw(own.wrong, many);
  if (many) return;
  for (const shape of right.shapes.of(own.right))
    for (const other of against) {
      const text = shape.types.has('string') ? textWithout(shape, other) : undefined;
      if (text !== undefined) yield text;
    }
  const excluded = against.flatMap(({ not, ruledOut = not }) => ruledOut.flatMap((node) => wrong.draw([node])));
  yield* excluded;
  // What one alternative has beside what another has may be too much for both.
  for (const value of right.draw(own.right)) for (const other of excluded) yield* join(value, other);
}

function join(value: unknown, other: unknown): unknown[] {
  return isSchemaObject(value) && isSchemaObject(other) ? [{ ...other, ...value }] : [];
}

/** The expected domain beside the schemas of a site. */
function expectedOf(site: Site): Site {
  return site.flatMap(({ schema, pointer }) => {
    const expected = isSchemaObject(schema) ? schema[expectedKeyword] : undefined;
    return isSchemaObject(expected) ? [{ schema: expected, pointer: `${pointer}/${expectedKeyword}` }] : [];
  });
}

/** So many values are made of one kind of base: each branch of a union has its own near each of them. */
const MOST_MADE = 20_000;

/** So many values are tried after the first that shows a difference, for a smaller one. */
const MOST_AFTER = 4;

/** So many times something is left out of a witness: one that is large stays so. */
const MOST_SHRINKS = 1_000;

/** How many of the smallest values are put into a whole. */
const MOST_LEAVES = 4;

/** How many wholes are tried around each. */
const MOST_FRAMES = 8;

/** Puts a value into what has to be around it, from the inside out. */
function framing(trail: readonly Stop[], { right, of }: Search, index: number): (leaf: unknown) => unknown {
  const bases = trail.slice(0, -1).map((stop) => {
    const token = stop.token ?? '';
    const drawn = right.draw(of(stop).right, index >= MOST_FRAMES / 2);
    const around = bySize(drawn.filter((each) => fitsToken(each, token)));
    return { token, base: around[index % Math.max(around.length, 1)] ?? emptyFor(token) };
  });
  return (leaf) => bases.reduceRight((value, { token, base }) => place(base, token, value), leaf);
}

/** The shortest first. */
export function bySize(values: readonly unknown[]): unknown[] {
  const sized = values.map((value) => ({ value, size: canonical(value).length }));
  return sized.toSorted((a, b) => a.size - b.size).map(({ value }) => value);
}

function fitsToken(value: unknown, token: string): boolean {
  return token.startsWith('[') ? Array.isArray(value) : isSchemaObject(value);
}

function emptyFor(token: string): unknown {
  return token.startsWith('[') ? [] : {};
}

function place(base: unknown, token: string, value: unknown): unknown {
  if (Array.isArray(base)) {
    const index = Number(token.slice(1, -1) || 0);
    const items = base.slice(0, Math.max(index, 1));
    items[index] = value;
    return items;
  }
  const members = base as Record<string, unknown>;
  return { ...members, [token === '{}' ? freeName(members) : token]: value };
}

/** A member that no schema names; names that start with `x-` are what patterns mostly ask for. */
function freeName(members: Record<string, unknown>): string {
  return Object.keys(members).find((name) => name.startsWith('x-')) ?? 'x-other';
}

/** The members and items that lead to the place of a difference. */
function pathOf(trail: readonly Stop[]): string[] {
  return trail.slice(0, -1).map(({ token = '' }) => token);
}

/** The value without what it can do without, however deep; what the difference is about stays. */
function shrink(value: unknown, isWitness: (value: unknown) => boolean, path: readonly string[]): unknown {
  const [token, ...below] = path;
  if (Array.isArray(value)) {
    const kept = token === undefined ? undefined : Number(token.slice(1, -1) || 0);
    const items = value.reduceRight<readonly unknown[]>((left, _, index) => {
      const less = left.toSpliced(index, 1);
      return (kept === undefined || index > kept) && isWitness(less) ? less : left;
    }, value);
    return items.map((item, index) =>
      shrink(item, (other) => isWitness(items.with(index, other)), index === kept ? below : []),
    );
  }
  if (!isSchemaObject(value)) return value;
  const kept = token === '{}' ? freeName(value) : token;
  let current: Record<string, unknown> = value;
  for (const name of Object.keys(value)) {
    const { [name]: _, ...rest } = current;
    if (name !== kept && isWitness(rest)) current = rest;
  }
  for (const [name, inner] of Object.entries(current)) {
    const whole = current;
    const less = shrink(inner, (other) => isWitness({ ...whole, [name]: other }), name === kept ? below : []);
    current = { ...whole, [name]: less };
  }
  return current;
}
