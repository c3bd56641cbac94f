/** The report as Markdown: a comment of a pull request, or the summary of a job. */
import { listedOutcomes } from '../verdict/coverage.ts';
import { shortenTelling } from '../http/display/shorten-text.ts';
import { type Tell, tellIn } from '../language/translate.ts';
import { countNoun, seconds } from '../verdict/count-noun.ts';
import { partProblems, unitOf, type Problem, type Report, type VerifyReport } from '../verdict/report.ts';
import { describeClausePlace, problemPlace } from './clause-place.ts';
import { contractName, describeCoverage, describeProblems, describeVerdict, notesOf, zones } from './counts.ts';
import { describeAnswer, describeRequest } from './exchange-line.ts';
import type { RenderOptions } from './render-options.ts';
import { escapeMarkdown, fenceMarkdown } from '../http/display/visible-text.ts';

/** Clauses that are named where they were not reached. */
const LISTED = 100;

const longestLine = 500;
const longestBlock = 2000;
const longestCurl = 8000;
/** GitHub takes comments of 65,536 characters. */
const commentBytes = 60_000;
/** It takes job summaries of 1 MiB. */
export const summaryBytes = 900_000;

export interface MarkdownOptions extends RenderOptions {
  /** What the text may have at most; room for a comment unless given. */
  bytes?: number;
}

/** Verdict, numbers, and each problem to fold out, the worst first. Text of a server can end neither a fence nor an element. */
export function renderMarkdown(
  report: Report,
  { cwd = process.cwd(), lang = 'en', bytes = commentBytes }: MarkdownOptions = {},
): string {
  const tell = tellIn(lang);
  const { errors, warnings } = partProblems(report);
  const room = bytes - Buffer.byteLength(write(report, [], tell));
  const details = takeWithin(
    [...errors, ...warnings].map((problem) => problemDetails(problem, { report, cwd, tell })),
    room,
  );
  return write(report, details, tell);
}

/** The whole text, with as many problems as there is room for. */
function write(report: Report, details: readonly string[], tell: Tell): string {
  const { conforms, problems, repeat, tool, startedAt } = report;
  const { known } = partProblems(report);
  const left = problems.length - known.length - details.length;
  return [
    `## ${conforms ? '✅' : '❌'} ${tell(describeVerdict(report))}`,
    ...headline(report, tell),
    ...notesOf(report).map((note) => `<p>${escapeMarkdown(shortenTelling(tell(note), longestLine))}</p>`),
    numbers(report, tell),
    zoneTable(report, tell),
    tell(`${describeCoverage(report)}.`),
    ...(problems.length === 0 ? [] : [`### ${tell(describeProblems(report))}`]),
    ...details,
    ...(left > 0 ? [tell(`And ${countNoun(left, 'more problem')}; the JSON report has them all.`)] : []),
    ...knownProblems(known, tell),
    ...notReached(report, tell),
    `${escapeMarkdown([`${tool.name} ${tool.version}`, contractName(report), startedAt].join(' · '))}`,
    tell('Repeat the run:'),
    fenceMarkdown(shortenTelling(repeat, longestCurl), 'sh'),
  ]
    .map((block) => `${block}\n`)
    .join('\n');
}

/** As many blocks from the front as stay within so many bytes, with the lines between them. */
function takeWithin(blocks: readonly string[], bytes: number): string[] {
  let used = 0;
  const over = blocks.findIndex((block) => (used += Buffer.byteLength(block) + 2) > bytes);
  return over < 0 ? [...blocks] : blocks.slice(0, over);
}

function headline({ headline: line }: Report, tell: Tell): string[] {
  return line === undefined
    ? []
    : [`<p><strong>${escapeMarkdown(shortenTelling(tell(line), longestLine))}</strong></p>`];
}

