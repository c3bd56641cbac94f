/** Members that only one thing may have: the identity that a caller chooses, and what the document says so of in words. */
import type { Contract } from '../contract.ts';
import { findMember, isFlagged, memberNames, walkInPlace } from '../schema/walk-schema.ts';
import { plainName } from './path-shape.ts';
import type { Resource, ResourceUse } from './resource.ts';

/** The member of the request by which a caller chooses the identity of what it makes; undefined where the server gives it. */
export function chosenMember(
  contract: Contract,
  { identity }: Resource,
  { operation, sent }: ResourceUse,
): string | undefined {
  const node = operation.body?.contents[0]?.node;
  const thing = node && findMember(contract.document, node, sent);
  const named = identity?.member?.at(-1);
  const isRefused = operation.responses.some(({ status }) => status === '409' || status === '422');
  if (!thing || named === undefined || !isRefused) return undefined;
  return memberNames(contract.document, thing).find((name) => {
    const member = findMember(contract.document, thing, [name]);
    const isGiven = member !== undefined && isFlagged(contract.document, member, 'readOnly');
    return plainName(name) === plainName(named) && !isGiven;
  });
}

/** The member that only one thing may have: its identity, or one of which the document says so in words. */
export function takenMember(contract: Contract, resource: Resource, use: ResourceUse): string | undefined {
  const { body, responses, laws } = use.operation;
  const chosen = chosenMember(contract, resource, use);
  const conflict = responses.find(({ status }) => status === '409');
  const node = body?.contents[0]?.node;
  const thing = node && findMember(contract.document, node, use.sent);
  if (chosen !== undefined || !conflict || !thing || laws.unique.length > 0) return chosen;
  return memberNames(contract.document, thing).find((name) => {
    const member = findMember(contract.document, thing, [name]);
    if (!member || isFlagged(contract.document, member, 'readOnly')) return false;
    const said = [...walkInPlace(contract.document, member)].map(({ schema }) => schema['description']);
    return said.some((text) => typeof text === 'string' && saysUnique(text)) || namesTaken(conflict.description, name);
  });
}

/** `Unique among all books.`, `must be unique`; not `the unique identifier of its author`. */
function saysUnique(text: string): boolean {
  return (
    /\b(?:must|has to|should|is|are|be) (?:globally )?unique\b|\bunique(?:ness)? (?:among|across|within|in|per|for)\b|^unique\b|唯一|不可重复|不能重复/i.test(
      text,
    ) && !/\bunique (?:identifier|id)\b/i.test(text)
  );
}

/** `a book with this isbn exists already` */
function namesTaken(description: string, name: string): boolean {
  const words = description.split(/[^\p{L}\p{N}_]+/u).map(plainName);
  return /\b(?:exists?|taken|in use|duplicate|already|unique)\b/i.test(description) && words.includes(plainName(name));
}
