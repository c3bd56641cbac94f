/** Refusals that look as if a value were taken, and have a cause that is known already. */
import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../../contract/json-pointer.ts';
import type { ShownProblem } from '../check/outcome.ts';
import type { Plan } from '../plan/plan-cases.ts';
import type { Shrunk } from './shrink-case.ts';

/** A value for which a valid request was refused, at its place. */
export interface RefusedValue {
  /** Id of the operation that refuses it: another may take what one does not. */
  operation: string;
  at: readonly string[];
  value: unknown;
}

/**
 * Whether a request that looked as if its value were taken was refused for what is refused anyway: it has a value that is,
 * or an optional member that is whatever it holds.
 */
export function isExplained(
  { problem, outcome, step }: ShownProblem,
  refused: readonly RefusedValue[],
  plan: Pick<Plan, 'plain'>,
): boolean {
  if (problem.kind !== 'distinct-refused') return false;
  const { id } = outcome.case.operation;
  const plain = plan.plain(id);
  const known = refused.filter(({ operation }) => operation === id);
  return known.some(({ at, value }) => {
    const own = valueAt(outcome.steps[step]?.step.values, at);
    const others = known.filter(
      (other) => other.at.join('/') === at.join('/') && !isDeepStrictEqual(other.value, value),
    );
    const always = others.length > 0 && valueAt(plain, at) === undefined;
    return own !== undefined && (always || isDeepStrictEqual(own, value));
  });
}

/** The member that a refusal of a valid request was shrunk to. */
export function refusedValues({ outcome, culprit }: Shrunk): RefusedValue[] {
  return culprit
    ? [{ operation: outcome.case.operation.id, at: culprit, value: valueAt(outcome.case.steps[0]?.values, culprit) }]
    : [];
}
