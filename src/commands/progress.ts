/** How far the work is, on a terminal; silent in a pipe. */
import type { WriteStream } from 'node:tty';
import type { Progress } from '../verify/verify-options.ts';

export interface ProgressDisplay {
  show: (progress: Progress) => void;
  clear: () => void;
}

/** Milliseconds between two drawings. */
const CASES_INTERVAL = 80;

/** Of a bar, in characters. */
const WIDTH = 30;

/** Cases of a verification. */
export function createProgress(stream: WriteStream, clock: () => number = () => performance.now()): ProgressDisplay {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let drawn = -Infinity;
  return {
    show({ done, total, findings }) {
      const now = clock();
      if (now - drawn < CASES_INTERVAL) return;
      drawn = now;
      const filled = Math.round((done / total) * WIDTH);
      stream.write(`\r[${'='.repeat(filled).padEnd(WIDTH)}] ${done}/${total} cases, ${findings} findings`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}

export interface CountProgress {
  step: () => void;
  clear: () => void;
}

export interface CountOptions {
  /** How many there will be; none shown where nobody knows. */
  total: number | undefined;
  /** False where the values themselves go to the terminal. */
  shown: boolean;
}

/** Milliseconds before the first drawing, and between two. */
const COUNT_INTERVAL = 100;

/** How many of a known number are done; silent in a pipe. */
export function countProgress(
  stream: WriteStream,
  { total, shown }: CountOptions,
  clock: () => number = () => performance.now(),
): CountProgress {
  if (stream.isTTY !== true || !shown || total === undefined) return { step: () => undefined, clear: () => undefined };
  const start = clock();
  let done = 0;
  let drawn = start;
  return {
    step() {
      done += 1;
      const now = clock();
      if (now - drawn < COUNT_INTERVAL) return;
      drawn = now;
      stream.write(`\r${drawBar(done, total)}, ${secondsLeft(done, { total, taken: now - start })} s left\u001b[K`);
    },
    clear() {
      if (drawn > start) stream.write('\r\u001b[K');
    },
  };
}

function drawBar(done: number, total: number): string {
  const filled = Math.floor((done / total) * WIDTH);
  return `[${'='.repeat(filled).padEnd(WIDTH)}] ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`;
}

function secondsLeft(done: number, { total, taken }: { total: number; taken: number }): number {
  return Math.ceil(((taken / done) * (total - done)) / 1000);
}
