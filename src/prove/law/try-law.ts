/** Tries faults and freedoms of the laws of resources: by verify's own trials of them, behind its first requests. */
import type { Contract } from '../../contract/contract.ts';
import { listLaws } from '../../contract/resource/list-laws.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { type CaseOutcome, caseProblems } from '../../verify/check/outcome.ts';
import { runLaws } from '../../verify/law/run-laws.ts';
import { prepareRun } from '../../verify/run/prepare-run.ts';
import { runPlan } from '../../verify/run/run-plan.ts';
import type { Sight } from '../judge/run-verify.ts';
import type { Kit } from '../kit.ts';
import type { FaultResult, RightResult } from '../prove-report.ts';
import { type Handle, isSuccess } from '../serve/call.ts';
import { createRememberingServer, type RememberingServer } from '../serve/right-server.ts';
import { serveCalls } from '../serve/serve-calls.ts';
import type { LawFault } from './list-law-faults.ts';

/** Whether verify sees the fault, by any law of the resource. */
export async function tryLawFault(
  kit: Kit,
  { id, family, clause, sentence, law, wrap }: LawFault,
  ignore: readonly ProblemKind[] = [],
): Promise<FaultResult> {
  const begun = performance.now();
  const operations = law.resource.uses.map(({ operation }) => operation.id);
  const sight = await runLawsOf(kit, { handle: wrap(createRememberingServer(kit)), operations, ignore });
  return {
    id,
    family,
    clause,
    sentence,
    ...(sight ? { outcome: 'found', sight } : { outcome: 'missed' }),
    durationMs: Math.round(performance.now() - begun),
  };
}

/** A right server that remembers, in a way of its own. */
export interface LawFreedom {
  id: string;
  sentence: string;
  wrap: (server: RememberingServer) => Handle;
}

/** None where the contract has no law. */
export function listLawFreedoms(contract: Contract): LawFreedom[] {
  if (listLaws(contract).length === 0) return [];
  return [
    { id: 'law/plain', sentence: 'remembers what was made', wrap: ({ handle }) => handle },
    {
      id: 'law/removed-again',
      sentence: 'answers that something is gone as often as it is asked to remove it',
      wrap({ handle }) {
        const gone = new Map<string, Awaited<ReturnType<Handle>>>();
        return async (call) => {
          if (call.operation.method !== 'delete') return handle(call);
          const key = `${call.operation.id} ${JSON.stringify(call.values.path)}`;
          const reply = await handle(call);
          if (isSuccess(reply)) gone.set(key, reply);
          return reply.status === 404 ? (gone.get(key) ?? reply) : reply;
        };
      },
    },
  ];
}

export async function tryLawFreedom(kit: Kit, { id, sentence, wrap }: LawFreedom): Promise<RightResult> {
  const begun = performance.now();
  const sight = await runLawsOf(kit, { handle: wrap(createRememberingServer(kit)) });
  return {
    id,
    sentence,
    free: true,
    ...(sight ? { sight } : {}),
    durationMs: Math.round(performance.now() - begun),
  };
}

/** Milliseconds that verify waits for an answer: all of these servers give one. */
const TIMEOUT = 5_000;

/** The first thing that verify sees of the laws that bind these operations; all unless given. */
async function runLawsOf(
  { contract, seed }: Kit,
  {
    handle,
    operations,
    ignore = [],
  }: { handle: Handle; operations?: readonly string[]; ignore?: readonly ProblemKind[] },
): Promise<Sight | undefined> {
  const seen = new AbortController();
  const run = await prepareRun({
    contract,
    target: serveCalls(contract, handle),
    seed,
    depth: 'quick',
    runId: `prove-${seed}`,
    strictLaws: true,
    timeout: TIMEOUT,
    signal: seen.signal,
    ...(operations ? { operations: [...new Set(operations)] } : {}),
  });
  const { plan, runner } = run;
  let first: Sight | undefined;
  const note = (outcome: CaseOutcome): void => {
    const found = caseProblems([outcome]).find(({ problem }) => !ignore.includes(problem.kind));
    if (!found || first) return;
    const { kind, clause, message, expected, actual } = found.problem;
    first = { kind, clause, message, expected, actual, case: outcome.case.id, requests: runner.requests };
    seen.abort();
  };
  await runPlan(
    { ...plan, cases: () => [] },
    { runner, laws: (known) => runLaws(run, { operations: plan.operations, known, onOutcome: note }) },
  );
  return first;
}
