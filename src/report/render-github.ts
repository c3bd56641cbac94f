/** The report for a GitHub workflow: annotations, then the job summary. */
import { createHash } from 'node:crypto';
import type { Problem, Report } from '../verify/report.ts';
import { problemPlace } from './clause-place.ts';
import { countNoun } from './count-noun.ts';
import { renderJobSummary } from './render-job-summary.ts';
import type { RenderOptions } from './render-options.ts';
import { shortenText } from './shorten-text.ts';
import { visibleLine } from './visible-text.ts';

/** An `::error` line for each problem and the Markdown summary, in which GitHub is told to obey nothing. */
export function renderGithub(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const summary = renderJobSummary(report, { cwd });
  // Only a text that contains its own hash could end the pause, so no server can write it.
  const token = createHash('sha256').update(summary).digest('hex');
  const annotations = report.problems.map((problem) => annotate(report, problem, cwd));
  return [...headline(report), ...annotations, `::stop-commands::${token}`, summary.trimEnd(), `::${token}::`, ''].join(
    '\n',
  );
}

function headline({ headline: line }: Report): string[] {
  return line === undefined
    ? []
    : [`::error title=docpact::${escapeData(visibleLine(shortenText(line, longestField)))}`];
}

function annotate(report: Report, problem: Problem, cwd: string): string {
  const { file, line } = problemPlace(report, problem, cwd);
  const properties = {
    // A file outside the checkout has no place to show the annotation at.
    ...(file.startsWith('/') ? {} : { file, ...(line === undefined ? {} : { line: String(line) }) }),
    title: `docpact: ${problem.kind}`,
  };
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(visibleLine(value))}`);
  return `::error ${shown.join(',')}::${escapeData(message(problem, report.unit))}`;
}

function message({ message: sentence, clause, expected, actual, count }: Problem, unit = 'clause'): string {
  return [
    visibleLine(shortenText(sentence, longestField)),
    `${unit} ${visibleLine(clause)}, in ${countNoun(count, 'case')}`,
    `expected: ${visibleLine(shortenText(expected, longestField))}`,
    `actual: ${visibleLine(shortenText(actual, longestField))}`,
  ].join('\n');
}

const longestField = 500;

/** As GitHub's own toolkit escapes (actions/toolkit, command.ts). */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
