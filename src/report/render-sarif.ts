/** The report as SARIF 2.1.0 (OASIS Standard), as code scanning takes it: a result for each problem, at the line of the contract that it breaks. */
import { shortenTelling } from '../http/display/shorten-text.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { problemKinds, type ProblemKind } from '../verdict/problem-kind.ts';
import { unitOf, type Problem, type Report } from '../verdict/report.ts';
import { problemPlace } from './clause-place.ts';
import { describeVerdict } from './counts.ts';
import type { RenderOptions } from './render-options.ts';
import { visibleLine, visibleText } from '../http/display/visible-text.ts';
import { escapeSarif, sarifLocation, type SarifRule, writeSarif } from './sarif-log.ts';

const longestField = 1000;

/** A SARIF log with one run; the kinds of problem are its rules, and a problem's id is the fingerprint by which it is known again. */
export function renderSarif(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const { tool, contract, problems, startedAt, summary, target, repeat } = report;
  const kinds = [...new Set(problems.map(({ kind }) => kind))];
  return writeSarif({
    tool,
    rules: kinds.map(ruleOf),
    results: problems.map((problem) => resultOf(problem, { report, cwd, kinds })),
    more: {
      invocations: [
        {
          executionSuccessful: describeVerdict(report) !== 'Incomplete',
          startTimeUtc: startedAt,
          endTimeUtc: new Date(Date.parse(startedAt) + summary.durationMs).toISOString(),
          commandLine: visibleText(repeat),
        },
      ],
      properties: {
        verdict: describeVerdict(report),
        target: visibleLine(target),
        contract: { title: contract.title, version: contract.version },
        ...(report.kind === 'verify' ? { seed: report.seed } : {}),
      },
    },
  });
}

function ruleOf(kind: ProblemKind): SarifRule {
  return { id: kind, shortDescription: { text: problemKinds[kind] } };
}

interface ResultOptions {
  report: Report;
  cwd: string;
  kinds: readonly ProblemKind[];
}

function resultOf(problem: Problem, { report, cwd, kinds }: ResultOptions): object {
  const { id, kind, severity, clause, operations, count, curl, known } = problem;
  return {
    ruleId: kind,
    ruleIndex: kinds.indexOf(kind),
    level: severity,
    message: { text: escapeSarif(messageOf(problem, unitOf(report))) },
    locations: [sarifLocation(problemPlace(report, problem, cwd))],
    partialFingerprints: { 'problemId/v1': id },
    ...(known === undefined ? {} : { suppressions: [{ kind: 'external', justification: visibleLine(known) }] }),
    properties: {
      clause: visibleLine(clause),
      operations: operations?.map(visibleLine),
      zone: problem.zone,
      cases: count,
      repeat: visibleText(curl),
    },
  };
}

function messageOf({ message, expected, actual, clause, count }: Problem, unit: string): string {
  return [
    line(message),
    `expected: ${line(expected)}`,
    `actual: ${line(actual)}`,
    `${unit} ${line(clause)}, in ${countNoun(count, 'case')}`,
  ].join('\n');
}

function line(text: string): string {
  return visibleLine(shortenTelling(text, longestField));
}
