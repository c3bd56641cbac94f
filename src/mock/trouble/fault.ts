/** Faults on the way to the client: which there are, and how often each strikes. */

import type { FaultName as FaultKind } from '../client/shapes.ts';

export type { FaultKind };

/**
 * `reset` and `unavailable` (503 with Retry-After) come before anything is done; `cut` stops the answer in the middle of its
 * body, `slow` lets it trickle in over three seconds.
 */
export const faultKinds: readonly FaultKind[] = ['reset', 'cut', 'slow', 'unavailable'];

/** How often a fault strikes, from 0 to 1. */
export interface FaultRate {
  kind: FaultKind;
  rate: number;
}

export function isFaultKind(text: string): text is FaultKind {
  return (faultKinds as readonly string[]).includes(text);
}

/** Reads `reset:5%`, or `reset` for every request; undefined for what is neither. */
export function parseFault(text: string): FaultRate | undefined {
  const [, kind = '', percent = '100'] = /^(\w+)(?::(\d{1,3}(?:\.\d{1,4})?)%)?$/.exec(text) ?? [];
  const rate = Number(percent) / 100;
  return isFaultKind(kind) && rate > 0 && rate <= 1 ? { kind, rate } : undefined;
}

/** `reset:5%` */
export function formatFault({ kind, rate }: FaultRate): string {
  return `${kind}:${Number((rate * 100).toFixed(4))}%`;
}

/** Why the rates cannot hold together; undefined where they can. */
export function faultProblem(rates: readonly FaultRate[]): string | undefined {
  const twice = rates.find(({ kind }, index) => rates.findIndex((other) => other.kind === kind) !== index);
  if (twice) return `the fault ${twice.kind} is given twice`;
  return rates.reduce((sum, { rate }) => sum + rate, 0) > 1.000001 ? 'the faults add up to more than 100%' : undefined;
}

/** The fault that strikes where `chance`, from 0 to below 1, falls. */
export function pickFault(rates: readonly FaultRate[], chance: number): FaultKind | undefined {
  let below = 0;
  for (const { kind, rate } of rates) {
    below += rate;
    if (chance < below) return kind;
  }
  return undefined;
}

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
