/** Ends a run on a server that no longer answers, or that takes nothing from the first request on. */
import { documentsNoSuccess } from '../check/answer-clause.ts';
import { isSuccess, type SentStep } from '../check/outcome.ts';

/** So many unanswered requests one after the other end a run. */
const UNANSWERED_IN_A_ROW = 10;

/** So many unanswered requests in all end a run too: what they show, they have shown. */
const UNANSWERED = 40;

/** So many valid requests, all refused alike at the beginning of a run, end it. */
const REFUSED_AT_FIRST = 12;

export class EarlyEnd {
  #unanswered = 0;
  #unansweredInARow = 0;
  #succeeded = false;
  readonly #firstRefusals: string[] = [];

  /** Takes in the steps of one more case; why the run is to end, if it is. */
  reasonAfter(steps: readonly SentStep[]): string | undefined {
    for (const step of steps) this.#takeIn(step);
    if (this.#unansweredInARow >= UNANSWERED_IN_A_ROW) return `${UNANSWERED_IN_A_ROW} requests in a row got no answer`;
    if (this.#unanswered >= UNANSWERED) return `${UNANSWERED} requests got no answer`;
    const alike = new Set(this.#firstRefusals).size === 1;
    if (!this.#succeeded && alike && this.#firstRefusals.length >= REFUSED_AT_FIRST)
      return `the first ${REFUSED_AT_FIRST} valid requests all ended alike`;
    return undefined;
  }

  #takeIn(sent: SentStep): void {
    const { exchange, step } = sent;
    const { response, failure } = exchange;
    if (response) this.#unansweredInARow = 0;
    if (failure?.kind === 'no-answer') {
      this.#unanswered += 1;
      this.#unansweredInARow += 1;
    }
    if (step.expect !== 'success' || this.#succeeded) return;
    this.#succeeded = isSuccess(sent) || documentsNoSuccess(sent.operation);
    this.#firstRefusals.push(String(response?.status ?? failure?.kind));
  }
}
