/** Finds the smallest request that still shows a problem. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { zoneOf } from '../../contract/zone-of.ts';
import type { CaseOutcome, CaseProblem } from '../check/outcome.ts';
import type { Case } from '../plan/case.ts';
import { changeValues } from '../plan/change-values.ts';
import { freshDigitsIn, renewCase } from './renew-case.ts';

export interface ShrinkOptions {
  contract: Contract;
  /** A plain request with required members only. */
  plain: RequestValues;
  next: () => string;
  /** Sends a case; undefined when there is nothing left to send with. */
  send: (each: Case) => Promise<CaseOutcome | undefined>;
}

export interface Shrunk {
  outcome: CaseOutcome;
  problem: CaseProblem;
  /** The one member that makes the difference, where it is one. */
  culprit?: readonly string[];
}

/**
 * The outcome of the smallest case found, re-checked for its zone; undefined where the problem does not come again.
 * A sequence of requests is sent again as it is.
 */
export async function shrinkCase(
  outcome: CaseOutcome,
  problem: CaseProblem,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const [step] = outcome.case.steps;
  const single = outcome.case.steps.length === 1 && step && step.form.raw === undefined;
  if (!single || !isObject(step.values.body)) return tryCase(outcome.case, problem, options);
  const plainest = await findPlainest(outcome.case, problem, options);
  if (plainest) return plainest;
  const again = await tryCase(outcome.case, problem, options);
  return again && removeMembers(again, problem, options);
}

/** The plain request itself, where its form is to blame and no member; else the plain one with one member of the case. */
async function findPlainest(each: Case, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk | undefined> {
  const values = each.steps[0]?.values ?? {};
  const { plain } = options;
  const withMember = async (at: readonly string[]): Promise<Shrunk | undefined> => {
    const found = await tryValues(each, changeValues(plain, [{ at, value: valueAt(values, at) }]), problem, options);
    return found && { ...found, culprit: at };
  };
  const odd = oddMembers(values, plain);
  const named = odd.filter(([, name = '']) => problem.clause.split('.').includes(name));
  for (const at of isUnusual(each) ? [] : named) {
    const found = await withMember(at);
    if (found) return found;
  }
  const bare = await tryValues(each, plain, problem, options);
  // Where the request is written in an unusual way, no member can be blamed for what may be due to that.
  if (bare || isUnusual(each)) return bare;
  for (const at of odd.filter((other) => !named.includes(other))) {
    const found = await withMember(at);
    if (found) return found;
  }
  return undefined;
}

function isUnusual({ steps: [step] }: Case): boolean {
  return Object.keys(step?.form ?? {}).length > 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of the request that a plain one lacks or has otherwise. */
function oddMembers(values: RequestValues, plain: RequestValues): string[][] {
  return Object.keys(isObject(values.body) ? values.body : {})
    .map((name) => ['body', name])
    .filter((at) => JSON.stringify(valueAt(values, at)) !== JSON.stringify(valueAt(plain, at)));
}

/** Takes away, one after the other, every member that the problem does not need. */
async function removeMembers(found: Shrunk, problem: CaseProblem, options: ShrinkOptions): Promise<Shrunk> {
  let smallest = found;
  for (const at of oddMembers(found.outcome.case.steps[0]?.values ?? {}, options.plain)) {
    const values = changeValues(smallest.outcome.case.steps[0]?.values ?? {}, [{ at, remove: true }]);
    smallest = (await tryValues(smallest.outcome.case, values, problem, options)) ?? smallest;
  }
  return smallest;
}

async function tryValues(
  each: Case,
  values: RequestValues,
  problem: CaseProblem,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const [step] = each.steps;
  if (!step || zoneOf(options.contract, each.operation, values) !== each.zone) return undefined;
  const tokens = [...each.tokens, ...freshDigitsIn(options.plain)];
  return tryCase({ ...each, steps: [{ ...step, values }], tokens }, problem, options);
}

async function tryCase(each: Case, problem: CaseProblem, { send, next }: ShrinkOptions): Promise<Shrunk | undefined> {
  const outcome = await send(renewCase(each, next));
  const found = outcome?.problems.find(
    ({ problem: other }) => other.kind === problem.kind && other.clause === problem.clause,
  );
  return outcome && found ? { outcome, problem: found.problem } : undefined;
}
