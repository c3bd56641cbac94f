/** What the mock remembers: the values that a contract lets be taken once. */
import type { Operation } from '../contract/operation.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import { formatMember } from '../contract/violation.ts';
import type { Reason } from './join-reasons.ts';
import type { RequestValues } from '../contract/zone-of.ts';

export interface State {
  /** Takes the request's unique values, all or none; the reasons why not, where one is taken already. */
  claim(operation: Operation, request: RequestValues): Reason[];
}

/** State in memory; one that is `stateless` forgets everything at once. */
export function createState({ stateless }: { stateless: boolean }): State {
  if (stateless) return { claim: () => [] };
  const taken = new Map<string, Set<string>>();
  return {
    claim({ laws }, request) {
      const claims = laws.unique.map(({ of, pointer }) => {
        const value = evaluateExpression(of, request);
        const values = taken.get(pointer) ?? new Set();
        taken.set(pointer, values);
        return { at: of.tokens, value: JSON.stringify(value), values };
      });
      const wanted = claims.filter(({ value }) => value !== undefined);
      const reasons = wanted
        .filter(({ value, values }) => values.has(value))
        .map(({ at, value }) => ({ at, message: `${formatMember(at)} ${value} exists already` }));
      if (reasons.length === 0) for (const { value, values } of wanted) values.add(value);
      return reasons;
    },
  };
}
