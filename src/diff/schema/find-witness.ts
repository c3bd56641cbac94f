/** Searches for a witness: the smallest value that is right on one side and wrong on the other, as both validators judge. */
import type { Contract } from '../../contract/contract.ts';
import { isSchemaObject, type SchemaNode } from '../../contract/schema.ts';
import { type Demand, type Direction, expectedKeyword } from '../../contract/schema/view-schema.ts';
import { ContractError } from '../../errors.ts';
import { streamA, streamB } from '../../fixture/chance/seed-stream.ts';
import { requireFaker } from '../../fixture/chance/load-faker.ts';
import { createWorkshop } from '../../fixture/draw/create-workshop.ts';
import type { Draw, Fullness, Workshop } from '../../fixture/draw/draw.ts';
import { buildValues } from './build-value.ts';
import { finiteValues } from './finite-values.ts';
import { numberAt, rangeOf } from './number-range.ts';
import { textWithout } from './text-language.ts';
import type { Difference, Stop } from './difference.ts';
import type { Shapes } from './read-shapes.ts';
import { canonical, keyOf, plainTypeOf, type Shape, type Site } from './shape.ts';

/** How many values of a schema are drawn by chance. */
const DRAWS = 12;

/** One side of a comparison, with what draws values of its schemas. */
export class WitnessSide {
  readonly contract: Contract;
  readonly shapes: Shapes;
  readonly direction: Direction;
  readonly #draws = new Map<string, readonly unknown[]>();
  #shop: Workshop | undefined;

  constructor(contract: Contract, shapes: Shapes) {
    this.contract = contract;
    this.shapes = shapes;
    this.direction = shapes.direction;
  }

  accepts(site: Site, value: unknown, demand: Demand = 'documented'): boolean {
    const view = { direction: this.direction, demand };
    return site.every((node) => this.contract.validators.accepts(node, value, view));
  }

  /** Values of a site: those that are listed, the smallest and the fullest; with `many`, others by chance. */
  draw(site: Site, many = false): readonly unknown[] {
    const key = `${keyOf(site)} ${many}`;
    const known = this.#draws.get(key);
    if (known) return known;
    const made = many ? this.#drawn(site) : this.#built(site);
    this.#draws.set(key, made);
    return made;
  }

  /** What the shapes tell is quick, and mostly enough. */
  #built(site: Site): unknown[] {
    const listed = this.shapes.of(site).flatMap((shape) => finiteValues(shape) ?? []);
    if (site.every(({ schema }) => schema === true)) return [...listed, ...samples];
    const built = [false, true].flatMap((isFull) => buildValues(this.shapes, site, { isFull }));
    return [...listed, ...built, ...samples];
  }

  #drawn(site: Site): unknown[] {
    if (site.every(({ schema }) => schema === true)) return [];
    this.#shop ??= createWorkshop(this.contract, site[0] as SchemaNode, {
      faker: requireFaker('en'),
      locale: 'en',
      direction: this.direction,
    });
    const draw = compile(this.#shop, site);
    const fullness: Fullness[] = ['minimal', 'full', ...Array.from({ length: DRAWS }, () => 'drawn' as const)];
    const drawn = draw ? fullness.map((members, index) => tryDraw(draw, index, members)) : [];
    return drawn.filter((value) => value !== undefined);
  }
}

/** One value of each type, for schemas that say little. */
const samples: readonly unknown[] = [null, true, false, 0, 1, -1, 1.5, '', 'a', 'abc', [], ['a'], {}, { a: 'a' }];

