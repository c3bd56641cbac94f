/** Values that no run has had before. */
import { createHash } from 'node:crypto';
import type { Contract } from '../contract/contract.ts';
import { findMember } from '../contract/find-schema.ts';
import type { SchemaNode } from '../contract/schema.ts';
import { markText } from '../fixture/draw/make-distinct.ts';

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
    if (typeof example === 'number') return index;
    const nodes = uniqueMembers(contract, name);
    const view = { direction: 'request', demand: 'expected' } as const;
    const fits = (value: unknown): boolean => nodes.every((node) => contract.validators.accepts(node, value, view));
    const made = [LONGEST, LONGEST / 2, LONGEST / 4].flatMap((longest) =>
      markText(longest).map((mark) => mark(example, index)),
    );
    return made.find((value) => value !== undefined && fits(value)) ?? `${String(example)}-${index}`;
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
