/** Finds the unions for which an example is refused though it would be right if several branches might be obeyed: schema and example are walked together. */
import type { DocumentExample } from '../list-examples.ts';
import { UnjudgedTextError } from '../pattern/compile-pattern.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';
import { NotPlainError } from '../schema/interpret-schema.ts';
import { measureValue } from '../schema/measure-value.ts';
import { beginJudgement } from '../schema/schema-part.ts';
import type { Direction } from '../schema/view-schema.ts';
import {
  type Alternatives,
  listAlternatives,
  listInPlace,
  membersAt,
  type PlacedSchema,
} from '../schema/walk-schema.ts';
import { ExampleJudges } from './example-judges.ts';
import { isUnion } from './union.ts';

/** A union, where it stands, and which of its branches one value obeys. */
export interface Overlap {
  schema: SchemaObject;
  pointer: string;
  branches: readonly number[];
}

/** What is looked at in one document, values times branches: in larger ones no more overlaps are found. */
const MOST_LOOKED_AT = 500_000;

export class OverlapFinder {
  readonly #document: SchemaObject;
  readonly #leads: (schema: Schema) => boolean;
  #left = MOST_LOOKED_AT;
  #judges: Partial<Record<Direction, ExampleJudges>> = {};

  /** Schemas that lead to no union, as `leads` tells, are not gone through. */
  constructor(document: SchemaObject, leads: (schema: Schema) => boolean) {
    this.#document = document;
    this.#leads = leads;
  }

  /** The unions that are to blame for an example, each once; none where it is right, or wrong for another reason, too. */
  find({ node, value, directions }: DocumentExample): Overlap[] {
    try {
      beginJudgement();
      if (measureValue(value).isWide) return [];
      const found = directions.map((direction) => ({ direction, overlaps: this.#findIn(direction, node, value) }));
      const first = found.find(({ overlaps }) => overlaps.length > 0);
      const isRight = ({ direction, overlaps }: (typeof found)[number]) =>
        overlaps.length === 0 && this.#judgesOf(direction).accepts(node.schema, value, 'written');
      if (!first || found.some(isRight)) return [];
      // They are about to be read otherwise.
      this.#judges = {};
      return first.overlaps;
    } catch (error) {
      // It is for Ajv alone to judge, or for nobody.
      if (error instanceof NotPlainError || error instanceof UnjudgedTextError || error instanceof RangeError)
        return [];
      throw error;
    }
  }

  #judgesOf(direction: Direction): ExampleJudges {
    const { schemas } = this.#document['components'] as { schemas: Record<string, Schema> };
    return (this.#judges[direction] ??= new ExampleJudges(schemas, direction));
  }

  #findIn(direction: Direction, node: SchemaNode, value: unknown): Overlap[] {
    const judges = this.#judgesOf(direction);
    const found = new Map<SchemaObject, Overlap>();
    this.#walk(node, value, { judges, found });
    return found.size > 0 && judges.accepts(node.schema, value, 'lenient') ? [...found.values()] : [];
  }

  #walk({ schema, pointer }: SchemaNode, value: unknown, search: Search): void {
    if ((this.#left -= 1) <= 0 || !isSchemaObject(schema) || !this.#leads(schema)) return;
    const placed = { schema, pointer };
    for (const part of listInPlace(this.#document, placed)) this.#walk(part, value, search);
    for (const alternatives of listAlternatives(placed)) this.#walkBranches(placed, { ...alternatives, value, search });
    if (typeof value !== 'object' || value === null) return;
    for (const [token, member] of Object.entries(value))
      for (const node of membersAt(placed, token)) this.#walk(node, member, search);
  }

  /** Blames a union that several branches are obeyed of; where none is, what stands in the first that would be. */
  #walkBranches({ schema, pointer }: PlacedSchema, { keyword, ways, value, search }: Branching): void {
    if (keyword !== 'anyOf' && keyword !== 'oneOf') return;
    const branches = ways.flat();
    if ((this.#left -= branches.length * (1 + measureValue(value).parts)) <= 0) return;
    const obeyed = (strictness: 'written' | 'lenient'): number[] =>
      [...branches.keys()].filter((at) => search.judges.accepts(branches[at]?.schema ?? true, value, strictness));
    const right = obeyed('written');
    if (right.length > 1 && keyword === 'oneOf' && isUnion(schema))
      search.found.set(schema, search.found.get(schema) ?? { schema, pointer, branches: right });
    if (right.length > 0) return;
    const inner = branches[obeyed('lenient')[0] ?? -1];
    if (inner) this.#walk(inner, value, search);
  }
}

interface Search {
  judges: ExampleJudges;
  found: Map<SchemaObject, Overlap>;
}

interface Branching extends Alternatives {
  value: unknown;
  search: Search;
}
