/** Bodies on which a fault strikes on their way, piece by piece; runs in Node and in a browser. */
import type { FaultKind } from './fault.ts';

/** How long a slow body takes, in milliseconds, and in how many pieces it comes. */
const SLOW = 3_000;
const PIECES = 10;

/** How long the first half of a body has to arrive before the connection breaks, in milliseconds. */
const BEFORE_CUT = 30;

type BodyFault = Extract<FaultKind, 'cut' | 'slow'>;

/** Whether a fault strikes on the body; the others leave no body. */
export function strikesBody(fault: FaultKind | undefined): fault is BodyFault {
  return fault === 'cut' || fault === 'slow';
}

/** The pieces of a body; throws in the middle of one that is cut. */
export function breakBody(bytes: Uint8Array, fault: BodyFault): AsyncGenerator<Uint8Array> {
  return fault === 'cut' ? cutShort(bytes) : trickle(bytes);
}

async function* cutShort(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, Math.ceil(bytes.length / 2));
  await delay(BEFORE_CUT);
  throw new TypeError('the answer is cut short, as was asked for');
}

async function* trickle(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil(bytes.length / PIECES));
  for (let at = 0; at < bytes.length; at += size) {
    await delay(SLOW / PIECES);
    yield bytes.subarray(at, at + size);
  }
}

/** Keeps no process from ending. */
function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms);
    if (typeof timer === 'object') (timer as { unref(): void }).unref();
  });
}
