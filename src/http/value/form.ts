/** Reads a form (its text as application/x-www-form-urlencoded, or its pairs) into an object, each member as its schema asks. */
import type { Contract } from '../../contract/contract.ts';
import { walkPossible, findMember } from '../../contract/schema/walk-schema.ts';
import { readScalar } from './read-parameters.ts';
import { typesOf, type SchemaNode } from '../../contract/schema.ts';

/** A member that is a list has every value of its name; of any other the last one counts. */
export function readForm(
  contract: Contract,
  node: SchemaNode | undefined,
  written: string | URLSearchParams,
): Record<string, unknown> {
  const form = new URLSearchParams(written);
  const members = [...new Set(form.keys())].map((name) => {
    const texts = form.getAll(name);
    const member = node && findMember(contract.document, node, [name]);
    return [name, member ? readMember(contract, member, texts) : texts.at(-1)] as const;
  });
  return Object.fromEntries(members);
}

function readMember(contract: Contract, member: SchemaNode, texts: readonly string[]): unknown {
  const isList = [...walkPossible(contract.document, member)].some(({ schema }) => typesOf(schema)?.includes('array'));
  if (!isList) return readScalar(contract, member, texts.at(-1) ?? '');
  const item = findMember(contract.document, member, ['0']);
  return texts.map((text) => (item ? readScalar(contract, item, text) : text));
}
