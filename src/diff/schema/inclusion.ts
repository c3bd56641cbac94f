/** Whether every value of one schema is one of another, proven keyword by keyword; what cannot be proven is not said to be so. */
import { plainText } from '../../contract/name-text.ts';
import { comparePatterns } from '../pattern/compare-patterns.ts';
import { finiteValues } from './finite-values.ts';
import { impliesNumber, numberAt } from './number-range.ts';
import { areApart, type Shapes } from './read-shapes.ts';
import { splitShape } from './split-shape.ts';
import { areListed, impliesText, isTextFormat } from './text-language.ts';
import {
  canonical,
  type Contained,
  isAnything,
  keyOf,
  isNeverSent,
  memberSite,
  plainTypes,
  type PlainType,
  type Shape,
  type Site,
} from './shape.ts';

/** One side: its schemas as shapes, and whether a value is right by them. */
export interface Side {
  shapes: Shapes;
  accepts: (site: Site, value: unknown) => boolean;
  /** Whether values are written as texts, so that a text that may be anything takes any number. */
  textual?: boolean;
}

/** So many schemas inside each other are followed; what lies deeper is not proven. */
const DEEPEST = 100;

/** So many times a shape is split before it is given up. */
const MOST_SPLITS = 3;

/** Ways to split a shape that are tried each time. */
const MOST_WAYS = 6;

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

  #isCovered(shape: Shape, right: Site, splits = 0): boolean {
    if (shape.inexact) return false;
    const ways = this.#right.shapes.of(right);
    if (ways.some((way) => this.#implies(shape, way))) return true;
    const values = finiteValues(shape);
    if (values) return values.every((value) => this.#right.accepts(right, value));
    if (shape.types.size > 1)
      return [...plainTypes]
        .filter((type) => shape.types.has(type))
        .every((type) => this.#isCovered({ ...shape, types: new Set([type]) }, right, splits));
    if (ways.length < 2 || splits === MOST_SPLITS) return false;
    return [...splitShape(shape, ways, this.#left.shapes)]
      .slice(0, MOST_WAYS)
      .some((parts) => parts.every((part) => this.#isCovered(part, right, splits + 1)));
  }

  #implies(left: Shape, right: Shape): boolean {
    if (right.inexact || right.opaque.some((fact) => !left.opaque.some((own) => isSameFact(own, fact)))) return false;
    if (!left.types.isSubsetOf(right.types) && !(this.#right.textual && isScalar(left) && isAnyText(right)))
      return false;
    if (right.values) {
      const values = finiteValues(left);
      const isListed = values?.every((value) => right.values?.has(canonical(value)));
      if (!(isListed ?? (isText(left) && areListed(left, right.values.values())))) return false;
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
    const own = this.#countOf(left);
    if (own.least < numberAt(right, 'minItems', 0) || own.most > numberAt(right, 'maxItems', Infinity)) return false;
    if (right.facts.has('uniqueItems') && !left.facts.has('uniqueItems') && own.most > 1) return false;
    const length = Math.max(left.first.length, right.first.length);
    for (let index = 0; index < Math.min(length, own.most); index += 1) {
      if (!this.holds(left.first[index] ?? left.items ?? [], right.first[index] ?? right.items ?? [])) return false;
    }
    if (own.most > length && !this.holds(left.items ?? [], right.items ?? [])) return false;
    return right.contains.every((wanted) => this.#contains(left, wanted, own));
  }

  /** How many items there may be: by their number, and by what must be among them. */
  #countOf(shape: Shape): { least: number; most: number } {
    const isClosed = shape.items !== undefined && this.#left.shapes.of(shape.items).length === 0;
    const counted = shape.contains.filter(({ site }) => this.#areAll(shape, site, this.#left));
    return {
      least: Math.max(numberAt(shape, 'minItems', 0), ...shape.contains.map(({ least }) => least)),
      most: Math.min(
        numberAt(shape, 'maxItems', Infinity),
        isClosed ? shape.first.length : Infinity,
        ...counted.map(({ most }) => most),
      ),
    };
  }

  /** Whether each item of a list is one of a site, of this side or of the other. */
  #areAll({ first, items = [] }: Shape, site: Site, side: Side): boolean {
    if (side === this.#left) return site.every(({ schema }) => isAnything(schema)) || isWritten(items, site);
    return [...first, items].every((item) => this.holds(item, site));
  }

  #contains(left: Shape, wanted: Contained, { least, most }: { least: number; most: number }): boolean {
    if (least >= wanted.least && most <= wanted.most && this.#areAll(left, wanted.site, this.#right)) return true;
    if (wanted.least === 0 && most <= wanted.most) return true;
    return left.contains.some((own) => {
      if (own.least < wanted.least || !this.holds(own.site, wanted.site)) return false;
      return wanted.most === Infinity || (own.most <= wanted.most && this.reverse.holds(wanted.site, own.site));
    });
  }

  /** A member that only one side describes is for `compare-schemas` to tell: here it speaks against inclusion. */
  #impliesObject(left: Shape, right: Shape): boolean {
    if (![...right.required.keys()].every((name) => left.required.has(name))) return false;
    if (!this.#impliesCount(left, right)) return false;
    for (const name of new Set([...left.members.keys(), ...right.members.keys()])) {
      if (isNeverSent(left, right, name)) continue;
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

  /** Members that are not declared: those whose names match a pattern, and all others. */
  #impliesOthers(left: Shape, right: Shape): boolean {
    for (const [pattern, own] of left.named) {
      const wanted = [...right.named].filter(([other]) => !areDisjoint(pattern, other));
      if (!wanted.every(([, site]) => this.holds(own, site))) return false;
      const isNamed = wanted.some(([other]) => isWithin(pattern, other));
      if (!isNamed && !this.holds(own, right.others ?? [])) return false;
    }
    if (this.#isClosed(left)) return this.#impliesNames(left, right);
    const others = left.others ?? [];
    const open = [...right.named].filter(([pattern]) => ![...left.named.keys()].some((own) => isWithin(pattern, own)));
    if (!open.every(([, site]) => this.holds(others, site))) return false;
    return this.holds(others, right.others ?? []) && this.#impliesNames(left, right);
  }

  #impliesNames(left: Shape, right: Shape): boolean {
    if (right.names.length === 0) return true;
    const isListed = this.#isClosed(left) && left.named.size === 0;
    const areFit = isListed && [...left.members.keys()].every((name) => this.#right.accepts(right.names, name));
    return areFit || (left.names.length > 0 && this.holds(left.names, right.names));
  }
}

/** Whether each name that matches a pattern matches another. */
function isWithin(pattern: string, other: string): boolean {
  const compared = pattern === other ? {} : comparePatterns([pattern], other);
  return compared !== undefined && compared.without === undefined;
}

/** Whether no name matches both patterns, for certain. */
function areDisjoint(pattern: string, other: string): boolean {
  const compared = comparePatterns([pattern, other]);
  return compared !== undefined && compared.without === undefined;
}

/** Whether two sites of one document are the same. */
function isWritten(one: Site, other: Site): boolean {
  return canonical(one.map(({ schema }) => schema)) === canonical(other.map(({ schema }) => schema));
}

function isScalar({ types }: Shape): boolean {
  return types.isSubsetOf(new Set<PlainType>(['integer', 'fraction', 'boolean', 'string']));
}

function isText({ types }: Shape): boolean {
  return types.size === 1 && types.has('string');
}

function isAnyText({ types, values, facts, patterns, formats, not, opaque }: Shape): boolean {
  const isFree = facts.size + patterns.length + not.length + opaque.length === 0 && values === undefined;
  return types.has('string') && isFree && !formats.some(({ value }) => isTextFormat(plainText(value)));
}

function isSameFact(one: { keyword: string; value: unknown }, other: { keyword: string; value: unknown }): boolean {
  return one.keyword === other.keyword && canonical(one.value) === canonical(other.value);
}
