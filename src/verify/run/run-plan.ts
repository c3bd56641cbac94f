/** Carries a plan out: first what shows whether an operation answers at all, then, heeding that, everything else. */
import { setImmediate } from 'node:timers/promises';
import type { Operation } from '../../contract/operation.ts';
import { type CaseOutcome, isLockedOut, isSuccess } from '../check/outcome.ts';
import type { Case } from '../plan/case.ts';
import type { Knowledge, Plan, Probed } from '../plan/plan-cases.ts';
import type { CaseRunner, OnOutcome } from './run-cases.ts';

export interface RunPlanOptions {
  runner: CaseRunner;
  /** Only every `count`-th case, from the `index`-th (1-based) on; each shard probes for itself. */
  shard?: { index: number; count: number } | undefined;
  /** Told of each case, and how many there are, as far as that is known. */
  onOutcome?: (outcome: CaseOutcome, total: number) => void;
  /** Tried when all cases are done; a shard that is not the first leaves them to it. */
  laws?: (known: Knowledge, onOutcome: OnOutcome) => Promise<CaseOutcome[]>;
}

/**
 * The outcomes of all cases that were sent. Cases are planned one operation at a time, while no request is under way: planning
 * would delay what answers are timed by.
 */
export async function runPlan(plan: Plan, { runner, shard, onOutcome, laws }: RunPlanOptions): Promise<CaseOutcome[]> {
  const known = new Map<string, Probed>();
  const probed: CaseOutcome[] = [];
  for (const operation of plan.operations) {
    // Planning is work without a pause, in which no interruption is heard.
    await setImmediate();
    if (runner.mustStop()) break;
    const outcomes = await runner.run(plan.probes(operation, known), tell(probed.length));
    known.set(operation.id, readProbes(outcomes));
    probed.push(...outcomes);
  }
  const isOwn = (index: number): boolean => !shard || index % shard.count === shard.index - 1;
  const outcomes: CaseOutcome[] = [];
  const late: Case[] = [];
  let seen = probed.length;
  let planned = probed.length;
  for (const [index, operation] of plan.operations.entries()) {
    await setImmediate();
    if (runner.mustStop()) break;
    const own = plan.cases(operation, known).filter(() => isOwn(seen++));
    planned += own.length;
    late.push(...own.filter(({ phase }) => phase === 'last'));
    // Those behind it will have about as many.
    const expected = probed.length + ((planned - probed.length) / (index + 1)) * plan.operations.length;
    const now = own.filter(({ phase }) => phase !== 'last');
    outcomes.push(...(await runner.run(now, tell(Math.round(expected)))));
  }
  if (runner.stopped === undefined) outcomes.push(...(await runner.run(late, tell(planned))));
  const tried = isOwn(0) && laws && runner.stopped === undefined ? await laws(known, tell(planned)) : [];
  return [...probed.filter((_, index) => isOwn(index)), ...outcomes, ...tried];

  function tell(total: number): OnOutcome {
    return (outcome) => onOutcome?.(outcome, total);
  }
}

/** Every case of a plan, as it is where all operations answer. */
export function listCases(plan: Plan): Case[] {
  const none = new Map<string, Probed>();
  const all = (cases: (operation: Operation) => Case[]): Case[] => plan.operations.flatMap(cases);
  return [...all((operation) => plan.probes(operation, none)), ...all((operation) => plan.cases(operation, none))];
}

/** Probes come in order: with required members only, then with all. */
export function readProbes([minimal, full]: readonly CaseOutcome[]): Probed {
  const [one, other] = [minimal, full].map((outcome) => outcome !== undefined && isAccepted(outcome));
  const statuses = [minimal, full].map((outcome) => outcome?.steps.at(-1)?.exchange.response?.status);
  const lockedOut = !one && !other && [minimal, full].some((outcome) => outcome?.steps.some(isLockedOut));
  return {
    lockedOut,
    base: one ? 'minimal' : other ? 'full' : undefined,
    conflicts: one !== other && statuses.includes(409),
  };
}

function isAccepted({ case: { steps: planned }, steps }: CaseOutcome): boolean {
  const last = steps.at(-1);
  return steps.length === planned.length && last !== undefined && isSuccess(last);
}
