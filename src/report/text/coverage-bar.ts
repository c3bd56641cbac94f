/** Coverage as a bar and its legend. */
import type { Outcome, Report } from '../../verdict/report.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { outcomeOrder, tallyOutcomes } from '../tally-outcomes.ts';
import type { Paint, Palette } from './paint.ts';
import { pageWidth } from './wrap-text.ts';

export const outcomeMarks: Readonly<Record<Outcome, string>> = { held: '█', broken: '▒', 'not reached': '·' };

/** The colour of each outcome. */
export function outcomePaints({ good, bad, quiet }: Palette): Readonly<Record<Outcome, Paint>> {
  return { held: good, broken: bad, 'not reached': quiet };
}

/** A full line of held, broken and not reached clauses, and under it how many they are. */
export function coverageBar({ coverage: { outcomes }, unit = 'clause' }: Report, palette: Palette): string[] {
  if (outcomes.length === 0) return [];
  const paints = outcomePaints(palette);
  const tally = tallyOutcomes(outcomes);
  const cells = shareCells(outcomeOrder.map((outcome) => tally[outcome]));
  const bar = outcomeOrder.map((outcome, index) => paints[outcome](outcomeMarks[outcome].repeat(cells[index] ?? 0)));
  const legend = outcomeOrder.map(
    (outcome) => `${paints[outcome](outcomeMarks[outcome])} ${tally[outcome]} ${outcome}`,
  );
  return [bar.join(''), [...legend, `of ${countNoun(outcomes.length, unit)}`].join('   ')];
}

/** Cells in proportion, at least one for each number above 0; the largest gives and takes the rest. */
function shareCells(numbers: readonly number[]): number[] {
  const total = sum(numbers);
  const cells = numbers.map((number) => (number === 0 ? 0 : Math.max(1, Math.round((number / total) * pageWidth))));
  const largest = cells.indexOf(Math.max(...cells));
  return cells.map((cell, index) => (index === largest ? pageWidth - sum(cells) + cell : cell));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
