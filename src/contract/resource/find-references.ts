/** References: members and parameters of a request that name another resource, and what gives them. */
import type { Contract } from '../contract.ts';
import { type Operation, type Parameter, parameterKey } from '../operation.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, isFlagged, memberNames, possibleTypes, walkPossible } from '../schema/walk-schema.ts';
import { creations } from './find-creations.ts';
import { type Source, sourcesAt } from './find-sources.ts';
import { referenceIn } from './find-thing.ts';
import { itemsCalled, type NamedItem } from './named-items.ts';
import { firstItemBelow } from './operation-places.ts';
import { isSameShape, isTemplate, nounOf, plainName, type Segment, segmentsOf } from './path-shape.ts';

/** What feeds members of the request that name another resource: `book_id`, `bookId`. */
export function referenceSources(contract: Contract, operation: Operation): Source[] {
  const members = sentMembers(contract, operation).map((member) => ['body', member]);
  const parameters = operation.parameters
    .filter((parameter) => parameter.in === 'query' || parameter.in === 'header')
    .map((parameter) => [parameter.in, parameterKey(parameter)]);
  return [...members, ...parameters].flatMap(
    (at) => ownIdentity(contract, operation, at) ?? referenceSource(contract, operation, at) ?? [],
  );
}

/** Places of a request that seem to name something, by how they are called: `shop_id` in the body, `cursor` in the query. */
export function referencePlaces(contract: Contract, operation: Operation): string[] {
  const noun = nounOf(segmentsOf(operation.path));
  const members = sentMembers(contract, operation)
    .filter((member) => identifier.test(member))
    .filter((member) => !plainName(member).startsWith(noun) || noun === '')
    .map((member) => `body/${member}`);
  const parameters = operation.parameters
    .filter(
      (parameter) => parameter.in === 'query' && (identifier.test(parameter.name) || isCursor(contract, parameter)),
    )
    .map((parameter) => `query/${parameterKey(parameter)}`);
  return [...members, ...parameters];
}

/** The members of a request's body, without those that only answers have. */
function sentMembers({ document }: Contract, { body }: Operation): string[] {
  const node = body?.contents[0]?.node;
  if (!node) return [];
  return memberNames(document, node).filter((name) => {
    const member = findMember(document, node, [name]);
    return member === undefined || !isFlagged(document, member, 'readOnly');
  });
}

const identifier = /[a-z\d](?:[_-](?:id|uuid|guid)|I[dD]|U[uU][iI][dD]|G[uU][iI][dD])$/;

const cursor =
  /^(?:cursor|after|before|marker|continuation|page_?token|next_?token|starting_?after|ending_?before|.*[_-]?cursor)$/i;

/** What a page of a list gave for the next one: any text, as far as the document says. */
function isCursor({ document }: Contract, { name, node }: Parameter): boolean {
  const schemas = [...walkPossible(document, node)];
  const isTold = schemas.some(({ schema }) =>
    ['format', 'enum', 'const', 'pattern'].some((keyword) => keyword in schema),
  );
  return cursor.test(name) && !isTold && possibleTypes(document, node).has('string');
}

/** A change that repeats the identity of what it changes in its body. */
function ownIdentity(contract: Contract, operation: Operation, at: readonly string[]): Source | undefined {
  const item = changedItem(contract, operation);
  const parameter = item?.at(-1)?.names.at(-1);
  if (!item || parameter === undefined || at[0] !== 'body') return undefined;
  const named = plainName(at.at(-1) ?? '');
  const full = `${nounOf(item.slice(0, -1))}id`;
  const isId = ['id', full].includes(plainName(parameter));
  const own = isId ? ['id', full, plainName(parameter)] : [plainName(parameter)];
  const [source] = own.includes(named) ? sourcesAt(contract, operation, item) : [];
  const identity = source?.gives.find(({ at: [, name] }) => name === parameter);
  return source && identity && { ...source, gives: [{ at, from: identity.from }] };
}

/** The path of what a PUT or PATCH changes: its own, or, where its body alone says which, that of an item below it. */
function changedItem(contract: Contract, { method, path }: Operation): readonly Segment[] | undefined {
  if (method !== 'put' && method !== 'patch') return undefined;
  const segments = segmentsOf(path);
  const last = segments.at(-1);
  if (last && isTemplate(last)) return segments;
  return firstItemBelow(contract, segments);
}

function referenceSource(contract: Contract, operation: Operation, at: readonly string[]): Source | undefined {
  const named = plainName(at.at(-1) ?? '');
  const isCommon = commonName.test(named);
  const node = nodeAt(contract, operation, at);
  const schema = isCommon ? undefined : referenceIn(node);
  for (const each of itemsCalled(contract, { named, schema })) {
    const { item, parameter, noun, full } = each;
    const isNoun = named === noun && !isCommon && node !== undefined && isKey(contract, node);
    const isNamed = named === full || named.endsWith(`${noun}id`) || isNoun;
    if (!isNamed && (isCommon || !isTelling(each, { named, schema }))) continue;
    // What is made has a name of its own.
    if ((named === full || isNoun || !isNamed) && makesItem(contract, operation, each)) continue;
    const [source] = sourcesAt(contract, operation, item);
    const identity = source?.gives.find(({ at: [, name] }) => name === parameter);
    if (source && identity && (isNamed || source.evidence !== 'listed'))
      return { ...source, gives: [{ at, from: identity.from }] };
  }
  return undefined;
}

/** Names that identities of any kind of thing have, and those of values that are none. */
const commonName =
  /^(?:id|uuid|guid|key|slug|name|code|number|no|ref|path|file|type|kind|status|state|date|day|month|year|version|format|lang|language|locale|currency|country)$/;

/** Whether a member refers to the item though it is not called after it: by the name that only its identity has, or by its schema. */
function isTelling(
  { parameter, reference }: NamedItem,
  { named, schema }: { named: string; schema: string | undefined },
): boolean {
  return named === plainName(parameter) || (schema !== undefined && schema === reference);
}

/** Whether a value is a number or a UUID that things are known by, and no text that may be the thing's name. */
function isKey({ document }: Contract, node: SchemaNode): boolean {
  const types = [...possibleTypes(document, node)].filter((type) => type !== 'null');
  const isUuid = [...walkPossible(document, node)].some(({ schema }) => schema['format'] === 'uuid');
  return types.length > 0 && types.every((type) => type === 'integer' || (type === 'string' && isUuid));
}

function makesItem(contract: Contract, operation: Operation, { item, parameter, noun }: NamedItem): boolean {
  const own = segmentsOf(operation.path);
  if (isSameShape(own, item.slice(0, -1)) || isSameShape(own, item)) return true;
  if (/^(?:register|sign-?up|create|add|new)/i.test(own.at(-1)?.text ?? '')) return true;
  return creations(contract, item, { parameter, noun }).includes(operation);
}

function nodeAt({ document }: Contract, { body, parameters }: Operation, [part, name = '']: readonly string[]) {
  const whole = body?.contents[0]?.node;
  if (part === 'body') return whole && findMember(document, whole, [name]);
  return parameters.find((each) => each.in === part && parameterKey(each) === name)?.node;
}
