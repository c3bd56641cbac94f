/** Origins: the parts of an exchange that may hold an identifier, the likeliest first. */
import type { Contract } from '../contract.ts';
import { type Operation, successResponses } from '../operation.ts';
import type { Expression } from '../runtime-expression.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { plainName } from './path-shape.ts';

/** A part of a request or of its answer. */
export interface Origin {
  expression: Expression;
  /** The value is a URL, of which the last segment counts. */
  lastSegment?: true;
}

/** What an identifier is called: the parameter that it fills, and the things that it names. */
export interface IdentifierName {
  parameter: string;
  noun: string;
}

/** Where the answer to a creation may carry the identity of what was made; `location` and the request itself at last. */
export function createdOrigins(contract: Contract, creation: Operation, name: IdentifierName): Origin[] {
  const node = successNode(creation);
  const documented = node ? identityTokens(contract, node, name) : [];
  const guessed = documented.length === 0 ? likelyNames(name).map((member) => [member]) : [];
  const own = creation.body?.contents[0]?.node;
  const sent =
    own && memberNames(contract.document, own).find((member) => plainName(member) === plainName(name.parameter));
  return [
    ...[...documented, ...guessed].map((tokens) => inAnswer(tokens)),
    { expression: { message: 'response', in: 'header', tokens: ['location'] }, lastSegment: true },
    ...(sent === undefined
      ? []
      : [{ expression: { message: 'request', in: 'body', tokens: [sent] } } satisfies Origin]),
  ];
}

/** Where a list carries the identity of its first item; empty where the answer is documented as none. */
export function listedOrigins(contract: Contract, list: Operation, name: IdentifierName): Origin[] {
  const node = successNode(list);
  const found = node && findItems(contract, node);
  if (!found) return [];
  return identityTokens(contract, found.items, name).map((tokens) => inAnswer([...found.at, '0', ...tokens]));
}

/** Where an answer holds a list of objects, and what its items are: the answer itself, also of objects of any kind, or one of its members. */
export function findItems(
  contract: Contract,
  node: SchemaNode,
): { at: readonly string[]; items: SchemaNode } | undefined {
  const lists = [[], ...memberNames(contract.document, node).map((member) => [member])];
  let open: { at: readonly string[]; items: SchemaNode } | undefined;
  for (const at of [...lists, ...lists.flatMap((outer) => innerNames(contract, node, outer))]) {
    const list = findMember(contract.document, node, at);
    if (!list || !possibleTypes(contract.document, list).has('array')) continue;
    const items = findMember(contract.document, list, ['0']);
    if (!items) continue;
    if (memberNames(contract.document, items).length > 0) return { at, items };
    const types = possibleTypes(contract.document, items);
    if (at.length === 0 && types.size === 1 && types.has('object')) open = { at, items };
  }
  return open;
}

/** The schema of the answer that says that the operation succeeded. */
export function successNode(operation: Operation): SchemaNode | undefined {
  return successResponses(operation)
    .flatMap(({ contents }) => contents)
    .find(({ node }) => node !== undefined)?.node;
}

/** Members of a thing that may be its identity, the likeliest first, also inside an envelope such as `data`. */
export function identityTokens(contract: Contract, node: SchemaNode, name: IdentifierName): string[][] {
  const at = (outer: readonly string[]): string[][] => {
    const inner = findMember(contract.document, node, outer);
    const members = inner ? memberNames(contract.document, inner) : [];
    return likelyNames(name).flatMap((likely) =>
      members
        .filter((member) => plainName(member) === plainName(likely))
        .map((member) => [...outer, member])
        .filter((tokens) => isScalar(contract, findMember(contract.document, node, tokens))),
    );
  };
  const direct = at([]);
  return direct.length > 0 ? direct : memberNames(contract.document, node).flatMap((member) => at([member]));
}

/** Same name; `id`; the parameter's name without the noun; the noun with `id`. */
function likelyNames({ parameter, noun }: IdentifierName): string[] {
  const plain = plainName(parameter);
  const short = noun !== '' && plain.startsWith(noun) ? plain.slice(noun.length) : plain;
  const names = [parameter, ...(plain === 'id' ? [`${noun}id`] : ['id']), short, `${noun}${plain}`];
  return [...new Set(names.filter((name) => name !== ''))];
}

function innerNames(contract: Contract, node: SchemaNode, outer: readonly string[]): string[][] {
  const inner = outer.length === 0 ? undefined : findMember(contract.document, node, outer);
  return inner ? memberNames(contract.document, inner).map((member) => [...outer, member]) : [];
}

function isScalar(contract: Contract, node: SchemaNode | undefined): boolean {
  if (!node) return false;
  const types = possibleTypes(contract.document, node);
  return !types.has('object') && !types.has('array');
}

function inAnswer(tokens: readonly string[]): Origin {
  return { expression: { message: 'response', in: 'body', tokens } };
}
