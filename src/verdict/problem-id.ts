/** The stable name of a problem, by which it is known again in another run, on another machine, in another report. */
import { createHash } from 'node:crypto';
import type { ProblemKind } from './problem-kind.ts';

/** What a problem is named by: nothing that a run draws, counts, or is answered. */
export interface ProblemPlace {
  kind: ProblemKind;
  /** The clause, or what stands for it; its operation and member are part of it. */
  clause: string;
  /** Where it shows, as far as the clause does not say so: the steps into the place, coarse to fine. */
  at?: readonly string[];
}

const LENGTH = 12;

/** Twelve hexadecimal digits; the same for the same place, wherever and however often it is found. */
export function problemId({ kind, clause, at = [] }: ProblemPlace): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, clause, ...at]))
    .digest('hex')
    .slice(0, LENGTH);
}
