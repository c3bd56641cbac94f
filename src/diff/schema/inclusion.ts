/** Whether every value of one schema is one of another, proven keyword by keyword; what cannot be proven is not said to be so. */
import { isMultipleOf } from '../../contract/schema/decimal.ts';
import { isIntegerFormat, listFormats, numberBounds } from '../../contract/schema/formats.ts';
import { areApart, type Shapes } from './read-shapes.ts';
import { canonical, keyOf, memberSite, plainTypes, type PlainType, type Shape, type Site } from './shape.ts';

/** One side: its schemas as shapes, and whether a value is right by them. */
export interface Side {
  shapes: Shapes;
  accepts: (site: Site, value: unknown) => boolean;
  /** Whether values are written as texts, so that a text that may be anything takes any number. */
  textual?: boolean;
}

/** Values that are split one by one. */
const MOST_SPLIT = 40;

/** So many schemas inside each other are followed; what lies deeper is not proven. */
const DEEPEST = 100;

const assertingFormats = listFormats();

/** Proves that what is right on the left is right on the right. Schemas that hold themselves are taken to be included until something speaks against it. */
export class Inclusion {
  readonly #left: Side;
  readonly #right: Side;
  readonly #known = new Map<string, boolean>();
  /** What holds so far, in the order in which it was asked. */
  readonly #assumed: string[] = [];
  #reverse: Inclusion | undefined;
  #depth = 0;

  constructor(left: Side, right: Side) {
    this.#left = left;
    this.#right = right;
  }

