/** Heeds a server that says that it is busy: 429 or 503 with Retry-After (RFC 6585, 4; RFC 9110, 10.2.3). */
import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../../http/client/exchange.ts';

export interface RetryOptions {
  /** What has no end to its being busy is known by it: an operation. */
  name: string;
  send: () => Promise<Exchange>;
  /** Whether it may be sent once more. */
  maySend: () => boolean;
  signal?: AbortSignal | undefined;
}

/** How often one request is sent again. */
const AGAIN = 8;

/** Longest wait before one, in milliseconds. */
const LONGEST = 10_000;

/** Wait where the server does not say how long, in milliseconds; as long again each time. */
const UNTOLD = 250;

export class RetryLater {
  /** Those that were still busy after the last time: nobody waits for them again until they answer. */
  readonly #hopeless = new Set<string>();

  /** The answer, waited for as long as the server asks, within bounds. */
  async send({ name, send, maySend, signal }: RetryOptions): Promise<Exchange> {
    for (let times = 0; ; times += 1) {
      const exchange = await send();
      const wait = waitAfter(exchange, times);
      if (wait === undefined) this.#hopeless.delete(name);
      if (wait !== undefined && times >= AGAIN) this.#hopeless.add(name);
      if (wait === undefined || this.#hopeless.has(name) || signal?.aborted || !maySend()) return exchange;
      await setTimeout(wait, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}

/** Milliseconds to wait before the same request is sent again; undefined where the answer counts. */
function waitAfter({ response }: Exchange, times: number): number | undefined {
  const after = response?.headers['retry-after'];
  const isBusy = response?.status === 429 || (response?.status === 503 && after !== undefined);
  return isBusy ? Math.min(LONGEST, readRetryAfter(String(after ?? '')) ?? UNTOLD * (times + 1)) : undefined;
}

/** Seconds, or a date. */
function readRetryAfter(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
