/** Builds values of a schema by its shapes: the smallest ones, and those that have every member that is declared. */
import { setMember } from '../../contract/json-pointer.ts';
import { finiteValues } from './finite-values.ts';
import { numberAt, rangeOf, stepOf } from './number-range.ts';
import type { Shapes } from './read-shapes.ts';
import type { PlainType, Shape, Site } from './shape.ts';
import { shortestText } from './text-language.ts';

/** Schemas inside each other of which a value is built at most. */
const DEEPEST = 8;

/** Longest lists and texts that are built. */
const MOST = 1000;

export interface Building {
  /** Whether members that need not be there are. */
  isFull: boolean;
}

/** One value for each type of each branch, as far as the shapes tell; no validator has judged it. */
export function buildValues(shapes: Shapes, site: Site, { isFull }: Building): unknown[] {
  const builder = new Builder(shapes, isFull);
  return shapes
    .of(site)
    .flatMap((shape) =>
      [...shape.types].flatMap((type) => builder.build({ ...shape, types: new Set([type]) }, type, 0)),
    );
}

class Builder {
  readonly #shapes: Shapes;
  readonly #isFull: boolean;

  constructor(shapes: Shapes, isFull: boolean) {
    this.#shapes = shapes;
    this.#isFull = isFull;
  }

  /** None, or one. */
  build(shape: Shape, type: PlainType, depth: number): unknown[] {
    const listed = finiteValues(shape);
    if (listed) return listed.slice(0, 1);
    switch (type) {
      case 'string':
        return [shortestText(shape)].filter((text) => text !== undefined);
      case 'integer':
      case 'fraction':
        return numberOf(shape);
      case 'array':
        return this.#list(shape, depth);
      case 'object':
        return this.#object(shape, depth);
      default:
        return [];
    }
  }

  #first(site: Site, depth: number): unknown[] {
    if (depth > DEEPEST) return [];
    for (const shape of this.#shapes.of(site)) {
      for (const type of order) {
        if (!shape.types.has(type)) continue;
        const built = this.build({ ...shape, types: new Set([type]) }, type, depth);
        if (built.length > 0) return built;
      }
    }
    return [];
  }

  #list(shape: Shape, depth: number): unknown[] {
    const wanted = shape.contains.reduce((sum, { least }) => sum + least, 0);
    const least = Math.max(
      numberAt(shape, 'minItems', 0),
      wanted,
      this.#isFull ? Math.min(1, numberAt(shape, 'maxItems', 1)) : 0,
    );
    if (least > MOST) return [];
    const items: unknown[] = shape.contains.flatMap(({ site, least: count }) =>
      Array.from({ length: count }, () => this.#first(site, depth + 1)).flat(),
    );
    while (items.length < least) {
      const [item] = this.#first(shape.first[items.length] ?? shape.items ?? [], depth + 1);
      if (item === undefined) return this.#isFull && numberAt(shape, 'minItems', 0) === 0 && wanted === 0 ? [[]] : [];
      items.push(item);
    }
    return [items];
  }

  #object(shape: Shape, depth: number): unknown[] {
    const names = new Set(shape.required.keys());
    if (this.#isFull && depth < 2)
      for (const name of shape.members.keys()) if (!shape.hidden.has(name)) names.add(name);
    const object: Record<string, unknown> = {};
    for (const name of names) {
      const [value] = this.#first(shape.members.get(name) ?? shape.others ?? [], depth + 1);
      if (value !== undefined) setMember(object, name, value);
      else if (shape.required.has(name)) return [];
    }
    this.#fill(object, shape, depth);
    return [object];
  }

  /** More members, where there must be more: declared ones first. */
  #fill(object: Record<string, unknown>, shape: Shape, depth: number): void {
    const least = numberAt(shape, 'minProperties', 0);
    if (least > MOST) return;
    const free = Array.from({ length: least }, (_, index) => `x-${index}`);
    for (const name of [...shape.members.keys(), ...free]) {
      if (Object.keys(object).length >= least) return;
      if (Object.hasOwn(object, name) || shape.hidden.has(name)) continue;
      const [value] = this.#first(shape.members.get(name) ?? shape.others ?? [], depth + 1);
      if (value !== undefined) setMember(object, name, value);
    }
  }
}

/** The simplest type first. */
const order: readonly PlainType[] = ['string', 'integer', 'boolean', 'object', 'array', 'fraction', 'null'];

function numberOf(shape: Shape): number[] {
  const { least, most, hasLeast, hasMost } = rangeOf(shape);
  const step = shape.types.has('fraction')
    ? ((shape.multiples[0]?.value as number | undefined) ?? 1)
    : stepOf(shape.multiples);
  const low = Number.isFinite(least)
    ? Math.ceil(least / step) * step + (hasLeast === 0 && Math.ceil(least / step) * step === least ? step : 0)
    : Number.NEGATIVE_INFINITY;
  const near = Math.max(
    low,
    Math.min(step, Number.isFinite(most) ? Math.floor(most / step) * step - (hasMost === 0 ? step : 0) : step),
  );
  const between = (least + most) / 2;
  return [near, ...(Number.isFinite(between) ? [between] : [])]
    .filter((value) => value >= least && value <= most)
    .slice(0, 1);
}
