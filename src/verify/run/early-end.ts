/** Ends a run on a server that no longer answers, or that takes nothing from the first request on. */
import type { JudgedStep } from '../check/outcome.ts';

/** So many unanswered requests one after the other end a run. */
const TIMEOUTS_IN_A_ROW = 10;

/** So many unanswered requests in all end a run too: what they show, they have shown. */
const TIMEOUTS = 40;

/** So many valid requests, all refused alike at the beginning of a run, end it. */
const REFUSALS_AT_FIRST = 12;

export class Patience {
  #timeouts = 0;
  #timeoutsInARow = 0;
  #succeeded = false;
  readonly #firstRefusals: string[] = [];

  /** Takes in the steps of one more case; why the run is to end, if it is. */
  endedBy(steps: readonly JudgedStep[]): string | undefined {
    for (const step of steps) this.#takeIn(step);
    if (this.#timeoutsInARow >= TIMEOUTS_IN_A_ROW) return `${TIMEOUTS_IN_A_ROW} requests in a row got no answer`;
    if (this.#timeouts >= TIMEOUTS) return `${TIMEOUTS} requests got no answer`;
    const alike = new Set(this.#firstRefusals).size === 1;
    if (!this.#succeeded && alike && this.#firstRefusals.length >= REFUSALS_AT_FIRST)
      return `the first ${REFUSALS_AT_FIRST} valid requests all ended alike`;
    return undefined;
  }

  #takeIn({ exchange: { response, failure }, step }: JudgedStep): void {
    if (response) this.#timeoutsInARow = 0;
    if (failure?.kind === 'no-answer') {
      this.#timeouts += 1;
      this.#timeoutsInARow += 1;
    }
    if (step.expect !== 'success' || this.#succeeded) return;
    this.#succeeded = response !== undefined && response.status < 300;
    this.#firstRefusals.push(String(response?.status ?? failure?.kind));
  }
}
