/** Progress of a run on a terminal; silent in a pipe. */
import type { WriteStream } from 'node:tty';
import type { Progress } from '../verify/verify-options.ts';

export interface ProgressDisplay {
  show: (progress: Progress) => void;
  clear: () => void;
}

/** Milliseconds between two drawings. */
const INTERVAL = 80;

const WIDTH = 30;

export function createProgress(stream: WriteStream): ProgressDisplay {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let drawn = 0;
  return {
    show({ done, total, findings }) {
      if (performance.now() - drawn < INTERVAL) return;
      drawn = performance.now();
      const filled = Math.round((done / total) * WIDTH);
      stream.write(`\r[${'='.repeat(filled).padEnd(WIDTH)}] ${done}/${total} cases, ${findings} findings`);
    },
    clear: () => void stream.write('\r\u001b[K'),
  };
}
