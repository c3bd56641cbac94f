/** Holds recorded traffic against a contract: the same checks as for a run, and nothing is sent. */
import { ClauseIndex } from '../../contract/clause/clause-index.ts';
import type { Contract } from '../../contract/contract.ts';
import { selectOperations } from '../../contract/select-operations.ts';
import type { Zone } from '../../contract/zone-of.ts';
import type { Recording } from '../../http/har/recorded-exchange.ts';
import { findSecrets } from '../../http/har/secret-values.ts';
import { Redactor } from '../../http/display/redactor.ts';
import { countNoun } from '../../verdict/count-noun.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { writeReportHead } from '../../verdict/report-head.ts';
import { clausesOf, decides, type Incomplete, type TrafficReport, type ZoneCount } from '../../verdict/report.ts';
import { type CaseOutcome, caseProblems } from '../check/outcome.ts';
import type { DocpactConfig } from '../config.ts';
import { countCoverage } from '../count-coverage.ts';
import { absorbProblems } from '../problem/absorb-problems.ts';
import { uniteCauses } from '../problem/cause.ts';
import { inOrder } from '../problem/find-causes.ts';
import { nameByForm } from '../problem/name-by-form.ts';
import { withLaws } from '../run/prepare-run.ts';
import { findBase, type FoundBase } from './find-base.ts';
import { judgeRecorded } from './judge-recorded.ts';
import { writeRecordedProblem } from './write-recorded-problem.ts';

export interface TrafficOptions {
  contract: Contract;
  recording: Recording;
  /** Where the API lies in the recording; found out unless given. */
  base?: string | undefined;
  /** The file's name, for the report. */
  name: string;
  operations?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  paths?: readonly string[] | undefined;
  ignore?: readonly ProblemKind[] | undefined;
  lawsOff?: DocpactConfig['lawsOff'];
  strictLaws?: boolean | undefined;
  /** The command that judges the same file again. */
  repeat: string;
}

/** The report on the exchanges that are of the contract; the others are counted. */
export function verifyTraffic(options: TrafficOptions): TrafficReport {
  const { contract, recording, ignore = [], lawsOff, strictLaws } = options;
  const begun = performance.now();
  const { operations: ids, tags, paths } = options;
  const operations = selectOperations(contract, { ids, tags, paths }).map((operation) =>
    withLaws(contract, operation, { lawsOff, strictLaws }),
  );
  const clauses = new ClauseIndex(contract, operations);
  const found = findBase(contract, recording.exchanges, { base: options.base, operations });
  const matched = found?.matched ?? [];
  const { redacted } = recording;
  const outcomes = matched.map((each) => judgeRecorded(each, { contract, clauses, redacted }));
  const shown = caseProblems(outcomes).filter(({ problem }) => !ignore.includes(problem.kind));
  const { kept, broken } = absorbProblems(shown);
  const causes = inOrder(
    uniteCauses(
      nameByForm({ contract, clauses }, kept).map((cause) => ({
        ...cause,
        clauses: cause.problems.flatMap((each) => broken.get(each) ?? []),
      })),
    ),
  );
  const redactor = createRedactor(matched);
  const problems = causes.map((cause) => writeRecordedProblem(cause, { contract, clauses, redactor }));
  const coverage = countCoverage(clauses, {
    outcomes,
    // What a client broke, and was refused for, the server holds.
    broken: new Set(problems.filter(({ kind }) => kind !== 'invalid-request').flatMap(clausesOf)),
    lackFor: ({ operation }) =>
      outcomes.some(({ case: each }) => each.operation.id === operation)
        ? undefined
        : `no recorded exchange is of ${operation}`,
  });
  const incomplete = whyIncomplete(outcomes, recording);
  return {
    ...writeReportHead(contract, begun),
    kind: 'traffic',
    conforms: decides({ problems, incomplete }),
    ...(incomplete === undefined ? {} : { incomplete, headline: incomplete.because }),
    notes: tellRecording(recording, found),
    entries: recording.entries,
    runId: '',
    target: found === undefined ? options.name : `${found.base} in ${options.name}`,
    repeat: options.repeat,
    summary: {
      cases: outcomes.length,
      requests: outcomes.length,
      durationMs: Math.round(performance.now() - begun),
      byZone: countZones(outcomes),
    },
    coverage,
    problems,
    created: [],
  };
}

function whyIncomplete(outcomes: readonly CaseOutcome[], { entries }: Recording): Incomplete | undefined {
  if (outcomes.length > 0) return undefined;
  const because = `none of ${countNoun(entries, 'recorded exchange')} is of the contract; name where its server lies: docpact verify URL --har FILE`;
  return { because, operations: [] };
}

/** What the recording holds beside what was judged. */
function tellRecording({ exchanges, asides }: Recording, found: FoundBase | undefined): string[] {
  const { matched = [], unknown = [], elsewhere = exchanges.length, others = [] } = found ?? {};
  const paths = [...new Set(unknown.map(({ request: { method, url } }) => `${method} ${new URL(url).pathname}`))];
  const noBody = matched.filter(
    ({ exchange: { request, response } }) => request.body === 'unknown' || response.body === 'unknown',
  ).length;
  const counted = [
    ...(elsewhere > 0 ? [`${elsewhere} with other servers`] : []),
    ...(unknown.length > 0 ? [`${unknown.length} that the contract has no operation for (${listSome(paths)})`] : []),
    ...[...asides].map(([aside, count]) => `${count} ${aside}`),
  ];
  const times = matched.map(({ exchange: { at } }) => at).filter((at) => at !== '');
  return [
    ...(times.length > 0 ? [`recorded from ${times[0]} to ${times.at(-1)}`] : []),
    ...(counted.length > 0 ? [`counted, not judged: ${counted.join(', ')}`] : []),
    ...(noBody > 0 ? [`of ${noBody} not every body was recorded whole: what is missing was not judged`] : []),
    ...others.map(([base, count]) => `${base} would fit, too (${count}): docpact verify ${base} --har …`),
  ];
}

/** How many paths are named. */
const LISTED = 3;

function listSome(all: readonly string[]): string {
  const more = all.length - LISTED;
  return [...all.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

function countZones(outcomes: readonly CaseOutcome[]): Record<Zone, ZoneCount> {
  const count = (zone: Zone): ZoneCount => {
    const own = outcomes.filter((outcome) => outcome.case.zone === zone);
    const failed = own.filter(({ problems }) => problems.some(({ problem }) => problem.severity !== 'warning'));
    return { cases: own.length, failed: failed.length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: count('open') };
}

/** Most secrets of one recording that are looked for in what is shown. */
const MOST_SECRETS = 200;

/** How much of a body is searched for them, in bytes. */
const SEARCHED = 64 * 1024;

function createRedactor(matched: FoundBase['matched']): Redactor {
  const secrets = new Map<string, string>();
  for (const { exchange } of matched.toReversed()) {
    const { request, response } = exchange;
    const texts = [request.body, response.body].flatMap((body) =>
      Buffer.isBuffer(body) ? [body.subarray(0, SEARCHED).toString()] : [],
    );
    const found = [
      ...findSecrets({ headers: request.headers, url: request.url, texts }),
      ...findSecrets({ headers: response.headers ?? {}, url: '', texts: [] }),
    ];
    for (const [name, value] of found) if (secrets.size < MOST_SECRETS) secrets.set(value, name);
  }
  return new Redactor(
    {},
    [...secrets].map(([value, name]) => [name, value]),
  );
}
