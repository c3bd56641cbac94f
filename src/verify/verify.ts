/** Verifies an implementation of a contract: plans, sends, checks, shrinks, reports. */
import type { Zone } from '../contract/zone-of.ts';
import type { Contract } from '../contract/contract.ts';
import { createdIdentifiers } from '../verdict/created-identifiers.ts';
import { repeatLine } from '../verdict/repeat-line.ts';
import { writeReportHead } from '../verdict/report-head.ts';
import { clausesOf, type VerifyReport, type ZoneCount } from '../verdict/report.ts';
import { checkRun } from './check/check-run.ts';
import { type CaseOutcome, caseProblems, isSuccess } from './check/outcome.ts';
import { countCoverage } from './count-coverage.ts';
import { runLaws } from './law/run-laws.ts';
import type { Case } from './plan/case.ts';
import type { Knowledge } from './plan/plan-cases.ts';
import type { OnOutcome } from './run/run-cases.ts';
import { findHeadline } from './problem/find-headline.ts';
import { findCauses } from './problem/find-causes.ts';
import { writeProblems } from './problem/write-problems.ts';
import { prepareRun, type Run } from './run/prepare-run.ts';
import { listCases, runPlan } from './run/run-plan.ts';
import type { VerifyOptions } from './verify-options.ts';
import { findShortfall, tellUnmade, tellUnreached } from './weigh-run.ts';
import { removeCreated } from './run/remove-created.ts';

/**
 * Holds the server at `target` against the contract. A server that does not conform is a report, not an error;
 * throws a TargetError where nothing can be reached.
 *
 * @example
 * const report = await verify({ contract: loadContract('contracts'), target: 'http://127.0.0.1:8080' });
 * console.log(report.conforms, report.problems.length);
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const run = await prepareRun(options);
  const { runner, plan } = run;
  const begun = performance.now();
  let done = 0;
  let found = 0;
  const onOutcome = (outcome: CaseOutcome, total: number): void => {
    done += 1;
    found += outcome.problems.length;
    options.onProgress?.({ done, total: Math.max(done, total), findings: found });
  };
  const laws = (known: Knowledge, tell: OnOutcome): Promise<CaseOutcome[]> =>
    runLaws(run, { operations: plan.operations, known, onOutcome: tell });
  const outcomes = await runPlan(plan, { runner, shard: options.shard, onOutcome, laws });
  return writeReport(run, outcomes, begun);
}

/** What `verify` would send, in order. */
export async function planRun(options: Omit<VerifyOptions, 'target'>): Promise<readonly Case[]> {
  const { plan } = await prepareRun({ ...options, target: 'http://127.0.0.1' });
  const { shard } = options;
  return listCases(plan).filter((_, index) => !shard || index % shard.count === shard.index - 1);
}

async function writeReport(run: Run, outcomes: readonly CaseOutcome[], begun: number): Promise<VerifyReport> {
  const { options, clauses, runner, target, seed, runId, depth } = run;
  const headline = findHeadline(outcomes, {
    withCredentials: Object.keys({ ...options.headers, ...options.auth }).length > 0,
    schemes: schemesOf(options.contract),
  });
  const all = [...caseProblems(outcomes), ...checkRun(outcomes)].filter(
    ({ problem }) => !options.ignore?.includes(problem.kind),
  );
  const rest = all.filter(({ problem }) => !headline?.explains.has(problem.kind));
  const problems = writeProblems(
    run,
    await findCauses(run, { shown: [...(headline?.problems ?? []), ...rest], outcomes }),
  );
  const broken = new Set(problems.flatMap(clausesOf));
  const coverage = countCoverage(clauses, outcomes, broken);
  const shortfall = options.shard ? undefined : findShortfall(outcomes, coverage);
  const note = headline?.message ?? (runner.stopped && `stopped early: ${runner.stopped}`) ?? shortfall;
  const notes = [...tellUnmade(run.plan.unmade), ...tellUnreached(coverage)].map((line) => run.redactor.redact(line));
  const durationMs = Math.round(performance.now() - begun);
  return {
    ...writeReportHead(options.contract, begun),
    kind: 'verify',
    conforms:
      problems.every(({ severity }) => severity !== 'error') && runner.stopped === undefined && shortfall === undefined,
    ...(note === undefined ? {} : { headline: run.redactor.redact(note) }),
    ...(notes.length === 0 ? {} : { notes }),
    seed,
    runId,
    target: target.name,
    depth,
    ...(options.shard ? { shard: `${options.shard.index}/${options.shard.count}` } : {}),
    repeat: writeRepeat(run),
    summary: {
      cases: outcomes.length,
      requests: runner.requests,
      durationMs,
      byZone: countZones(outcomes),
    },
    coverage,
    problems,
    created: (await cleanUp(run, outcomes)).map((id) => run.redactor.redact(id)),
  };
}

/** The document's names of the credentials that its operations demand. */
function schemesOf({ operations }: Contract): string[] {
  return [...new Set(operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)))];
}

/** The command as the caller would have it, or as far as the options tell. */
function writeRepeat({ options, target, seed, depth, runId }: Run): string {
  if (options.writeRepeat) return options.writeRepeat({ seed, depth, runId });
  return repeatLine(target.name, {
    ...options,
    seed,
    depth,
    runId,
    headers: hidden(options.headers),
    auth: hidden(options.auth),
  });
}

/** Identifiers of what the run created and is still there. */
async function cleanUp(
  { options, contract, runner }: Run,
  outcomes: readonly CaseOutcome[],
): Promise<readonly string[]> {
  const { left, gone } = await removeCreated(runner.made, {
    contract,
    send: (operation, step) => runner.sendAlone(operation, step),
  });
  const successes = outcomes.flatMap(({ steps }) => steps.filter(isSuccess));
  const told = createdIdentifiers(successes.map(({ operation, json }) => ({ operation, json: json?.value })));
  const created = [...new Set([...told.filter((id) => !gone.has(id)), ...left])];
  return options.cleanUp ? options.cleanUp(created) : created;
}

/** The same names with nothing of their values. */
function hidden(headers: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, '…']));
}

function countZones(outcomes: readonly CaseOutcome[]): Record<Zone, ZoneCount> {
  const count = (zone: Zone): ZoneCount => {
    const own = outcomes.filter((outcome) => outcome.case.zone === zone);
    return { cases: own.length, failed: own.filter(({ problems }) => problems.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: count('open') };
}
