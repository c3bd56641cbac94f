/** Sources: which exchange of which operation gives the identifiers that another operation needs, and by what evidence. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import { type Link, type Operation, parameterKey, successResponses } from '../operation.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { creations, likelyCreations } from './find-creations.ts';
import { isAnyBelow, operationNamed, operationsAt } from './operation-places.ts';
import { createdOrigins, findItems, type IdentifierName, listedOrigins, type Origin, successNode } from './origin.ts';
import {
  isPlural,
  isSameShape,
  itemSegments,
  nounOf,
  plainName,
  type Segment,
  segmentsOf,
  shapeKey,
} from './path-shape.ts';

/**
 * `link`: the document says so; `created`: the operation makes what the identifier names; `chosen`: it makes it under a name
 * that its caller chooses; `listed`: it lists what there is; `version`: it tells the state that a condition is about; `namesake`: it was
 * sent, or has given, what is called so here, too.
 */
export type Evidence = 'link' | 'created' | 'chosen' | 'listed' | 'version' | 'namesake';

/** One operation whose exchange gives values to another. */
export interface Source {
  operation: Operation;
  evidence: Evidence;
  gives: readonly GivenIdentifier[];
  /** Only the server knows: a text may be filled by the thing's name or by its number, what looks alike may be something else. */
  isDoubtful?: boolean;
}

export interface GivenIdentifier {
  /** Tokens into the values of the request that is fed: `["path", "bookId"]`, `["body", "stationId"]`. */
  at: readonly string[];
  /** The first that holds a text or a number counts. */
  from: readonly Origin[];
}

/** What feeds the last identifier in `operation`'s path, the likeliest source first. A source may feed those before it, too. */
export function pathSources(contract: Contract, operation: Operation): Source[] {
  return sourcesAt(contract, operation, itemSegments(operation.path));
}

/** What was found: many operations refer to the same things, and each asks again for each case. */
const knownSources = oncePerContract(() => new Map<string, Source[]>());

/** What feeds the template at the end of `item`, a beginning of `operation`'s path. */
export function sourcesAt(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const known = knownSources(contract);
  const key = `${operation.id} ${item.map(({ text, names }) => `${text} ${names.join(' ')}`).join('/')}`;
  const sources = known.get(key) ?? findSources(contract, operation, item);
  known.set(key, sources);
  return sources;
}

function findSources(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const parameter = item.at(-1)?.names.at(-1);
  if (parameter === undefined) return [];
  const name: IdentifierName = { parameter, noun: nounOf(item.slice(0, -1)) };
  const likely = likelyCreations(contract, item, name).map((each): Source => ({ ...made(each), isDoubtful: true }));
  // What is there is surely such a thing; but only what was made for it may be changed or removed.
  const isReading = operation.method === 'get' || operation.method === 'head';
  return [
    ...linkedSources(contract, operation, item),
    ...creations(contract, item, name).map(made),
    ...operationsAt(contract, item)
      .filter((other) => isChoosing(other, item))
      .map((other): Source => ({
        operation: other,
        evidence: 'chosen',
        gives: inherited(other, item),
      })),
    ...(isReading ? [] : likely),
    ...operationsAt(contract, item.slice(0, -1))
      .filter(({ method }) => method === 'get')
      .map((list) => ({ list, from: listedOrigins(contract, list, name) }))
      .filter(({ from }) => from.length > 0)
      .map(({ list, from }): Source => ({
        operation: list,
        evidence: 'listed',
        ...identify(successNode(list), from, inherited(list, item)),
      })),
    ...(isReading ? likely : []),
  ].filter((source) => source.operation.id !== operation.id);

  function made(creation: Operation): Source {
    const from = createdOrigins(contract, creation, name);
    return {
      operation: creation,
      evidence: 'created',
      ...identify(successNode(creation), from, inherited(creation, item)),
    };
  }

  function identify(
    shown: SchemaNode | undefined,
    from: readonly Origin[],
    others: readonly GivenIdentifier[],
  ): Pick<Source, 'gives' | 'isDoubtful'> {
    const tokens = from[0]?.expression.tokens ?? [];
    const likelier =
      shown && isOddIdentity(contract, operation, { parameter: name.parameter, shown, tokens })
        ? namesBeside(contract, shown, tokens)
        : undefined;
    const gives = [...others, { at: ['path', name.parameter], from: [...(likelier ?? []), ...from] }];
    return likelier ? { gives, isDoubtful: true } : { gives };
  }
}

/** Whether a text would be filled by a number that has another name: `{repo}`, and an answer with `id` and `name`. */
function isOddIdentity(
  { document }: Contract,
  { parameters }: Operation,
  { parameter, shown, tokens }: { parameter: string; shown: SchemaNode; tokens: readonly string[] },
): boolean {
  const { node } = parameters.find((each) => each.in === 'path' && each.name === parameter) ?? {};
  const member = findMember(document, shown, tokens);
  const plain = plainName(parameter);
  if (!node || !member || plain.endsWith('id') || plain === plainName(tokens.at(-1) ?? '')) return false;
  const [wanted, given] = [possibleTypes(document, node), possibleTypes(document, member)];
  return wanted.size === 1 && wanted.has('string') && given.size > 0 && !given.has('string');
}

