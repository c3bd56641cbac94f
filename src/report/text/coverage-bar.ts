/** Coverage as a bar and its legend. */
import type { ClauseOutcome, Outcome } from '../../verify/report.ts';
import { describeCoverage, outcomeOrder, tallyOutcomes } from '../tally-outcomes.ts';
import type { Paint, Palette } from './paint.ts';
import { pageWidth } from './wrap-text.ts';

const marks: Readonly<Record<Outcome, string>> = { held: '█', broken: '▒', 'not reached': '·' };

/** A full line of held, broken and not reached clauses, and the numbers under it. */
export function coverageBar(outcomes: readonly ClauseOutcome[], { good, bad, quiet }: Palette): string[] {
  const paints: Readonly<Record<Outcome, Paint>> = { held: good, broken: bad, 'not reached': quiet };
  const tally = tallyOutcomes(outcomes);
  const cells = shareCells(
    outcomeOrder.map((outcome) => tally[outcome]),
    pageWidth,
  );
  const bar = outcomeOrder.map((outcome, index) => paints[outcome](marks[outcome].repeat(cells[index] ?? 0))).join('');
  const legend = outcomeOrder.map((outcome) => `${marks[outcome]} ${outcome}`).join('  ');
  return outcomes.length === 0 ? [] : [bar, `${describeCoverage(outcomes)}  ${quiet(`(${legend})`)}`];
}

/** Cells in proportion, at least one for each number above 0; the largest gives and takes the rest. */
function shareCells(numbers: readonly number[], total: number): number[] {
  const sum = Math.max(
    1,
    numbers.reduce((a, b) => a + b, 0),
  );
  const cells = numbers.map((number) => (number === 0 ? 0 : Math.max(1, Math.round((number / sum) * total))));
  const largest = cells.indexOf(Math.max(...cells));
  return cells.map((cell, index) => (index === largest ? total - cells.reduce((a, b) => a + b, 0) + cell : cell));
}
