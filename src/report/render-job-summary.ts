/** The report as Markdown for GitHub's job summary. */
import type { Report } from '../verdict/report.ts';
import { countNoun, seconds } from '../verdict/count-noun.ts';
import { escapeHtml } from './escape-html.ts';
import { fence } from './markdown/fence.ts';
import { problemDetails } from './markdown/problem-details.ts';
import type { RenderOptions } from './render-options.ts';
import { shortenText } from './shorten-text.ts';
import { describeCoverage } from './tally-outcomes.ts';

const longestLine = 500;
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
    numbers(report),
    zones(report),
    `${describeCoverage(report)}.`,
    ...(problems.length === 0 ? [] : [`### ${countNoun(problems.length, 'problem')}`]),
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
    : [`<p><strong>${escapeHtml(shortenText(line, longestLine), { line: true })}</strong></p>`];
}

function numbers({ target, summary, depth, seed, shard, unit }: Report): string {
  const parts = [
    `<code>${escapeHtml(shortenText(target, longestLine), { line: true })}</code>`,
    countNoun(summary.cases, 'case'),
    countNoun(summary.requests, 'request'),
    seconds(summary.durationMs),
    ...(unit === 'interaction' ? [] : [escapeHtml(`depth ${depth}`, { line: true }), `seed ${seed}`]),
    ...(shard === undefined ? [] : [escapeHtml(`only shard ${shard}`, { line: true })]),
  ];
  return `<p>${parts.join(' · ')}</p>`;
}

function zones({ summary }: Report): string {
  const rows = (['valid', 'invalid', 'open'] as const).map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    return `| ${zone} | ${cases} | ${failed} |`;
  });
  return ['| zone | cases | failed |', '| --- | ---: | ---: |', ...rows].join('\n');
}

function notReached({ coverage, unit = 'clause' }: Report): string[] {
  const ids = coverage.outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  if (ids.length === 0) return [];
  const summary = `<details><summary>${countNoun(ids.length, unit)} not reached</summary>`;
  return [summary, fence(ids.join('\n')), '</details>'];
}
