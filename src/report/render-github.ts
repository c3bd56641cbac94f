/** The report for a GitHub workflow: annotations, then the text for the job's log. */
import { createHash } from 'node:crypto';
import { partProblems, unitOf, type Problem, type Report, type Unit } from '../verdict/report.ts';
import { annotation } from './annotation.ts';
import { problemPlace } from './clause-place.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { renderText } from './render-text.ts';
import type { RenderOptions } from './render-options.ts';
import { shortenTelling } from '../http/display/shorten-text.ts';
import { visibleLine } from '../http/display/visible-text.ts';

/** An `::error` or `::warning` line for each problem and the text, in which GitHub is told to obey nothing. */
export function renderGithub(report: Report, options: RenderOptions = {}): string {
  const { cwd = process.cwd() } = options;
  const text = renderText(report, options);
  // Only a text that contains its own hash could end the pause, so no server can write it.
  const token = createHash('sha256').update(text).digest('hex');
  const { errors, warnings } = partProblems(report);
  const annotations = [...errors, ...warnings].map((problem) => annotate(report, problem, cwd));
  return [...headline(report), ...annotations, `::stop-commands::${token}`, text.trimEnd(), `::${token}::`, ''].join(
    '\n',
  );
}

function headline({ headline: line, conforms }: Report): string[] {
  return line === undefined
    ? []
    : [
        annotation(
          conforms ? 'warning' : 'error',
          { title: 'docpact' },
          visibleLine(shortenTelling(line, longestField)),
        ),
      ];
}

function annotate(report: Report, problem: Problem, cwd: string): string {
  const { file, line } = problemPlace(report, problem, cwd);
  return annotation(
    problem.severity,
    { file, line, title: `docpact: ${problem.kind}` },
    message(problem, unitOf(report)),
  );
}

function message({ message: sentence, clause, expected, actual, count }: Problem, unit: Unit): string {
  return [
    visibleLine(shortenTelling(sentence, longestField)),
    `${unit} ${visibleLine(clause)}, in ${countNoun(count, 'case')}`,
    `expected: ${visibleLine(shortenTelling(expected, longestField))}`,
    `actual: ${visibleLine(shortenTelling(actual, longestField))}`,
  ].join('\n');
}

const longestField = 500;
