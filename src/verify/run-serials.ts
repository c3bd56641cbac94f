/** The numbers that make the values of a run fresh: texts and what may be taken once are written with them. */

/** How many numbers an operation may use up. */
export const SERIALS_PER_OPERATION = 100_000;

/** Where runs may begin to count: nine digits, and room behind them for thousands of operations. */
const FIRST_SERIAL = 100_000_000;
const STARTS = 700_000_000;

/** Runs with different ids count from different numbers: of a thousand runs on one database hardly two will meet. */
export function firstSerialOf(runId: string): number {
  let hash = 0x811c9dc5;
  for (const character of runId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return FIRST_SERIAL + ((hash >>> 0) % STARTS);
}