/** What the thing may be called by instead, in the same object. */
function namesBeside({ document }: Contract, shown: SchemaNode, tokens: readonly string[]): Origin[] {
  const outer = tokens.slice(0, -1);
  const thing = findMember(document, shown, outer);
  return memberNames(document, thing ?? shown)
    .filter((name) => /^(?:slug|login|key|code|name)$/i.test(name))
    .map((name) => ({ expression: { message: 'response', in: 'body', tokens: [...outer, name] } }));
}

/** Links to the operation itself, then to another one of the same item. */
function linkedSources(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const { to, at } = linksOf(contract);
  const own = (to.get(operation.id) ?? []).filter(({ link }) => link.parameters.length > 0);
  const near = (at.get(shapeKey(item)) ?? []).filter(({ target }) => target.id !== operation.id);
  return [
    ...own.map((each) => linkSource(each, (place) => place)),
    ...near.map((each) => linkSource(each, (place) => renamed(place, itemSegments(each.target.path), item))),
  ].filter(
    ({ operation: source, gives }) =>
      source.id !== operation.id &&
      gives.some(({ at: [part, name] }) => part === 'path' && name === item.at(-1)?.names.at(-1)),
  );
}

/** A link, with the operations at both ends. */
interface Linked {
  source: Operation;
  link: Link;
  target: Operation;
}

/** By the operation that they lead to, and by the shape of its item. */
interface Links {
  to: ReadonlyMap<string, Linked[]>;
  at: ReadonlyMap<string, Linked[]>;
}

const linksOf = oncePerContract((contract): Links => {
  const all = contract.operations.flatMap((source) =>
    successResponses(source).flatMap((response) =>
      response.links.flatMap((link): Linked[] => {
        const target = operationNamed(contract, link.to);
        return target ? [{ source, link, target }] : [];
      }),
    ),
  );
  return {
    to: Map.groupBy(all, ({ target }) => target.id),
    at: Map.groupBy(all, ({ target }) => shapeKey(itemSegments(target.path))),
  };
});

function linkSource(
  { source, link: { parameters } }: Linked,
  place: (at: readonly string[]) => readonly string[] | undefined,
): Source {
  const gives = parameters.flatMap(({ at, from }) => {
    const placed = place(at);
    return placed ? [{ at: placed, from: [{ expression: from }] }] : [];
  });
  return { operation: source, evidence: 'link', gives };
}

/** A path parameter of one template as the other calls it. */
function renamed(
  [part, name = '']: readonly string[],
  from: readonly Segment[],
  to: readonly Segment[],
): readonly string[] | undefined {
  const position = from.flatMap(({ names }) => names).indexOf(name);
  const own = to.flatMap(({ names }) => names)[position];
  return part === 'path' && own !== undefined ? ['path', own] : undefined;
}

/** The templates that two paths begin with alike: whoever made the thing below them was sent their values. */
function inherited({ path }: Operation, item: readonly Segment[]): GivenIdentifier[] {
  const theirs = segmentsOf(path);
  const alike = item.findIndex((_, index) => !isSameShape(theirs.slice(0, index + 1), item.slice(0, index + 1)));
  return item.slice(0, alike === -1 ? item.length : alike).flatMap(({ names }, index) =>
    names.map((name, position): GivenIdentifier => {
      const tokens = [theirs[index]?.names[position] ?? name];
      return { at: ['path', name], from: [{ expression: { message: 'request', in: 'path', tokens } }] };
    }),
  );
}

/** A PUT on the item itself that may make it. */
export function isChoosing({ method, path, responses }: Operation, item: readonly Segment[]): boolean {
  return method === 'put' && isSameShape(segmentsOf(path), item) && responses.some(({ status }) => status === '201');
}

/** The PUT that keeps what `operation` reads or removes, where its path names no thing of its own: `/books/{id}/cover`. */
export function keptSource(contract: Contract, operation: Operation): Source | undefined {
  const segments = segmentsOf(operation.path);
  const last = segments.at(-1);
  if (!last || last.names.length > 0 || operation.method === 'put' || operation.method === 'post') return undefined;
  const here = operationsAt(contract, segments);
  const keeper = here.find(({ method }) => method === 'put') ?? here.find(({ method }) => method === 'post');
  if (!keeper || (keeper.method === 'post' && isCollection(contract, segments, here))) return undefined;
  return { operation: keeper, evidence: 'chosen', gives: inherited(keeper, itemSegments(operation.path)) };
}

/** Whether a path holds many things: it has some below it, is called so, or is read as a list. */
function isCollection(contract: Contract, segments: readonly Segment[], here: readonly Operation[]): boolean {
  const read = here.find(({ method }) => method === 'get');
  const node = read && successNode(read);
  return (
    isAnyBelow(contract, segments) ||
    isPlural(segments) ||
    (node !== undefined && findItems(contract, node) !== undefined)
  );
}

/** The read of the same item, whose answer's ETag a condition of `operation` is about (RFC 9110, 13.1). */
export function versionSource(contract: Contract, operation: Operation): Source | undefined {
  const condition = operation.parameters.find(({ in: place, name }) => place === 'header' && /^if-match$/i.test(name));
  const read = condition && operationsAt(contract, segmentsOf(operation.path)).find(({ method }) => method === 'get');
  if (!read) return undefined;
  const etag: Origin = { expression: { message: 'response', in: 'header', tokens: ['etag'] } };
  return { operation: read, evidence: 'version', gives: [{ at: ['header', parameterKey(condition)], from: [etag] }] };
}
