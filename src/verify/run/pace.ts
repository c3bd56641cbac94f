/** Keeps requests apart, where a server is to get no more than so many a second. */
import { setTimeout } from 'node:timers/promises';

export interface PaceClock {
  /** Milliseconds. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<unknown>;
}

const realClock: PaceClock = { now: () => performance.now(), sleep: (milliseconds) => setTimeout(milliseconds) };

export class Pace {
  readonly #interval: number;
  readonly #clock: PaceClock;
  #next = -Infinity;

  /** `rate` is in requests a second; without one, nobody waits. */
  constructor(rate: number | undefined, clock: PaceClock = realClock) {
    this.#interval = rate === undefined ? 0 : 1_000 / rate;
    this.#clock = clock;
  }

  /** Resolves when the next request may be sent. */
  async turn(): Promise<void> {
    if (this.#interval === 0) return;
    const now = this.#clock.now();
    const own = Math.max(now, this.#next);
    this.#next = own + this.#interval;
    if (own > now) await this.#clock.sleep(own - now);
  }
}
