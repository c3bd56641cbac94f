/** Refusals that look as if a value were taken, and have a cause that is known already. */
import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RunFinding } from '../check/check-run.ts';
import type { Plan } from '../plan/plan-cases.ts';
import type { Shrunk } from './shrink-case.ts';

/** A value for which a valid request was refused, at its place. */
export interface Cause {
  /** Id of the operation that refuses it: another may take what one does not. */
  operation: string;
  at: readonly string[];
  value: unknown;
}

export function causesOf({ outcome, culprit }: Shrunk): Cause[] {
  return culprit
    ? [{ operation: outcome.case.operation.id, at: culprit, value: valueAt(outcome.case.steps[0]?.values, culprit) }]
    : [];
}

/**
 * Whether a request that looked as if its value were taken was refused for what is refused anyway: it has a value that is,
 * or an optional member that is whatever it holds.
 */
export function isExplained(
  { finding, outcome, step }: RunFinding,
  causes: readonly Cause[],
  plan: Pick<Plan, 'plain'>,
): boolean {
  if (finding.kind !== 'distinct-refused') return false;
  const { id } = outcome.case.operation;
  const plain = plan.plain.get(id);
  const known = causes.filter(({ operation }) => operation === id);
  return known.some(({ at, value }) => {
    const own = valueAt(outcome.steps[step]?.step.values, at);
    const others = known.filter(
      (cause) => cause.at.join('/') === at.join('/') && !isDeepStrictEqual(cause.value, value),
    );
    const always = others.length > 0 && valueAt(plain, at) === undefined;
    return own !== undefined && (always || isDeepStrictEqual(own, value));
  });
}
