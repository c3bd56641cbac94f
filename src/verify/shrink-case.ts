/** Finds the smallest request that still shows a finding. */
import { valueAt } from '../contract/json-pointer.ts';
import type { Contract } from '../contract/contract.ts';
import { zoneOf, type RequestValues } from '../contract/zone-of.ts';
import { changeValues } from './change-values.ts';
import type { Case } from './case.ts';
import type { Finding } from './finding.ts';
import { renewCase } from './renew-case.ts';
import type { CaseOutcome } from './run-cases.ts';

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
  finding: Finding;
  /** The one member that makes the difference, where it is one. */
  culprit?: readonly string[];
}

/**
 * The outcome of the smallest case found, re-checked for its zone; undefined where the finding does not come again.
 * A sequence of requests is sent again as it is.
 */
export async function shrinkCase(
  outcome: CaseOutcome,
  finding: Finding,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const again = await tryCase(outcome.case, finding, options);
  if (!again) return undefined;
  const [step] = outcome.case.steps;
  const single = outcome.case.steps.length === 1 && step && step.form.raw === undefined;
  if (!single || !isObject(step.values.body)) return again;
  for (const at of oddMembers(step.values, options.plain)) {
    const values = changeValues(options.plain, [{ at, value: valueAt(step.values, at) }]);
    const found = await tryValues(outcome.case, values, finding, options);
    if (found) return { ...found, culprit: at };
  }
  return removeMembers(again, finding, options);
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

/** Takes away, one after the other, every member that the finding does not need. */
async function removeMembers(found: Shrunk, finding: Finding, options: ShrinkOptions): Promise<Shrunk> {
  let smallest = found;
  for (const at of oddMembers(found.outcome.case.steps[0]?.values ?? {}, options.plain)) {
    const values = changeValues(smallest.outcome.case.steps[0]?.values ?? {}, [{ at, remove: true }]);
    smallest = (await tryValues(smallest.outcome.case, values, finding, options)) ?? smallest;
  }
  return smallest;
}

async function tryValues(
  each: Case,
  values: RequestValues,
  finding: Finding,
  options: ShrinkOptions,
): Promise<Shrunk | undefined> {
  const [step] = each.steps;
  if (!step || zoneOf(options.contract, each.operation, values) !== each.zone) return undefined;
  const tokens = [...each.tokens, ...digitsIn(options.plain)];
  return tryCase({ ...each, steps: [{ ...step, values }], tokens }, finding, options);
}

/** The fresh digits of the plain request, which every sending replaces. */
function digitsIn(values: RequestValues): string[] {
  return [...new Set(JSON.stringify(values).match(/(?<!\d)\d{9}(?!\d)/g))];
}

async function tryCase(each: Case, finding: Finding, { send, next }: ShrinkOptions): Promise<Shrunk | undefined> {
  const outcome = await send(renewCase(each, next));
  const found = outcome?.findings.find(
    ({ finding: other }) => other.kind === finding.kind && other.clause === finding.clause,
  );
  return outcome && found ? { outcome, finding: found.finding } : undefined;
}
