/** Sources: which exchange of which operation gives the identifiers that another operation needs, and by what evidence. */
import type { SchemaNode } from '../schema.ts';
import type { Contract } from '../contract.ts';
import { type Link, type Operation, parameterKey, successResponses } from '../operation.ts';
import { findMember, isFlagged, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { referenceIn } from './find-thing.ts';
import { groupByKeys, isAnyBelow, operationNamed, operationsAt } from './operation-places.ts';
import { createdOrigins, findItems, type IdentifierName, listedOrigins, type Origin, successNode } from './origin.ts';
import {
  isPlural,
  isSameShape,
  isTemplate,
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
const known = new WeakMap<Contract, Map<string, Source[]>>();

/** What feeds the template at the end of `item`, a beginning of `operation`'s path. */
export function sourcesAt(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const own = known.get(contract) ?? new Map<string, Source[]>();
  known.set(contract, own);
  const key = `${operation.id} ${item.map(({ text, names }) => `${text} ${names.join(' ')}`).join('/')}`;
  const sources = own.get(key) ?? findSources(contract, operation, item);
  own.set(key, sources);
  return sources;
}

function findSources(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const parameter = item.at(-1)?.names.at(-1);
  if (parameter === undefined) return [];
  const name: IdentifierName = { parameter, noun: nounOf(item.slice(0, -1)) };
  return [
    ...linkedSources(contract, operation, item),
    ...creations(contract, item, name)
      .filter(({ id }) => id !== operation.id)
      .map((creation): Source => ({
        operation: creation,
        evidence: 'created',
        gives: [
          ...inherited(creation, item),
          { at: ['path', parameter], from: createdOrigins(contract, creation, name) },
        ],
      })),
    ...operationsAt(contract, item)
      .filter((other) => other.id !== operation.id && isChoosing(other, item))
      .map((other): Source => ({
        operation: other,
        evidence: 'chosen',
        gives: inherited(other, item),
      })),
    ...operationsAt(contract, item.slice(0, -1))
      .filter(({ id, method }) => method === 'get' && id !== operation.id)
      .map((list) => ({ list, from: listedOrigins(contract, list, name) }))
      .filter(({ from }) => from.length > 0)
      .map(({ list, from }): Source => ({
        operation: list,
        evidence: 'listed',
        gives: [...inherited(list, item), { at: ['path', parameter], from }],
      })),
  ];
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

const links = new WeakMap<Contract, Links>();

function linksOf(contract: Contract): Links {
  const found = links.get(contract);
  if (found) return found;
  const all = contract.operations.flatMap((source) =>
    successResponses(source).flatMap((response) =>
      response.links.flatMap((link): Linked[] => {
        const target = operationNamed(contract, link.to);
        return target ? [{ source, link, target }] : [];
      }),
    ),
  );
  const made: Links = {
    to: Map.groupBy(all, ({ target }) => target.id),
    at: Map.groupBy(all, ({ target }) => shapeKey(itemSegments(target.path))),
  };
  links.set(contract, made);
  return made;
}

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

/** Operations that make such things: on the collection, by what they answer, or by the schema that they share with the item. */
export function creations(contract: Contract, item: readonly Segment[], { parameter }: IdentifierName): Operation[] {
  const { posts } = indexOf(contract);
  const last = item.at(-1);
  const collection = shapeKey(item.slice(0, -1));
  const onCollection = last && isTemplate(last) ? (posts.at.get(collection) ?? []) : [];
  const name = plainName(parameter);
  const byName = name === 'id' ? [] : (posts.naming.get(name) ?? []);
  const telling = byName.filter((post) => !post.path.includes(`{${parameter}}`) && !sends(contract, post, parameter));
  const shown = operationsAt(contract, item).find(({ method }) => method === 'get');
  const schema = shown && referenceIn(successNode(shown));
  const bySchema = schema === undefined ? [] : (posts.answering.get(schema) ?? []).slice(0, MOST_OF_SCHEMA);
  const makers = [...onCollection, ...(posts.verbAt.get(collection) ?? []), ...telling, ...bySchema];
  // What is below the item works on it, and makes others.
  const isBelow = (post: Operation): boolean => isSameShape(segmentsOf(post.path).slice(0, item.length), item);
  return [...new Set(makers.filter((post) => !isBelow(post)))];
}

/** So many makers of one schema are looked at: what more of them answer is an envelope, which tells no kind of thing from another. */
const MOST_OF_SCHEMA = 20;

/** Where operations stand, and what those that make things are known by: in a large contract each is held against every other. */
interface Index {
  posts: {
    at: ReadonlyMap<string, Operation[]>;
    /** Of those whose path ends with a verb (`/books/create`), by the shape of what is before it. */
    verbAt: ReadonlyMap<string, Operation[]>;
    /** By the plain names of what their answers have that may be an identity. */
    naming: ReadonlyMap<string, Operation[]>;
    /** By the component that their answer refers to. */
    answering: ReadonlyMap<string, Operation[]>;
  };
}

const indexes = new WeakMap<Contract, Index>();

function indexOf(contract: Contract): Index {
  const found = indexes.get(contract);
  if (found) return found;
  const posts = contract.operations.filter(({ method }) => method === 'post');
  const made: Index = {
    posts: {
      at: groupByKeys(posts, pathShape),
      verbAt: groupByKeys(posts, ({ path }) => {
        const segments = segmentsOf(path);
        const isVerb = /^(?:create|add|new|register)/i.test(segments.at(-1)?.text ?? '');
        return isVerb ? [shapeKey(segments.slice(0, -1))] : [];
      }),
      naming: groupByKeys(posts, (post) => namesWithin(contract, post)),
      answering: groupByKeys(posts, (post) => referenceIn(successNode(post)) ?? []),
    },
  };
  indexes.set(contract, made);
  return made;
}

function pathShape({ path }: Operation): string {
  return shapeKey(segmentsOf(path));
}

/** Whether a request names such a thing itself, so that its answer only says so again. */
function sends({ document }: Contract, { body }: Operation, parameter: string): boolean {
  const node = body?.contents[0]?.node;
  if (!node) return false;
  return memberNames(document, node).some((name) => {
    const member = plainName(name) === plainName(parameter) && findMember(document, node, [name]);
    return member && !isFlagged(document, member, 'readOnly');
  });
}

/** What the answer to a creation has that may be an identity, also in what stands in it as in an envelope: plain names. */
function namesWithin(contract: Contract, post: Operation): string[] {
  const node = successNode(post);
  return node && !findItems(contract, node) ? namesOfScalars(contract, node) : [];
}

function namesOfScalars({ document }: Contract, node: SchemaNode): string[] {
  return memberNames(document, node).flatMap((name) => {
    const member = findMember(document, node, [name]);
    const types = member ? possibleTypes(document, member) : new Set<string>();
    if (!member || types.has('array')) return [];
    return types.has('object') ? memberNames(document, member).map(plainName) : [plainName(name)];
  });
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
