/** The report as Markdown for GitHub's job summary. */
import { shortenTelling } from '../http/display/shorten-text.ts';
import { countNoun, seconds } from '../verdict/count-noun.ts';
import { unitOf, type Problem, type Report, type VerifyReport } from '../verdict/report.ts';
import { describeClausePlace, problemPlace } from './clause-place.ts';
import { describeCoverage, describeProblems, zones, notesOf } from './counts.ts';
import { describeAnswer, describeRequest } from './exchange-line.ts';
import type { RenderOptions } from './render-options.ts';
import { escapeHtml, visibleText } from './visible-text.ts';

const longestLine = 500;
const longestBlock = 2000;
const longestCurl = 8000;
/** In bytes; GitHub refuses a summary above 1 MiB. */
const longestDetails = 800_000;

/** Verdict, numbers, and each problem to fold out. Text of a server can end neither a fence nor an element. */
export function renderJobSummary(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const { conforms, problems, repeat } = report;
  const details = takeWithin(
    problems.map((problem) => problemDetails(problem, { report, cwd })),
    longestDetails,
  );
  const left = problems.length - details.length;
  return [
    `## ${conforms ? '✅ Conforms' : '❌ Does not conform'}`,
    ...headline(report),
    ...notesOf(report).map((note) => `<p>${escapeHtml(shortenTelling(note, longestLine), { line: true })}</p>`),
    numbers(report),
    zoneTable(report),
    `${describeCoverage(report)}.`,
    ...(problems.length === 0 ? [] : [`### ${describeProblems(report)}`]),
    ...details,
    ...(left > 0 ? [`And ${countNoun(left, 'more problem')}: see the job's log.`] : []),
    ...notReached(report),
    'Repeat the run:',
    fence(repeat, 'sh'),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

/** As many blocks from the front as stay within so many bytes. */
function takeWithin(blocks: readonly string[], bytes: number): string[] {
  let used = 0;
  return blocks.filter((block) => {
    used += Buffer.byteLength(block);
    return used <= bytes;
  });
}

function headline({ headline: line }: Report): string[] {
  return line === undefined
    ? []
    : [`<p><strong>${escapeHtml(shortenTelling(line, longestLine), { line: true })}</strong></p>`];
}

function numbers(report: Report): string {
  const { target, summary } = report;
  const parts = [
    `<code>${escapeHtml(shortenTelling(target, longestLine), { line: true })}</code>`,
    countNoun(summary.cases, 'case'),
    countNoun(summary.requests, 'request'),
    seconds(summary.durationMs),
    ...(report.kind === 'verify' ? extent(report) : []),
  ];
  return `<p>${parts.join(' · ')}</p>`;
}

function extent({ depth, seed, shard }: VerifyReport): string[] {
  return [
    escapeHtml(`depth ${depth}`, { line: true }),
    `seed ${seed}`,
    ...(shard === undefined ? [] : [escapeHtml(`only shard ${shard}`, { line: true })]),
  ];
}

function zoneTable({ summary }: Report): string {
  const rows = zones.map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    return `| ${zone} | ${cases} | ${failed} |`;
  });
  return ['| zone | cases | failed |', '| --- | ---: | ---: |', ...rows].join('\n');
}

function notReached(report: Report): string[] {
  const ids = report.coverage.outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  if (ids.length === 0) return [];
  const summary = `<details><summary>${countNoun(ids.length, unitOf(report))} not reached</summary>`;
  return [summary, fence(ids.join('\n')), '</details>'];
}

/** Folded: kind, sentence, clause and count; inside: expected, actual, exchanges, curl. */
function problemDetails(problem: Problem, { report, cwd }: { report: Report; cwd: string }): string {
  const { kind, message, clause, count, expected, actual, exchanges, curl, again } = problem;
  const inline = (text: string): string => escapeHtml(shorten(text), { line: true });
  const written = describeClausePlace(problemPlace(report, problem, cwd));
  const steps = exchanges.flatMap((exchange) => [
    shorten(describeRequest(exchange)),
    `-> ${shorten(describeAnswer(exchange))}`,
  ]);
  return [
    `<details><summary><strong>${kind}</strong>: ${inline(message)} <em>(in ${countNoun(count, 'case')})</em></summary>`,
    `<p>Clause <code>${inline(clause)}</code>, written in <code>${inline(written)}</code></p>`,
    fence(`expected: ${shorten(expected)}\nactual:   ${shorten(actual)}`),
    ...(steps.length === 0 ? [] : [fence(steps.join('\n'))]),
    ...[curl, again ?? ''].filter((line) => line !== '').map((line) => fence(shortenTelling(line, longestCurl), 'sh')),
    '</details>',
  ].join('\n\n');
}

function shorten(text: string): string {
  return shortenTelling(text, longestBlock);
}

/** The text as a code block whose fence is longer than any run of backticks in it. */
function fence(text: string, language = ''): string {
  const shown = visibleText(text);
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${language}\n${shown}\n${ticks}`;
}
