/** One problem, as a person at a terminal reads it. */
import { findOutcome } from '../../verdict/coverage.ts';
import type { ReportedExchange } from '../../http/display/describe-exchange.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import type { Problem, Report } from '../../verdict/report.ts';
import { describeClausePlace, problemPlace } from '../clause-place.ts';
import { describeAnswer, describeRequest } from '../exchange-line.ts';
import { visibleLine, visibleText } from '../../http/display/visible-text.ts';
import type { Paint, Palette } from './paint.ts';
import { shellLines } from './shell-lines.ts';
import { labelled, pageWidth, unbroken, wrapText } from './wrap-text.ts';

export interface ProblemTextOptions {
  report: Report;
  /** 1-based. */
  number: number;
  palette: Palette;
  cwd: string;
}

const indent = '    ';
const longestLine = 2000;

/** What is wrong, where that is written, how to see it. */
export function problemText(problem: Problem, { report, number, palette, cwd }: ProblemTextOptions): string[] {
  const { bad, strong, quiet } = palette;
  const field = (label: string, text: string, lines?: number): string[] =>
    labelled(label, visibleLine(text), { indent, paint: quiet, ...(lines === undefined ? {} : { lines }) });
  const sentence = findOutcome(report.coverage, problem.clause)?.sentence;
  return [
    `${quiet(`${number}. `.padEnd(indent.length))}${bad(problem.kind)}${problem.severity === 'warning' ? ' (warning)' : ''}  ${quiet(`in ${countNoun(problem.count, 'case')}`)}`,
    ...wrapText(visibleLine(problem.message), { columns: pageWidth - indent.length, lines: 6 }).map(
      (line) => indent + strong(line),
    ),
    ...field(report.kind === 'pact' ? 'shown by' : 'clause', problem.clause),
    ...(sentence === undefined ? [] : field('', sentence)),
    ...otherClauses(problem, field),
    ...written(describeClausePlace(problemPlace(report, problem, cwd)), quiet),
    ...field('expected', problem.expected, 4),
    ...field('actual', problem.actual, 4),
    ...steps(problem, field),
    ...(report.kind === 'pact' ? [] : field('case', `${problem.case} (${problem.zone})`)),
    ...(problem.curl === '' && problem.again !== undefined
      ? []
      : field('repeat', problem.curl === '' ? 'with the command at the end' : '')),
    ...curlLines(problem.curl).map((line) => `${indent}  ${line}`),
    ...(problem.again === undefined
      ? []
      : [...field('again', ''), ...shellLines(visibleText(problem.again), `${indent}  `)]),
  ];
}

/** `openapi.yaml:27`, of any length that a path may have. */
const isPlace = /^\S{1,500}:\d+$/;

/** Where the clause stands: each file and line whole on a line of its own, so that a terminal can open it. */
function written(place: string, paint: Paint): string[] {
  return place.split(', ').flatMap((each, index) => {
    const label = index === 0 ? 'written' : '';
    const text = visibleLine(each);
    return isPlace.test(text) ? unbroken(label, text, { indent, paint }) : labelled(label, text, { indent, paint });
  });
}

/** Ids that are listed; of more it is said how many. */
const LISTED = 3;

/** What else the same cause breaks. */
function otherClauses({ clauses = [] }: Problem, field: (label: string, text: string) => string[]): string[] {
  const others = clauses.slice(1);
  const left = others.length - LISTED;
  const shown = left > 1 ? others.slice(0, LISTED) : others;
  return [
    ...shown.flatMap((id, index) => field(index === 0 ? 'breaks' : '', id)),
    ...(left > 1 ? field('', `and ${left} more; --format json lists them all`) : []),
  ];
}

/** The steps of a sequence; of a single request only its answer, unless that is what is told as actual. */
function steps(
  { exchanges, actual }: Problem,
  field: (label: string, text: string, lines?: number) => string[],
): string[] {
  const [only] = exchanges;
  if (!only) return [];
  if (exchanges.length === 1) return isTold(only, actual) ? [] : field('answer', describeAnswer(only), 2);
  return exchanges.flatMap((exchange, index) => [
    ...field(index === 0 ? 'steps' : '', `${index + 1}. ${describeRequest(exchange)}`, 3),
    ...field('', `-> ${describeAnswer(exchange)}`, 3),
  ]);
}

/** Whether `actual` begins as the answer does, or says why there is none. */
function isTold({ response, failure }: ReportedExchange, actual: string): boolean {
  if (!response) return failure !== undefined && actual.includes(failure);
  // Around a place further on, or with its escapes read, it is the same body.
  const start = response.body.replaceAll(/\s/g, '').slice(0, 60);
  return actual.startsWith('…') || actual.replaceAll(/\s/g, '').includes(start) || start.includes(String.raw`\u`);
}

function curlLines(curl: string): string[] {
  if (curl === '') return [];
  return visibleText(curl)
    .split('\n')
    .map((line) =>
      line.length <= longestLine ? line : `${line.slice(0, longestLine)}… (the whole line: --format json)`,
    );
}
