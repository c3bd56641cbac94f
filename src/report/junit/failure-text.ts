/** The text of a JUnit failure. */
import type { Problem } from '../../verdict/report.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import { describeAnswer, describeRequest } from '../describe-exchange.ts';
import { shortenText } from '../shorten-text.ts';
import { visibleLine, visibleText } from '../visible-text.ts';

const longestBody = 2000;

/** Kind and sentence, expected and actual, the steps, the curl lines. */
export function failureText(problem: Problem): string {
  const { kind, message, expected, actual, source, count, zone, exchanges, curl } = problem;
  const steps = exchanges.flatMap((exchange) => [
    `  ${shortenText(describeRequest(exchange), longestBody)}`,
    `    -> ${shortenText(describeAnswer(exchange), longestBody)}`,
  ]);
  return [
    `${kind}: ${visibleLine(message)}`,
    `expected: ${visibleLine(shortenText(expected, longestBody))}`,
    `actual:   ${visibleLine(shortenText(actual, longestBody))}`,
    `written:  ${visibleLine([source.place, ...(source.page === undefined ? [] : [source.page])].join(', '))}`,
    `case:     ${visibleLine(problem.case)} (${zone}), in ${countNoun(count, 'case')}`,
    ...(steps.length === 0 ? [] : ['exchanges:', ...steps.map(visibleLine)]),
    ...(curl === '' ? [] : ['repeat:', visibleText(curl)]),
  ].join('\n');
}
