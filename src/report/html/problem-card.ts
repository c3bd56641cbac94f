/** One problem as a card that folds out. */
import { problemKinds } from '../../verdict/problem-kind.ts';
import type { Problem, Report } from '../../verdict/report.ts';
import { fileAndLine, problemPlace } from '../clause-place.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { shortenText } from '../shorten-text.ts';
import { exchangeView } from './exchange-view.ts';
import { markup, type Markup } from './markup.ts';

export interface CardOptions {
  report: Report;
  /** 1-based. */
  number: number;
  cwd: string;
}

const longestLine = 500;

/** Closed: kind, sentence, clause, count. Open: what was expected and came, how to see it, the exchanges. */
export function problemCard(problem: Problem, { report, number, cwd }: CardOptions): Markup {
  const { kind, message, clause, count, exchanges } = problem;
  return markup`<details class="problem" id="problem-${number}" data-kind="${kind}">
<summary><span class="kind">${kind}</span> <span class="count">${countNoun(count, 'case')}</span>
<strong>${shortenText(message, longestLine)}</strong>
<code>${shortenText(clause, longestLine)}</code></summary>
<div class="inside">
<p class="quiet">${problemKinds[kind]}</p>
${facts(problem, report, cwd)}
<div class="compare"><section><h4>Expected</h4><pre tabindex="0">${problem.expected}</pre></section><section><h4>Actual</h4><pre tabindex="0">${problem.actual}</pre></section></div>
${problem.curl === '' ? [] : copyable(problem.curl, 'Repeat it')}
${exchanges.map((exchange, index) => exchangeView(exchange, exchanges.length > 1 ? index + 1 : undefined))}
</div>
</details>`;
}

/** Text to paste elsewhere, with a button that copies it. */
export function copyable(text: string, title: string): Markup {
  return markup`<section class="copyable"><h4>${title}</h4><button type="button" class="copy">Copy</button><pre tabindex="0">${text}</pre></section>`;
}

function facts(problem: Problem, report: Report, cwd: string): Markup {
  const place = problemPlace(report, problem, cwd);
  const sentence = report.coverage.outcomes.find(({ id }) => id === problem.clause)?.sentence;
  const rows: Array<[string, string | undefined]> = [
    [report.unit === 'interaction' ? 'Request' : 'Clause', sentence],
    ['Written in', [fileAndLine(place), ...(place.page === undefined ? [] : [place.page])].join(', ')],
    ['Case', `${shortenText(problem.case, longestLine)} (${problem.zone})`],
  ];
  return markup`<dl class="facts">
${rows.map(([name, text]) => (text === undefined ? markup`` : markup`<div><dt>${name}</dt><dd>${text}</dd></div>`))}
</dl>`;
}
