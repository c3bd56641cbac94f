/** One problem in the job summary. */
import type { Problem, Report } from '../../verdict/report.ts';
import { fileAndLine, problemPlace } from '../clause-place.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { describeAnswer, describeRequest } from '../describe-exchange.ts';
import { escapeHtml } from '../escape-html.ts';
import { shortenText } from '../shorten-text.ts';
import { fence } from './fence.ts';

const longestBlock = 2000;
const longestCurl = 8000;

/** Folded: kind, sentence, clause and count; inside: expected, actual, exchanges, curl. */
export function problemDetails(problem: Problem, { report, cwd }: { report: Report; cwd: string }): string {
  const { kind, message, clause, count, expected, actual, exchanges, curl } = problem;
  const inline = (text: string): string => escapeHtml(shorten(text), { line: true });
  const place = problemPlace(report, problem, cwd);
  const written = [fileAndLine(place), ...(place.page === undefined ? [] : [place.page])].join(', ');
  const steps = exchanges.flatMap((exchange) => [
    shorten(describeRequest(exchange)),
    `-> ${shorten(describeAnswer(exchange))}`,
  ]);
  return [
    `<details><summary><strong>${kind}</strong>: ${inline(message)} <em>(in ${countNoun(count, 'case')})</em></summary>`,
    `<p>Clause <code>${inline(clause)}</code>, written in <code>${inline(written)}</code></p>`,
    fence(`expected: ${shorten(expected)}\nactual:   ${shorten(actual)}`),
    ...(steps.length === 0 ? [] : [fence(steps.join('\n'))]),
    ...(curl === '' ? [] : [fence(shortenText(curl, longestCurl), 'sh')]),
    '</details>',
  ].join('\n\n');
}

function shorten(text: string): string {
  return shortenText(text, longestBlock);
}
