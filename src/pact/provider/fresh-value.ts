/** Values that no run has had before, and requests that are sent again with such. */
import { createHash } from 'node:crypto';
import type { Contract } from '../../contract/contract.ts';
import { plainText } from '../../contract/name-text.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { markText } from '../../fixture/draw/make-distinct.ts';
import type { SentRequest } from '../../http/client/exchange.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import { isExactNumber } from '../../contract/wide-integer.ts';

/** Makes of `example`, the value of a member called `name`, one that is like it and new. */
export type MakeFresh = (name: string, example: unknown) => unknown;

/** Longest text that is made where the contract says nothing of its length. */
const LONGEST = 64;

/** Different in every run, and in a run at every call; obeys the schema that the contract has for such a member. */
export function freshValues(contract: Contract, runId: string): MakeFresh {
  const start = createHash('sha256').update(runId).digest().readUIntBE(0, 3) * 1_000;
  let calls = 0;
  return (name, example) => {
    calls += 1;
    const index = start + calls;
    if (isExactNumber(example)) return index;
    const nodes = uniqueMembers(contract, name);
    const view = { direction: 'request', demand: 'expected' } as const;
    const fits = (value: unknown): boolean => nodes.every((node) => contract.validators.accepts(node, value, view));
    const made = [LONGEST, LONGEST / 2, LONGEST / 4].flatMap((longest) =>
      markText(longest).map((mark) => mark(example, index)),
    );
    return made.find((value) => value !== undefined && fits(value)) ?? `${plainText(example)}-${index}`;
  };
}

/** The schemas of members that may be taken once and have this name. */
function uniqueMembers({ operations, document }: Contract, name: string): SchemaNode[] {
  return operations.flatMap(({ laws, body }) =>
    laws.unique.flatMap(({ of }) => {
      const node = body?.contents[0]?.node;
      if (!node || of.in !== 'body' || of.tokens.at(-1) !== name.replace(/_\d+$/, '')) return [];
      return findMember(document, node, of.tokens) ?? [];
    }),
  );
}

export interface Renewal {
  /** What the states gave. */
  values: JsonObject;
  /** What the pact has in their place. */
  examples: JsonObject;
  makeFresh: MakeFresh;
}

/** The same requests, to be sent again: what a state made fresh is taken by now, and is made fresh anew, alike in all of them. */
export function refreshRequests(
  requests: readonly SentRequest[],
  { values, examples, makeFresh }: Renewal,
): SentRequest[] {
  const fresh = Object.entries(values)
    .filter(([name, value]) => typeof value === 'string' && Object.hasOwn(examples, name))
    .map(([name, value]) => [JSON.stringify(value), JSON.stringify(makeFresh(name, examples[name]))] as const);
  return requests.map(({ headers, body, ...request }) => {
    const { 'content-length': _, 'accept-encoding': __, ...shown } = headers;
    const text = fresh.reduce((all, [old, renewed]) => all.replaceAll(old, () => renewed), body?.toString() ?? '');
    return { ...request, headers: shown, body: body && Buffer.from(text) };
  });
}
