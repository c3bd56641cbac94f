/** The report as SARIF 2.1.0 (OASIS Standard), as code scanning takes it: a result for each problem, at the line of the contract that it breaks. */
import { shortenTelling } from '../http/display/shorten-text.ts';
import { countNoun } from '../verdict/count-noun.ts';
import { problemKinds, type ProblemKind } from '../verdict/problem-kind.ts';
import { unitOf, type Problem, type Report } from '../verdict/report.ts';
import { type ClausePlace, problemPlace } from './clause-place.ts';
import { describeVerdict } from './counts.ts';
import type { RenderOptions } from './render-options.ts';
import { visibleLine, visibleText } from '../http/display/visible-text.ts';

const longestField = 1000;

/** A SARIF log with one run; the kinds of problem are its rules, and a problem's id is the fingerprint by which it is known again. */
export function renderSarif(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const { tool, contract, problems, startedAt, summary, target, repeat } = report;
  const kinds = [...new Set(problems.map(({ kind }) => kind))];
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: tool.name, semanticVersion: tool.version, rules: kinds.map(ruleOf) } },
        invocations: [
          {
            executionSuccessful: describeVerdict(report) !== 'Incomplete',
            startTimeUtc: startedAt,
            endTimeUtc: new Date(Date.parse(startedAt) + summary.durationMs).toISOString(),
            commandLine: visibleText(repeat),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => resultOf(problem, { report, cwd, kinds })),
        properties: {
          verdict: describeVerdict(report),
          target: visibleLine(target),
          contract: { title: contract.title, version: contract.version },
          ...(report.kind === 'verify' ? { seed: report.seed } : {}),
        },
      },
    ],
  };
  return `${visibleText(JSON.stringify(log, null, 2))}\n`;
}

function ruleOf(kind: ProblemKind): object {
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
    locations: [locationOf(problemPlace(report, problem, cwd))],
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

function locationOf({ file, line: startLine }: ClausePlace): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: fileUri(file) },
      ...(startLine === undefined ? {} : { region: { startLine } }),
    },
  };
}

/** Text in which no viewer finds a link (SARIF 2.1.0, 3.11.6). */
export function escapeSarif(text: string): string {
  return text.includes('](') ? text.replaceAll(/[[\]]/g, String.raw`\$&`) : text;
}

/** A path as a reference relative to the checkout. */
export function fileUri(file: string): string {
  return encodeURI(visibleLine(file)).replaceAll('#', '%23').replaceAll('?', '%3F');
}
