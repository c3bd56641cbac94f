/** Two contracts that are compared: what compares their schemas, once for each direction, and what finds witnesses. */
import { type ClauseDraft, clauseId } from '../../contract/clause/clause.ts';
import { clauseSentence } from '../../contract/clause/clause-sentence.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Operation } from '../../contract/operation.ts';
import { pageSource } from '../../contract/page-source.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import type { ChangedClause } from '../change.ts';
import { WitnessSide } from '../schema/witness-side.ts';
import { Inclusion, type Side } from '../schema/inclusion.ts';
import type { Difference } from '../schema/difference.ts';
import { SchemaComparer } from '../schema/list-differences.ts';
import { Shapes } from '../schema/read-shapes.ts';

/** An operation and its contract. */
export interface OperationSide {
  contract: Contract;
  operation: Operation;
}

/** The same operation in both contracts. */
export interface OperationPair {
  pair: ContractPair;
  old: OperationSide;
  now: OperationSide;
}

/** Schemas of one direction; parameters and headers are texts, bodies are not. */
export interface Schemas {
  comparer: SchemaComparer;
  old: WitnessSide;
  now: WitnessSide;
  /** What was found for a difference, wherever it travels. */
  hints: Map<string, { value: unknown }>;
  witnesses: Map<Difference, Partial<Record<'tighter' | 'looser', { value: unknown } | undefined>>>;
}

export class ContractPair {
  readonly old: Contract;
  readonly now: Contract;
  /** Sides that are pages: what they leave open is no change. */
  readonly pages: readonly ('old' | 'new')[];
  readonly #schemas = new Map<string, Schemas>();
  readonly #shapes = new Map<string, Shapes>();
  /** What was found to show a difference, whichever way it travels. */
  readonly #hints = new Map<string, { value: unknown }>();
  readonly #proofs = new Map<string, Inclusion>();
  #isDirected: boolean | undefined;

  constructor(old: Contract, now: Contract, pages: readonly ('old' | 'new')[]) {
    this.old = old;
    this.now = now;
    this.pages = pages;
  }

  schemas(direction: Direction, textual: boolean): Schemas {
    const key = `${direction} ${textual}`;
    const known = this.#schemas.get(key);
    if (known) return known;
    const [before, after] = [this.#shapesOf('old', direction), this.#shapesOf('now', direction)];
    const old = new WitnessSide(this.old, before, direction);
    const now = new WitnessSide(this.now, after, direction);
    const sideOf = (side: WitnessSide): Side => ({
      shapes: side.shapes,
      textual,
      accepts: (...[site, value]: Parameters<WitnessSide['accepts']>) => side.accepts(site, value),
    });
    const sides = [sideOf(old), sideOf(now)] as const;
    const proofs = `${before.direction} ${textual}`;
    const forward = this.#proofs.get(proofs) ?? new Inclusion(...sides);
    this.#proofs.set(proofs, forward);
    const comparer = new SchemaComparer(...sides, { direction, forward });
    const made = { comparer, old, now, witnesses: new Map(), hints: this.#hints };
    this.#schemas.set(key, made);
    return made;
  }

  /** Where no member goes one way only, what is read and proven of one direction holds for the other. */
  #shapesOf(side: 'old' | 'now', direction: Direction): Shapes {
    this.#isDirected ??= [this.old, this.now].some(({ document }) => marksDirections(document));
    const ways = this.#isDirected ? direction : 'either';
    const key = `${side} ${ways}`;
    const shapes = this.#shapes.get(key) ?? new Shapes(this[side].document, ways);
    this.#shapes.set(key, shapes);
    return shapes;
  }
}

function marksDirections(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { readOnly, writeOnly } = value as Record<string, unknown>;
  return readOnly === true || writeOnly === true || Object.values(value).some(marksDirections);
}

/** The clause of one side, as it is told. */
export function tellClause(
  { contract, operation }: OperationSide,
  draft: ClauseDraft,
  sentence: string = clauseSentence(draft),
): ChangedClause {
  const { pointer, value } = draft;
  const page = pageSource(contract.document, pointer);
  const source = { ...contract.placeOf(pointer), ...(page === undefined ? {} : { page }) };
  return { id: clauseId({ operation: operation.id, ...draft }), sentence, value, source };
}
