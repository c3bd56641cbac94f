/** What a pact verification brought into the world at the provider. */
import type { Contract } from '../contract/contract.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { jsonOf, type Exchanged } from '../pact/exchanged.ts';
import { findOperation } from '../pact/find-operation.ts';

export interface SentToProvider {
  contract: Contract;
  /** Everything that was sent, the setting up of states included. */
  sent: readonly Exchanged[];
  /** Base URL of the provider. */
  base: string;
}

/** Identifiers in answers that tell of success, by the contract's laws. */
export function createdIdentifiers({ contract, sent, base }: SentToProvider): string[] {
  const created = sent.flatMap((exchange) => {
    const { method, url } = exchange.request;
    const { status = 0 } = exchange.response ?? {};
    if (status < 200 || status >= 300 || !url.startsWith(base)) return [];
    const operation = findOperation(contract, { method, path: url.slice(base.length) });
    return (operation?.laws.fresh ?? []).map(({ of }) => valueAt(jsonOf(exchange), of.tokens));
  });
  return [...new Set(created.filter((id) => typeof id === 'string' || typeof id === 'number').map(String))];
}
