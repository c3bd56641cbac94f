/** The clauses of a run's operations, listed operation by operation when they are first asked for: a large contract has a million. */
import type { Contract } from '../contract.ts';
import type { Operation } from '../operation.ts';
import type { Clause } from './clause.ts';
import { countOperationClauses, operationClauses } from './list-clauses.ts';

export class ClauseIndex {
  /** In the order in which they are told. */
  readonly operations: readonly Operation[];
  readonly #contract: Contract;
  /** Operations and their places, by their ids. */
  readonly #named: ReadonlyMap<string, { operation: Operation; position: number }>;
  readonly #listed = new Map<string, ReadonlyMap<string, Clause>>();

  constructor(contract: Contract, operations: readonly Operation[]) {
    this.#contract = contract;
    this.operations = operations;
    this.#named = new Map(operations.map((operation, position) => [operation.id, { operation, position }]));
  }

  /** The clauses of one operation, none where it is not among those of the run. */
  of(operation: string): readonly Clause[] {
    return [...this.#list(operation).values()];
  }

  /** How many clauses an operation has; they are not listed for that. */
  count({ id }: Operation): number {
    const known = this.#listed.get(id);
    const named = this.#named.get(id);
    return known?.size ?? (named ? countOperationClauses(this.#contract, named.operation) : 0);
  }

  find(id: string): Clause | undefined {
    const operation = this.#operationOf(id);
    return operation === undefined ? undefined : this.#list(operation).get(id);
  }

  /** Puts ids of clauses in the order of the contract, those that it does not have last. */
  sort(ids: Iterable<string>): string[] {
    const places = new Map<string, readonly [operation: number, clause: number]>();
    for (const id of ids) places.set(id, this.#placeOf(id));
    return [...places].sort(([, [a, inA]], [, [b, inB]]) => (a === b ? inA - inB : a - b)).map(([id]) => id);
  }

  #placeOf(id: string): readonly [operation: number, clause: number] {
    const operation = this.#operationOf(id) ?? '';
    const index = [...this.#list(operation).keys()].indexOf(id);
    const position = this.#named.get(operation)?.position;
    return index === -1 || position === undefined ? [Number.MAX_VALUE, 0] : [position, index];
  }

  /** An id begins with that of its operation, which may have dots of its own. */
  #operationOf(clause: string): string | undefined {
    for (let end = clause.indexOf('.'); end !== -1; end = clause.indexOf('.', end + 1)) {
      const id = clause.slice(0, end);
      if (this.#named.has(id) && this.#list(id).has(clause)) return id;
    }
    return undefined;
  }

  #list(id: string): ReadonlyMap<string, Clause> {
    const known = this.#listed.get(id);
    if (known) return known;
    const named = this.#named.get(id);
    if (!named) return nothing;
    const clauses = operationClauses(this.#contract, named.operation);
    const listed = new Map(clauses.map((clause) => [clause.id, clause]));
    this.#listed.set(id, listed);
    return listed;
  }
}

const nothing: ReadonlyMap<string, Clause> = new Map();
