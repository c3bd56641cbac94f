/** Coverage as a bar and its legend; of pacts, every interaction too. */
import { countNoun } from '../../verdict/count-noun.ts';
import { unitOf, type Outcome, type Report } from '../../verdict/report.ts';
import { tallyOutcomes } from '../../verdict/coverage.ts';
import { outcomeOrder } from '../counts.ts';
import { visibleLine } from '../../http/display/visible-text.ts';
import type { Paint, Palette } from './paint.ts';
import { cutText, pageWidth } from './wrap-text.ts';

const outcomeMarks: Readonly<Record<Outcome, string>> = { held: '█', broken: '▒', 'not reached': '·' };

/** The colour of each outcome. */
function outcomePaints({ good, bad, quiet }: Palette): Readonly<Record<Outcome, Paint>> {
  return { held: good, broken: bad, 'not reached': quiet };
}

/** A full line of held, broken and not reached clauses, and under it how many they are. */
export function coverageBar(report: Report, palette: Palette): string[] {
  const { clauses } = report.coverage;
  if (clauses === 0) return [];
  const paints = outcomePaints(palette);
  const tally = tallyOutcomes(report.coverage);
  const cells = shareCells(outcomeOrder.map((outcome) => tally[outcome]));
  const bar = outcomeOrder.map((outcome, index) => paints[outcome](outcomeMarks[outcome].repeat(cells[index] ?? 0)));
  const legend = outcomeOrder.map(
    (outcome) => `${paints[outcome](outcomeMarks[outcome])} ${tally[outcome]} ${outcome}`,
  );
  return [bar.join(''), [...legend, `of ${countNoun(clauses, unitOf(report))}`].join('   ')];
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

const longestList = 100;

/** Every interaction of the pacts on a line, with what became of it; nothing for clauses, which are too many to list. */
export function interactionList({ coverage, kind }: Report, palette: Palette): string[] {
  if (kind !== 'pact') return [];
  const { outcomes } = coverage;
  const paints = outcomePaints(palette);
  const lines = outcomes.slice(0, longestList).map(({ id, outcome }) => {
    const text = cutText(visibleLine(id), pageWidth - 2);
    return `${paints[outcome](outcomeMarks[outcome])} ${outcome === 'broken' ? palette.strong(text) : text}`;
  });
  const left = outcomes.length - lines.length;
  return left > 0 ? [...lines, palette.quiet(`  and ${left} more; --format json lists them all`)] : lines;
}
