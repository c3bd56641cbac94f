/** One side of a comparison: its contract, its schemas as shapes, and values of them. */
import type { Contract } from '../../contract/contract.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import type { Demand, Direction } from '../../contract/schema/view-schema.ts';
import { ContractError } from '../../errors.ts';
import { streamA, streamB } from '../../fixture/chance/seed-stream.ts';
import { requireFaker } from '../../fixture/chance/load-faker.ts';
import { createWorkshop } from '../../fixture/draw/create-workshop.ts';
import type { Draw, Fullness, Workshop } from '../../fixture/draw/draw.ts';
import { buildValues } from './build-value.ts';
import { finiteValues } from './finite-values.ts';
import type { Shapes } from './read-shapes.ts';
import { keyOf, type Site } from './shape.ts';
import { samples } from './vary-value.ts';

/** How many values of a schema are drawn by chance. */
const DRAWS = 12;

/** One side of a comparison, with what draws values of its schemas. */
export class WitnessSide {
  readonly contract: Contract;
  readonly shapes: Shapes;
  readonly direction: Direction;
  readonly #draws = new Map<string, readonly unknown[]>();
  #shop: Workshop | undefined;

  constructor(contract: Contract, shapes: Shapes, direction: Direction) {
    this.contract = contract;
    this.shapes = shapes;
    this.direction = direction;
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
