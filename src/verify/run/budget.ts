/** Keeps the bound on the requests of a run. The depth's bounds what is planned; the user's bounds all that is sent, removals included. */
import type { Operation } from '../../contract/operation.ts';

export interface BudgetOptions {
  /** Most requests. */
  limit: number;
  /** Of a bound on everything: whether what the operation makes is removed again, by one request. */
  isRemoved?: ((operation: Operation) => boolean) | undefined;
}

export class Budget {
  readonly #options: BudgetOptions;
  /** Requests that were sent. */
  sent = 0;
  /** Requests of the cases that were begun, and such as no case had asked for. */
  #planned = 0;
  /** Removals of what was made, and of what cases under way may make. */
  #owed = 0;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  get limit(): number {
    return this.#options.limit;
  }

  /** Whether the bound is on everything. */
  get isOnAll(): boolean {
    return this.#options.isRemoved !== undefined;
  }

  /** Whether requests to these operations fit beside what was sent, with the removals that they may call for. */
  fits(operations: readonly Operation[]): boolean {
    return this.sent + this.#owed + operations.length + this.#removalsOf(operations) <= this.limit;
  }

  /** Takes a case in, if its requests fit beside those of all cases that were begun. */
  begin(operations: readonly Operation[]): boolean {
    const removals = this.#removalsOf(operations);
    if (this.#planned + this.#owed + operations.length + removals > this.limit) return false;
    this.#planned += operations.length;
    this.#owed += removals;
    return true;
  }

  /** Ends a case: from here on only what it made is to be removed. */
  end(operations: readonly Operation[]): void {
    this.#owed -= this.#removalsOf(operations);
  }

  /** What a request has made is removed at the end. */
  owe(operation: Operation): void {
    this.#owed += this.#removalsOf([operation]);
  }

  /** Takes in a request that no case has asked for, such as the same again; false where there is no room. */
  addOne(): boolean {
    if (!this.isOnAll) return true;
    const fits = Math.max(this.#planned, this.sent) + this.#owed < this.limit;
    if (fits) this.#planned += 1;
    return fits;
  }

  #removalsOf(operations: readonly Operation[]): number {
    return operations.filter((operation) => this.#options.isRemoved?.(operation) ?? false).length;
  }
}
