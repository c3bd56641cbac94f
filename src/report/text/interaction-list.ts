/** Every interaction of a pact on a line, with what became of it. */
import type { Report } from '../../verdict/report.ts';
import { visibleLine } from '../visible-text.ts';
import { outcomeMarks, outcomePaints } from './coverage-bar.ts';
import type { Palette } from './paint.ts';
import { cutText, pageWidth } from './wrap-text.ts';

const longestList = 100;

/** Nothing for a report of clauses, which are too many to list. */
export function interactionList({ coverage: { outcomes }, unit }: Report, palette: Palette): string[] {
  if (unit !== 'interaction') return [];
  const paints = outcomePaints(palette);
  const lines = outcomes.slice(0, longestList).map(({ id, outcome }) => {
    const text = cutText(visibleLine(id), pageWidth - 2);
    return `${paints[outcome](outcomeMarks[outcome])} ${outcome === 'broken' ? palette.strong(text) : text}`;
  });
  const left = outcomes.length - lines.length;
  return left > 0 ? [...lines, palette.quiet(`  and ${left} more; --format json lists them all`)] : lines;
}
