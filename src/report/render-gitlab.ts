/** The report for GitLab's merge requests: its Code Quality format, an entry for each problem. */
import { shortenTelling } from '../http/display/shorten-text.ts';
import { countNoun } from '../verdict/count-noun.ts';
import type { Problem, Report } from '../verdict/report.ts';
import { problemPlace } from './clause-place.ts';
import type { RenderOptions } from './render-options.ts';
import { fenceMarkdown, visibleJson, visibleLine } from '../http/display/visible-text.ts';

const longestMessage = 1000;

const severities = { error: 'major', warning: 'minor' } as const;

/** A JSON list; GitLab shows an entry beside the line of the contract that it names, and knows it again by its fingerprint. */
export function renderGitlab(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const entries = report.problems.map((problem) => entryOf(problem, { report, cwd }));
  return `${visibleJson(JSON.stringify(entries, null, 2))}\n`;
}

function entryOf(problem: Problem, { report, cwd }: { report: Report; cwd: string }): object {
  const { id, kind, severity, message, clause, count, curl, known } = problem;
  const { file, line = 1 } = problemPlace(report, problem, cwd);
  return {
    description: `${visibleLine(shortenTelling(message, longestMessage))} (${visibleLine(shortenTelling(clause, longestMessage))}, in ${countNoun(count, 'case')})`,
    content: { body: fenceMarkdown(curl, 'sh') },
    check_name: kind,
    fingerprint: id,
    severity: known === undefined ? severities[severity] : 'info',
    location: { path: visibleLine(file), lines: { begin: line } },
  };
}
