/** The numbers that make the values of a run fresh: texts and what may be taken once are written with them. */
import { hashText } from './hash-text.ts';

/** How many numbers an operation may use up. */
export const SERIALS_PER_OPERATION = 100_000;

/** Where runs may begin to count: nine digits, and room behind them for thousands of operations. */
const FIRST_SERIAL = 100_000_000;
const STARTS = 700_000_000;

/** Runs with different ids count from different numbers: of a thousand runs on one database hardly two will meet. */
export function firstSerialOf(runId: string): number {
  return FIRST_SERIAL + (hashText(runId) % STARTS);
}
