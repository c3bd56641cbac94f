/** Verifies an implementation of a contract: plans, sends, checks, shrinks, reports. */
import type { Zone } from '../contract/zone-of.ts';
import { createdIdentifiers } from '../verdict/created-identifiers.ts';
import { hideSecrets } from '../verdict/hide-secrets.ts';
import { writeReportHead } from '../verdict/report-head.ts';
import { clausesOf, decides, type Incomplete, type VerifyReport, type ZoneCount } from '../verdict/report.ts';
import { checkRun } from './check/check-run.ts';
import { type CaseOutcome, caseProblems, isSuccess } from './check/outcome.ts';
import { writeRepeat } from './run/write-repeat.ts';
import { chooseCases, type ChosenOutcomes, runChosen } from './run/run-chosen.ts';
import { countCoverage, narrowCoverage } from './count-coverage.ts';
import { runLaws } from './law/run-laws.ts';
import type { Case } from './plan/case.ts';
import type { Knowledge } from './plan/plan-cases.ts';
import { findCauses } from './problem/find-causes.ts';
import { findHeadline } from './problem/find-headline.ts';
import { writeProblems } from './problem/write-problems.ts';
import { prepareRun, type Run } from './run/prepare-run.ts';
import { removeCreated } from './run/remove-created.ts';
import type { OnOutcome } from './run/run-cases.ts';
import { listCases, runPlan } from './run/run-plan.ts';
import type { VerifyOptions } from './verify-options.ts';
import { findShortfall, type Reach, tellChosen, tellOutside, tellUnmade, tellUnreached } from './weigh-run.ts';

/**
 * Holds the server at `target` against the contract. A server that does not conform is a report, not an error;
 * throws a TargetError where nothing can be reached.
 *
 * @example
 * const report = await verify({ contract: loadContract(), target: 'http://127.0.0.1:8080' });
 * console.log(report.conforms, report.problems.length);
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  const run = await prepareRun(options);
  try {
    return await carryOut(run);
  } finally {
    await run.runner.close();
  }
}

async function carryOut(run: Run): Promise<VerifyReport> {
  const { options, runner, plan } = run;
  const chosen = options.cases && chooseCases(plan, options.contract, options.cases);
  const begun = performance.now();
  let done = 0;
  let found = 0;
  const onOutcome = (outcome: CaseOutcome, total: number): void => {
    done += 1;
    found += outcome.problems.length;
    options.onProgress?.({ done, total: Math.max(done, total), findings: found });
  };
  const laws = (known: Knowledge, tell: OnOutcome, only?: ReadonlySet<string>): Promise<CaseOutcome[]> =>
    runLaws(run, {
      operations: plan.operations.filter((operation) => plan.lackOf(operation) === undefined),
      known,
      onOutcome: tell,
      ...(only ? { only } : {}),
    });
  const sent = chosen
    ? await runChosen(plan, chosen, { runner, onOutcome, laws: (ids, known, tell) => laws(known, tell, ids) })
    : { outcomes: await runPlan(plan, { runner, shard: options.shard, onOutcome, laws }) };
  return writeReport(run, sent, begun);
}

/** What `verify` would send, in order. */
export async function planRun(options: Omit<VerifyOptions, 'target'>): Promise<readonly Case[]> {
  const { plan } = await prepareRun({ ...options, target: 'http://127.0.0.1' });
  const { shard, cases } = options;
  const chosen = cases && new Set(chooseCases(plan, options.contract, cases).map(({ id }) => id));
  return listCases(plan).filter(
    ({ id }, index) => (!chosen || chosen.has(id)) && (!shard || index % shard.count === shard.index - 1),
  );
}

/** What a run sent; of chosen cases, also what was sent to learn how to ask them. */
type Sent = { outcomes: readonly CaseOutcome[] } & Partial<ChosenOutcomes>;

async function writeReport(run: Run, { outcomes, probed = [], left }: Sent, begun: number): Promise<VerifyReport> {
  const { options, clauses, runner, target, seed, runId, depth } = run;
  const headline = findHeadline(outcomes, {
    contract: options.contract,
    target: target.name,
    withCredentials: Object.keys({ ...options.headers, ...options.auth }).length > 0,
  });
  const every = [...probed, ...outcomes];
  const all = [...caseProblems(outcomes), ...checkRun(outcomes)].filter(
    ({ problem }) => !options.ignore?.includes(problem.kind),
  );
  const rest = all.filter(({ problem }) => !headline?.explains.has(problem.kind));
  const problems = writeProblems(
    run,
    await findCauses(run, { shown: [...(headline?.problems ?? []), ...rest], outcomes: every }),
  );
  const broken = new Set(problems.flatMap(clausesOf));
  const whole = countCoverage(clauses, {
    outcomes,
    broken,
    lackFor: run.plan.lackFor,
    untried: runner.stopped === undefined ? undefined : UNTRIED,
  });
  const coverage = left ? narrowCoverage(whole, outcomes) : whole;
  const incomplete = whyIncomplete(run, outcomes, { coverage, left });
  // What comes first explains most; how much was not reached does where nothing else is to be told.
  const unreached = tellUnreached(coverage);
  const first = headline?.message ?? incomplete?.because ?? unreached;
  const notes = [
    ...tellChosen(options),
    ...tellUnmade(run.plan),
    ...tellOutside(outcomes),
    ...(unreached === undefined || unreached === first ? [] : [unreached]),
  ];
  const durationMs = Math.round(performance.now() - begun);
  const report: VerifyReport = {
    ...writeReportHead(options.contract, begun),
    kind: 'verify',
    conforms: decides({ problems, incomplete }),
    ...(incomplete === undefined ? {} : { incomplete }),
    ...(first === undefined ? {} : { headline: first }),
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
    created: await cleanUp(run, outcomes),
  };
  return hideSecrets(report, run.redactor);
}

/** Of an operation that a run which ended early did not get to. */
const UNTRIED = 'the run ended before it was tried';

/** A shard alone cannot tell which operations never succeed. */
function whyIncomplete(
  { options, runner }: Run,
  outcomes: readonly CaseOutcome[],
  reach: Reach,
): Incomplete | undefined {
  if (runner.stopped !== undefined) return { because: `stopped early: ${runner.stopped}`, operations: [] };
  return options.shard ? undefined : findShortfall(outcomes, reach);
}

/** Identifiers of what the run created and is still there. */
async function cleanUp(
  { options, contract, runner }: Run,
  outcomes: readonly CaseOutcome[],
): Promise<readonly string[]> {
  const { left, gone } = await removeCreated(runner.made, {
    contract,
    send: (operation, step) => runner.sendRemoval(operation, step),
  });
  const successes = outcomes.flatMap(({ steps }) => steps.filter(isSuccess));
  const told = createdIdentifiers(successes.map(({ operation, json }) => ({ operation, json: json?.value })));
  const created = [...new Set([...told.filter((id) => !gone.has(id)), ...left])];
  return options.cleanUp ? options.cleanUp(created) : created;
}

function countZones(outcomes: readonly CaseOutcome[]): Record<Zone, ZoneCount> {
  const count = (zone: Zone): ZoneCount => {
    const own = outcomes.filter((outcome) => outcome.case.zone === zone);
    return { cases: own.length, failed: own.filter(({ problems }) => problems.length > 0).length };
  };
  return { valid: count('valid'), invalid: count('invalid'), open: count('open') };
}