function compile(shop: Workshop, nodes: Site): Draw | undefined {
  try {
    return shop.compile({ nodes, path: undefined }).draw;
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

function tryDraw(draw: Draw, index: number, members: Fullness): unknown {
  try {
    return draw({ index, members, omit: undefined, depth: 0 }, streamA(1, index), streamB(1, index));
  } catch (error) {
    if (error instanceof ContractError) return undefined;
    throw error;
  }
}

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
}

/** A whole value that shows the difference; undefined where none was found. */
export function findWitness({ trail, keyword, at, part }: Difference, search: Search): { value: unknown } | undefined {
  const last = trail.at(-1) as Stop;
  const own = search.of(last);
  const { right, wrong, demands } = search;
  const member = keyword === 'required' ? at.at(-1) : undefined;
  const against = [...wrong.shapes.of(own.wrong), ...wrong.shapes.of(expectedOf(own.wrong))];
  const excluded = against.flatMap(({ not, ruledOut = not }) => ruledOut.flatMap((node) => wrong.draw([node])));
  const texts = right.shapes.of(own.right).flatMap((shape) => against.map((other) => textWithout(shape, other)));
  const beside = [...texts.filter((text) => text !== undefined), ...excluded];
  // What one alternative has beside what another has may be too much for both.
  const joined = right.draw(own.right).flatMap((value) => excluded.flatMap((other) => join(value, other)));
  const leaves = new Map<string, unknown>();
  const tried = new Set<string>();
  for (const many of [false, true]) {
    if (leaves.size > 0) break;
    for (const base of [...right.draw(own.right, many), ...wrong.draw(own.wrong, many), ...beside, ...joined]) {
      if (leaves.size >= ENOUGH) break;
      for (const value of variants(base, against, member)) {
        const key = JSON.stringify(value);
        if (tried.has(key)) continue;
        tried.add(key);
        // A member that the other side does not know is wrong in what is around it.
        const isWrong = part !== undefined || !wrong.accepts(own.wrong, value, demands.wrong);
        if (isWrong && right.accepts(own.right, value, demands.right)) leaves.set(key, value);
        if (leaves.size >= ENOUGH) break;
      }
    }
  }
  const smallest = [...leaves].toSorted(([a], [b]) => a.length - b.length).map(([, value]) => value);
  const root = search.of(trail[0] as Stop);
  const isWitness = (value: unknown) =>
    right.accepts(root.right, value, demands.right) && !wrong.accepts(root.wrong, value, demands.wrong);
  for (const leaf of smallest.slice(0, MOST_LEAVES)) {
    for (let index = 0; index < MOST_FRAMES; index += 1) {
      const value = frame(leaf, trail.slice(0, -1), { search, index });
      if (value !== undefined && isWitness(value.whole)) return { value: shrink(value.whole, isWitness) };
    }
  }
  return undefined;
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

/** So many values that show a difference are enough to choose from. */
const ENOUGH = 16;

/** How many of the smallest values are put into a whole. */
const MOST_LEAVES = 4;

/** How many wholes are tried around each. */
const MOST_FRAMES = 8;

/** The value with what has to be around it, from the inside out. */
function frame(
  leaf: unknown,
  trail: readonly Stop[],
  { search, index }: { search: Search; index: number },
): { whole: unknown } | undefined {
  let value = leaf;
  for (const stop of trail.toReversed()) {
    const { right } = search.of(stop);
    const around = bySize(search.right.draw(right, index >= MOST_FRAMES / 2)).filter((each) =>
      fitsToken(each, stop.token ?? ''),
    );
    const base = around[index % Math.max(around.length, 1)] ?? emptyFor(stop.token ?? '');
    value = place(base, stop.token ?? '', value);
  }
  return { whole: value };
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

/** The value without what it can do without. */
function shrink(value: unknown, isWitness: (value: unknown) => boolean): unknown {
  let current = value;
  if (!isSchemaObject(current)) return current;
  for (const name of Object.keys(current)) {
    const { [name]: _, ...rest } = current as Record<string, unknown>;
    if (isWitness(rest)) current = rest;
  }
  return current;
}

/** Values near one that is right: at the edges of what the other side demands. */
function* variants(value: unknown, against: readonly Shape[], member: string | undefined): Generator<unknown> {
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