function numbers(report: Report, tell: Tell): string {
  const { target, summary } = report;
  const parts = [
    `<code>${escapeMarkdown(shortenTelling(target, longestLine))}</code>`,
    tell(countNoun(summary.cases, 'case')),
    tell(
      report.kind === 'traffic'
        ? `of ${countNoun(report.entries, 'recorded exchange')}`
        : countNoun(summary.requests, 'request'),
    ),
    tell(seconds(summary.durationMs)),
    ...(report.kind === 'verify' ? extent(report, tell) : []),
  ];
  return `<p>${parts.join(' · ')}</p>`;
}

function extent({ depth, seed, shard }: VerifyReport, tell: Tell): string[] {
  return [
    escapeMarkdown(tell(`depth ${depth}`)),
    tell(`seed ${seed}`),
    ...(shard === undefined ? [] : [escapeMarkdown(tell(`only shard ${shard}`))]),
  ];
}

function zoneTable({ summary }: Report, tell: Tell): string {
  const rows = zones.map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    return `| ${tell(zone)} | ${cases} | ${failed} |`;
  });
  return [`| ${['zone', 'cases', 'failed'].map(tell).join(' | ')} |`, '| --- | ---: | ---: |', ...rows].join('\n');
}

/** What the baseline knows, to fold out. */
function knownProblems(known: readonly Problem[], tell: Tell): string[] {
  if (known.length === 0) return [];
  const lines = known
    .slice(0, LISTED)
    .map(({ kind, message, known: reason = '' }) =>
      shortenTelling([`${kind}: ${tell(message)}`, reason].filter(Boolean).join('; '), longestLine),
    );
  return [
    `<details><summary>${tell(`${countNoun(known.length, 'problem')} that the baseline knows`)}</summary>`,
    fenceMarkdown(lines.join('\n')),
    '</details>',
  ];
}

function notReached(report: Report, tell: Tell): string[] {
  const { unasked } = report.coverage;
  const own = listedOutcomes(report.coverage).filter(({ outcome }) => outcome === 'not reached');
  const count = own.length + (unasked?.clauses ?? 0);
  if (count === 0) return [];
  const summary = `<details><summary>${tell(`${countNoun(count, unitOf(report))} not reached`)}</summary>`;
  const listed = [...own.map(({ id }) => id), ...(unasked?.first ?? [])].slice(0, LISTED);
  const left = count - listed.length;
  return [
    summary,
    fenceMarkdown([...listed, ...(left > 0 ? [tell(`and ${left} more`)] : [])].join('\n')),
    '</details>',
  ];
}

/** Folded: kind, sentence, clause and count; inside: expected, actual, exchanges, curl. */
function problemDetails(problem: Problem, { report, cwd, tell }: { report: Report; cwd: string; tell: Tell }): string {
  const { kind, message, clause, count, expected, actual, exchanges, curl, again } = problem;
  const inline = (text: string): string => escapeMarkdown(shorten(text));
  const written = describeClausePlace(problemPlace(report, problem, cwd));
  const steps = exchanges.flatMap((exchange) => [
    shorten(describeRequest(exchange)),
    `-> ${shorten(describeAnswer(exchange, tell))}`,
  ]);
  return [
    `<details><summary><strong>${kind}</strong>: ${inline(tell(message))} <em>(${tell(`in ${countNoun(count, 'case')}`)})</em></summary>`,
    `<p>${tell('Clause')} <code>${inline(clause)}</code>, ${tell('written in')} <code>${inline(written)}</code></p>`,
    fenceMarkdown(`${tell('expected:')} ${shorten(tell(expected))}\n${tell('actual:  ')} ${shorten(tell(actual))}`),
    ...(steps.length === 0 ? [] : [fenceMarkdown(steps.join('\n'))]),
    ...[curl, again ?? '']
      .filter((line) => line !== '')
      .map((line) => fenceMarkdown(shortenTelling(line, longestCurl), 'sh')),
    '</details>',
  ].join('\n\n');
}

function shorten(text: string): string {
  return shortenTelling(text, longestBlock);
}
