/** Heeds a server that says that it is busy: 429 or 503 with Retry-After (RFC 6585, 4; RFC 9110, 10.2.3). */
import type { Exchange } from '../../http/client/exchange.ts';

/** How often one request is sent again. */
const AGAIN = 5;

/** Longest wait before one, in milliseconds. */
const LONGEST = 10_000;

/** Wait where the server does not say how long, in milliseconds. */
const UNTOLD = 1_000;

export class RetryLater {
  /** By operation: how often in a row it was busy. One that always is will not be waited for again. */
  readonly #busy = new Map<string, number>();

  /** Milliseconds to wait before the same request is sent again; undefined where the answer counts. */
  waitAfter(operation: string, { response }: Exchange): number | undefined {
    const after = response?.headers['retry-after'];
    const isBusy = response?.status === 429 || (response?.status === 503 && after !== undefined);
    if (!isBusy) {
      this.#busy.delete(operation);
      return undefined;
    }
    const times = (this.#busy.get(operation) ?? 0) + 1;
    this.#busy.set(operation, times);
    return times > AGAIN ? undefined : Math.min(LONGEST, readRetryAfter(String(after ?? '')) ?? UNTOLD);
  }
}

/** Seconds, or a date. */
function readRetryAfter(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
