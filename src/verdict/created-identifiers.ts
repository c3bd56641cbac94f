/** What a run created on a server, by the identifiers that it gave. */
import { valueAt } from '../contract/json-pointer.ts';
import { nameText } from '../contract/name-text.ts';
import type { Operation } from '../contract/operation.ts';

/** A request to `operation` that succeeded, by the JSON of its answer. */
export interface Success {
  operation: Operation;
  json: unknown;
}

/** Each identifier once, in the order in which they were given. */
export function createdIdentifiers(successes: readonly Success[]): string[] {
  const given = successes.flatMap(({ operation, json }) =>
    operation.laws.fresh.map(({ of }) => valueAt(json, of.tokens)),
  );
  return [...new Set(given.map(nameText).filter((id) => id !== undefined))];
}
