/** What a run created on the server, by the identifiers that it gave. */
import { valueAt } from '../contract/json-pointer.ts';
import { isSuccess } from '../verify/check/outcome.ts';
import type { CaseOutcome } from '../verify/run/run-cases.ts';

export function createdIdentifiers(outcomes: readonly CaseOutcome[]): string[] {
  const created = outcomes.flatMap(({ steps }) =>
    steps
      .filter(isSuccess)
      .flatMap(({ operation, json }) =>
        operation.laws.fresh
          .map(({ of }) => valueAt(json?.value, of.tokens))
          .filter((value) => typeof value === 'string' || typeof value === 'number'),
      ),
  );
  return [...new Set(created.map(String))];
}
