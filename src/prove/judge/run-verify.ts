/** Verifies a server as `verify` does, by a plan that is made once, and stops at the first problem. */
import { Budget } from '../../verify/run/budget.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Target } from '../../http/client/exchange.ts';
import { type FetchLike, functionTarget } from '../../http/client/function-target.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { checkRun } from '../../verify/check/check-run.ts';
import { type CaseOutcome, caseProblems, type ShownProblem } from '../../verify/check/outcome.ts';
import { PROBES } from '../../verify/plan/family/presence-cases.ts';
import { CaseRunner } from '../../verify/run/run-cases.ts';
import type { Kit } from '../kit.ts';

/** How verify saw that something is wrong. */
export interface Sight {
  kind: ProblemKind;
  clause: string;
  case: string;
  /** Sent until then. */
  requests: number;
  message: string;
  expected: string;
  actual: string;
}

export interface VerifyRun {
  kit: Kit;
  operation: Operation;
  target: FetchLike | Target;
  /** Milliseconds for one answer. */
  timeout: number;
  /** Kinds of problem that do not count: verify without the checks that find them. */
  ignore?: readonly ProblemKind[];
}

/** The first thing that verify sees; undefined where it sees nothing. */
export async function runVerify({
  kit,
  operation,
  target,
  timeout,
  ignore = [],
}: VerifyRun): Promise<Sight | undefined> {
  const { contract } = kit;
  const seen = new AbortController();
  let first: Sight | undefined;
  const note = (problems: readonly ShownProblem[]): void => {
    const found = problems.find(({ problem }) => !ignore.includes(problem.kind));
    if (!found || first) return;
    const { kind, clause, message, expected, actual } = found.problem;
    first = { kind, clause, message, expected, actual, case: found.outcome.case.id, requests: runner.requests };
    seen.abort();
  };
  const runner = new CaseRunner({
    contract,
    target: typeof target === 'function' ? functionTarget(target, { timeout }) : target,
    headers: {},
    concurrency: 8,
    budget: new Budget({ limit: Infinity }),
    signal: seen.signal,
  });
  // As in any run, what shows whether the operation answers at all comes before everything else.
  const cases = kit.casesFor(operation);
  const onOutcome = (outcome: CaseOutcome): void => note(caseProblems([outcome]));
  const outcomes = [
    ...(await runner.run(cases.slice(0, PROBES), onOutcome)),
    ...(await runner.run(cases.slice(PROBES), onOutcome)),
  ];
  await runner.close();
  if (!seen.signal.aborted) note(checkRun(outcomes));
  return first;
}
