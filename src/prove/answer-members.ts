/** The members of an operation's answers: every value in them that a fault can spoil. */
import { findMember } from '../contract/schema/walk-schema.ts';
import { valueAt } from '../contract/json-pointer.ts';
import type { DocumentedResponse } from '../contract/operation.ts';
import type { SchemaNode } from '../contract/schema.ts';
import { compileGenerator } from '../fixture/compile-generator.ts';
import type { Kit } from './kit.ts';

export interface AnswerMember {
  /** Of the answer: "201", "4XX". */
  status: string;
  /** Tokens into its body; the first item stands for all. */
  at: readonly string[];
  node: SchemaNode;
  /** A value that it may have. */
  sample: unknown;
}

export function listAnswerMembers(kit: Kit, responses: readonly DocumentedResponse[]): AnswerMember[] {
  return responses.flatMap((response) => membersOf(kit, response));
}

function membersOf({ contract, faker, locale, seed }: Kit, { status, contents }: DocumentedResponse): AnswerMember[] {
  const node = contents[0]?.node;
  if (!node) return [];
  const generator = compileGenerator(contract, node, { faker, locale, direction: 'response', trials: 1 });
  const full = generator.generate({ seed, index: 0, members: 'full' });
  const members: AnswerMember[] = [];
  const visit = (at: readonly string[], inner: SchemaNode): void => {
    const sample = valueAt(full, at);
    if (sample === undefined) return;
    if (at.length > 0) members.push({ status, at, node: inner, sample });
    if (typeof sample !== 'object' || sample === null) return;
    for (const name of Object.keys(sample).slice(0, Array.isArray(sample) ? 1 : undefined)) {
      const found = findMember(contract.document, inner, [name]);
      if (found) visit([...at, name], found);
    }
  };
  visit([], node);
  return members;
}
