/** What a run created on the server, by the identifiers that it gave. */
import { valueAt } from '../contract/json-pointer.ts';
import type { CaseOutcome } from './run-cases.ts';

export function createdIdentifiers(outcomes: readonly CaseOutcome[]): string[] {
  const created = outcomes.flatMap(({ steps }) =>
    steps.flatMap(({ operation, exchange, json }) => {
      if ((exchange.response?.status ?? 0) >= 300) return [];
      return operation.laws.fresh
        .map(({ of }) => valueAt(json?.value, of.tokens))
        .filter((value) => typeof value === 'string' || typeof value === 'number');
    }),
  );
  return [...new Set(created.map(String))];
}