  /** Whether all that the left site lets through is let through by the right one, for certain. */
  holds(left: Site, right: Site): boolean {
    const key = `${keyOf(left)} < ${keyOf(right)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#depth > DEEPEST) return false;
    const mark = this.#assumed.push(key);
    this.#known.set(key, true);
    this.#depth += 1;
    const found = this.#left.shapes.of(left).every((shape) => this.#isCovered(shape, right));
    this.#depth -= 1;
    if (found) return true;
    // What was concluded from the assumption falls with it.
    for (const each of this.#assumed.splice(mark - 1)) this.#known.delete(each);
    this.#known.set(key, false);
    return false;
  }

  /** The question the other way round. */
  get reverse(): Inclusion {
    if (!this.#reverse) {
      this.#reverse = new Inclusion(this.#right, this.#left);
      this.#reverse.#reverse = this;
    }
    return this.#reverse;
  }

  /** Whether a shape is covered by the shapes of a site together. */
  covers(shape: Shape, right: Site): boolean {
    return this.#isCovered(shape, right);
  }

  #isCovered(shape: Shape, right: Site): boolean {
    if (shape.inexact) return false;
    const ways = this.#right.shapes.of(right);
    if (ways.some((way) => this.#implies(shape, way))) return true;
    const values = finiteValues(shape);
    if (values) return values.every((value) => this.#right.accepts(right, value));
    if (shape.types.size > 1)
      return [...plainTypes]
        .filter((type) => shape.types.has(type))
        .every((type) => this.#isCovered({ ...shape, types: new Set([type]) }, right));
    return this.#splitMember(shape, ways).some((parts) => parts.every((part) => this.#isCovered(part, right)));
  }

  /** A shape as one for each value of a demanded member by which the ways differ. */
  #splitMember(shape: Shape, ways: readonly Shape[]): Shape[][] {
    if (!shape.types.has('object') || ways.length < 2) return [];
    return [...shape.required.keys()].flatMap((name) => {
      const site = shape.members.get(name);
      const shapes = site ? this.#left.shapes.of(site) : [];
      const values = shapes.flatMap((each) => finiteValues(each) ?? [undefined]);
      const splits = ways.some(({ members }) => members.has(name)) && values.length > 1;
      if (!site || !splits || values.length > MOST_SPLIT || values.includes(undefined)) return [];
      const parts = values.map((value) => {
        const only = { schema: { const: value }, pointer: `${keyOf(site)}=${canonical(value)}` };
        return { ...shape, members: new Map([...shape.members, [name, [...site, only]]]) };
      });
      return [parts];
    });
  }

  #implies(left: Shape, right: Shape): boolean {
    if (right.inexact || right.opaque.some((fact) => !left.opaque.some((own) => isSameFact(own, fact)))) return false;
    if (!left.types.isSubsetOf(right.types) && !(this.#right.textual && isScalar(left) && isAnyText(right)))
      return false;
    if (right.values) {
      const values = finiteValues(left);
      if (!values?.every((value) => right.values?.has(canonical(value)))) return false;
    }
    if (!right.not.every((node) => this.#isRefused(left, [node]))) return false;
    const has = (type: Parameters<typeof left.types.has>[0]) => left.types.has(type);
    return (
      (!(has('integer') || has('fraction')) || impliesNumber(left, right)) &&
      (!has('string') || impliesText(left, right)) &&
      (!has('array') || this.#impliesList(left, right)) &&
      (!has('object') || this.#impliesObject(left, right))
    );
  }

  /** Whether nothing of a shape is what `not` rules out. */
  #isRefused(left: Shape, excluded: Site): boolean {
    const refuses = left.not.some((node) => this.reverse.holds(excluded, [node]));
    const { shapes } = this.#right;
    return (
      refuses || shapes.of(excluded).every((way) => !way.inexact && areApart(left, way, this.#left.shapes, 0, shapes))
    );
  }

  #impliesList(left: Shape, right: Shape): boolean {
    const most = numberAt(left, 'maxItems', Infinity);
    const isEmpty = left.items !== undefined && this.#left.shapes.of(left.items).length === 0;
    const longest = isEmpty ? Math.min(most, left.first.length) : most;
    if (numberAt(left, 'minItems', 0) < numberAt(right, 'minItems', 0)) return false;
    if (longest > numberAt(right, 'maxItems', Infinity)) return false;
    if (right.facts.has('uniqueItems') && !left.facts.has('uniqueItems') && longest > 1) return false;
    const length = Math.max(left.first.length, right.first.length);
    for (let index = 0; index < Math.min(length, longest); index += 1) {
      if (!this.holds(left.first[index] ?? left.items ?? [], right.first[index] ?? right.items ?? [])) return false;
    }
    if (longest > length && !this.holds(left.items ?? [], right.items ?? [])) return false;
    return right.contains.every((wanted) =>
      left.contains.some(
        (own) =>
          (own.least >= wanted.least &&
            own.most <= wanted.most &&
            wanted.most === Infinity &&
            this.holds(own.site, wanted.site)) ||
          (own.least >= wanted.least && own.most <= wanted.most && this.#isSame(own.site, wanted.site)),
      ),
    );
  }

  #isSame(left: Site, right: Site): boolean {
    return this.holds(left, right) && this.reverse.holds(right, left);
  }

  /** A member that only one side describes is for `compare-schemas` to tell: here it speaks against inclusion. */
  #impliesObject(left: Shape, right: Shape): boolean {
    if (![...right.required.keys()].every((name) => left.required.has(name))) return false;
    if (!this.#impliesCount(left, right)) return false;
    for (const name of new Set([...left.members.keys(), ...right.members.keys()])) {
      const [own, wanted] = [memberSite(left, name), memberSite(right, name)];
      const isNever = own !== undefined && this.#left.shapes.of(own).length === 0;
      if (isNever) continue;
      if (wanted === undefined && (own ?? []).length > 0) return false;
      if (!this.holds(own ?? [], wanted ?? [])) return false;
    }
    return this.#impliesOthers(left, right);
  }

  #impliesCount(left: Shape, right: Shape): boolean {
    const least = Math.max(numberAt(left, 'minProperties', 0), left.required.size);
    const isCounted = this.#isClosed(left) && left.named.size === 0;
    const most = Math.min(numberAt(left, 'maxProperties', Infinity), isCounted ? left.members.size : Infinity);
    return least >= numberAt(right, 'minProperties', 0) && most <= numberAt(right, 'maxProperties', Infinity);
  }

  #isClosed({ others }: Shape): boolean {
    return others !== undefined && this.#left.shapes.of(others).length === 0;
  }

  #impliesOthers(left: Shape, right: Shape): boolean {
    for (const [pattern, own] of left.named) {
      const wanted = right.named.get(pattern);
      if (!this.holds(own, wanted ?? right.others ?? [])) return false;
    }
    for (const [pattern, wanted] of right.named) {
      if (left.named.has(pattern)) continue;
      if (!this.#isClosed(left) && !this.holds(left.others ?? [], wanted)) return false;
      if (![...left.named.values()].every((own) => this.holds(own, wanted))) return false;
    }
    if (!this.#isClosed(left) && right.others && !this.holds(left.others ?? [], right.others)) return false;
    if (right.names.length === 0) return true;
    const isListed = this.#isClosed(left) && left.named.size === 0;
    const areFit = isListed && [...left.members.keys()].every((name) => this.#right.accepts(right.names, name));
    return areFit || (left.names.length > 0 && this.holds(left.names, right.names));
  }
}

function isScalar({ types }: Shape): boolean {
  return types.isSubsetOf(new Set<PlainType>(['integer', 'fraction', 'boolean', 'string']));
}

function isAnyText({ types, values, facts, patterns, formats, not, opaque }: Shape): boolean {
  const isFree = facts.size + patterns.length + not.length + opaque.length === 0 && values === undefined;
  return types.has('string') && isFree && !formats.some(({ value }) => isTextFormat(String(value)));
}

/** All values of a shape, where they are few and told. */
export function finiteValues({ values, types, inexact, facts, multiples, not }: Shape): unknown[] | undefined {
  if (inexact) return undefined;
  if (values) return [...values.values()];
  if ([...types].every((type) => type === 'null' || type === 'boolean'))
    return [...types].flatMap((type) => (type === 'null' ? [null] : [false, true])) as unknown[];
  const [least, most] = [facts.get('minimum')?.value, facts.get('maximum')?.value];
  const isRange = types.size === 1 && types.has('integer') && multiples.length === 0 && not.length === 0;
  if (!isRange || typeof least !== 'number' || typeof most !== 'number' || most - least > MOST_SPLIT) return undefined;
  return Array.from({ length: Math.floor(most) - Math.ceil(least) + 1 }, (_, index) => Math.ceil(least) + index);
}

export function numberAt({ facts }: Shape, keyword: string, otherwise: number): number {
  const value = facts.get(keyword)?.value;
  return typeof value === 'number' ? value : otherwise;
}

function isSameFact(one: { keyword: string; value: unknown }, other: { keyword: string; value: unknown }): boolean {
  return one.keyword === other.keyword && canonical(one.value) === canonical(other.value);
}

function impliesNumber(left: Shape, right: Shape): boolean {
  const [own, wanted] = [rangeOf(left), rangeOf(right)];
  const isAbove = own.least > wanted.least || (own.least === wanted.least && own.hasLeast <= wanted.hasLeast);
  const isBelow = own.most < wanted.most || (own.most === wanted.most && own.hasMost <= wanted.hasMost);
  if (!(isAbove || wanted.least === -Infinity) || !(isBelow || wanted.most === Infinity)) return false;
  const isInteger = !left.types.has('fraction');
  const steps = [...left.multiples.map(({ value }) => value as number), ...(isInteger ? [1] : [])];
  const isWhole =
    isInteger || !right.formats.some(({ value }) => isIntegerFormat(String(value)) && isKnownFormat(String(value)));
  const isFit = isWhole || right.formats.every(({ value }) => holdsFact(left.formats, value));
  return isFit && right.multiples.every(({ value }) => steps.some((step) => isMultipleOf(step, value as number)));
}

/** The range of a number, its formats included; integers have no excluded bounds. */
export function rangeOf(shape: Shape): { least: number; hasLeast: number; most: number; hasMost: number } {
  const low = [numberAt(shape, 'minimum', -Infinity), numberAt(shape, 'exclusiveMinimum', -Infinity)] as const;
  const high = [numberAt(shape, 'maximum', Infinity), numberAt(shape, 'exclusiveMaximum', Infinity)] as const;
  const formats = shape.formats.flatMap(({ value }) =>
    Object.hasOwn(numberBounds, String(value)) ? [numberBounds[String(value)]] : [],
  );
  const isInteger = !shape.types.has('fraction');
  const excluded = {
    least: isInteger ? Math.floor(low[1]) + 1 : low[1],
    most: isInteger ? Math.ceil(high[1]) - 1 : high[1],
  };
  const least = Math.max(
    isInteger ? Math.ceil(low[0]) : low[0],
    excluded.least,
    ...formats.map((bound) => bound?.[0] ?? -Infinity),
  );
  const most = Math.min(
    isInteger ? Math.floor(high[0]) : high[0],
    excluded.most,
    ...formats.map((bound) => bound?.[1] ?? Infinity),
  );
  return {
    least,
    hasLeast: !isInteger && least === low[1] ? 0 : 1,
    most,
    hasMost: !isInteger && most === high[1] ? 0 : 1,
  };
}

function impliesText(left: Shape, right: Shape): boolean {
  const isLength =
    numberAt(left, 'minLength', 0) >= numberAt(right, 'minLength', 0) &&
    numberAt(left, 'maxLength', Infinity) <= numberAt(right, 'maxLength', Infinity);
  return (
    isLength &&
    right.patterns.every(({ value }) => holdsFact(left.patterns, value)) &&
    right.formats.every(({ value }) => !isTextFormat(String(value)) || holdsFact(left.formats, value))
  );
}

/** Whether a format rules texts out; one that nobody knows rules out nothing. */
export function isTextFormat(format: string): boolean {
  const known = assertingFormats.get(format);
  return known !== undefined && !Object.hasOwn(numberBounds, format) && known !== true;
}

export function isKnownFormat(format: string): boolean {
  return isTextFormat(format) || Object.hasOwn(numberBounds, format);
}

function holdsFact(facts: Shape['patterns'], value: unknown) {
  return facts.some((fact) => fact.value === value);
}
