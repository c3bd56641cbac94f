/** Coverage in numbers. */
import type { ClauseOutcome, Outcome, Report } from '../verdict/report.ts';
import { countNoun } from '../verdict/count-noun.ts';

/** Outcomes in the order in which every renderer shows them. */
export const outcomeOrder: readonly Outcome[] = ['held', 'broken', 'not reached'];

/** How many clauses had each outcome. */
export function tallyOutcomes(outcomes: readonly ClauseOutcome[]): Readonly<Record<Outcome, number>> {
  const tally: Record<Outcome, number> = { held: 0, broken: 0, 'not reached': 0 };
  for (const { outcome } of outcomes) tally[outcome] += 1;
  return tally;
}

/** `52 held, 10 broken, 4 not reached of 66 clauses`. */
export function describeCoverage({ coverage: { outcomes }, unit = 'clause' }: Report): string {
  const tally = tallyOutcomes(outcomes);
  const parts = outcomeOrder.map((outcome) => `${tally[outcome]} ${outcome}`);
  return `${parts.join(', ')} of ${countNoun(outcomes.length, unit)}`;
}
