/** The coverage picture: every clause a square, by operation and part of the message. */
import type { Tell } from '../../language/translate.ts';
import { listedOutcomes, tallyOutcomes } from '../../verdict/coverage.ts';
import { type ClauseOutcome, clausesOf, type Outcome, type Report, unitOf } from '../../verdict/report.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { describeClausePlace, sourcePlace } from '../clause-place.ts';
import { describeCoverage, outcomeOrder } from '../counts.ts';
import { markup, type Markup } from './markup.ts';
import type { Page } from './page.ts';

const classes: Readonly<Record<Outcome, string>> = { held: 'held', broken: 'broken', 'not reached': 'missed' };

/** The bar, its legend, and the squares; a square tells its clause on hover and focus. */
export function coverageSection({ report, cwd, tell }: Page): Markup {
  const { coverage, problems } = report;
  const outcomes = listedOutcomes(coverage);
  const unit = unitOf(report);
  const tally = tallyOutcomes(coverage);
  const anchors = new Map(
    problems
      .flatMap((problem, index) => clausesOf(problem).map((id) => [id, `problem-${index + 1}`] as const))
      .toReversed(),
  );
  const operations = Map.groupBy(outcomes, ({ id }) => id.split('.')[0] ?? id);
  const square = (outcome: ClauseOutcome): Markup =>
    clauseSquare(outcome, { anchor: anchors.get(outcome.id) ?? '', cwd, tell });
  return markup`<section aria-labelledby="coverage">
<h2 id="coverage">${tell(unit === 'clause' ? 'Clauses' : 'Interactions')}</h2>
<p>${tell(`${describeCoverage(report)}.`)}</p>
<div class="bar" aria-hidden="true">${outcomeOrder.filter((outcome) => tally[outcome] > 0).map((outcome) => markup`<span class="${classes[outcome]}"></span>`)}</div>
<p class="legend">${outcomeOrder.map((outcome) => markup`<span><i class="cell ${classes[outcome]}"></i> ${tell(outcome)}</span>`)}</p>
<div class="picture ${unit}s">
${[...operations].map(([operation, clauses]) =>
  operationPicture(
    operation,
    clauses.map((clause) => ({ part: tell(partOf(clause.id)), square: square(clause) })),
  ),
)}
</div>
${unaskedNote(report, tell)}
<p class="note" id="clause-note" aria-live="polite">${tell(`Point at a square, or focus one and use the arrow keys, to read its ${unit}.`)}</p>
</section>`;
}

/** A square for each clause of thousands of operations that were asked nothing would say no more than their number. */
function unaskedNote({ coverage: { unasked } }: Report, tell: Tell): Markup {
  if (!unasked) return markup``;
  return markup`<p class="unasked">${tell(`${countNoun(unasked.clauses, 'clause')} not reached`)}: ${tell(unasked.reason)}</p>`;
}

/** Widths of the bar's parts; in the style sheet, as the page's policy allows no style attributes. */
export function coverageStyle({ coverage }: Report): string {
  const tally = tallyOutcomes(coverage);
  return outcomeOrder.map((outcome) => `.bar .${classes[outcome]}{flex-grow:${tally[outcome]}}`).join('\n');
}

function operationPicture(operation: string, clauses: ReadonlyArray<{ part: string; square: Markup }>): Markup {
  const parts = [...Map.groupBy(clauses, ({ part }) => part)];
  return markup`<h3><code>${operation}</code></h3>
<div class="parts">
${parts.map(
  ([part, members]) =>
    markup`<div class="part"><h4>${part}</h4><div class="cells" role="group" aria-label="${`${operation}, ${part}`}">${members.map(({ square }) => square)}</div></div>`,
)}
</div>`;
}

/** `request`, `response 201`, `law echo`. */
function partOf(id: string): string {
  const [, subject = '', detail = ''] = id.split('.');
  if (subject === 'request') return 'request';
  return `${subject} ${detail}`.trim() || 'other';
}

function clauseSquare(
  { id, sentence, outcome, source }: ClauseOutcome,
  { anchor, cwd, tell }: { anchor: string; cwd: string; tell: Tell },
): Markup {
  const told = `${tell(outcome)}: ${tell(sentence)}`;
  const written = describeClausePlace(sourcePlace(source, cwd));
  return markup`<button type="button" class="cell ${classes[outcome]}" data-id="${id}" data-written="${written}" data-problem="${anchor}" aria-label="${told}" title="${told}"></button>`;
}
