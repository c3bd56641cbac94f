/** Sources: which exchange of which operation gives the identifiers that another operation needs, and by what evidence. */
import type { SchemaNode } from '../schema.ts';
import type { Contract } from '../contract.ts';
import { type Link, type Operation, parameterKey, successResponses } from '../operation.ts';
import { findMember, isFlagged, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { referenceIn } from './find-thing.ts';
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

/** What feeds the template at the end of `item`, a beginning of `operation`'s path. */
export function sourcesAt(contract: Contract, operation: Operation, item: readonly Segment[]): Source[] {
  const parameter = item.at(-1)?.names.at(-1);
  if (parameter === undefined) return [];
  const name: IdentifierName = { parameter, noun: nounOf(item.slice(0, -1)) };
  const others = contract.operations.filter(({ id }) => id !== operation.id);
  return [
    ...linkedSources(others, operation, item),
    ...creations(contract, others, item, name).map((creation): Source => ({
      operation: creation,
      evidence: 'created',
      gives: [
        ...inherited(creation, item),
        { at: ['path', parameter], from: createdOrigins(contract, creation, name) },
      ],
    })),
    ...others
      .filter((other) => isChoosing(other, item))
      .map((other): Source => ({
        operation: other,
        evidence: 'chosen',
        gives: inherited(other, item),
      })),
    ...others
      .filter(({ method, path }) => method === 'get' && isSameShape(segmentsOf(path), item.slice(0, -1)))
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
function linkedSources(others: readonly Operation[], operation: Operation, item: readonly Segment[]): Source[] {
  const found = others.flatMap((source) =>
    successResponses(source)
      .flatMap(({ links }) => links)
      .map((link) => ({ source, link })),
  );
  const own = found.filter(({ link }) => link.to === operation.id && link.parameters.length > 0);
  const near = found.filter(({ link }) => {
    const target = others.find(({ id }) => id === link.to);
    return target !== undefined && isSameShape(itemSegments(target.path), item);
  });
  return [
    ...own.map(({ source, link }) => linkSource(source, link, (at) => at)),
    ...near.map(({ source, link }) => {
      const target = others.find(({ id }) => id === link.to) as Operation;
      return linkSource(source, link, (at) => renamed(at, itemSegments(target.path), item));
    }),
  ].filter(({ gives }) => gives.some(({ at }) => at[0] === 'path' && at[1] === item.at(-1)?.names.at(-1)));
}

function linkSource(
  operation: Operation,
  { parameters }: Link,
  place: (at: readonly string[]) => readonly string[] | undefined,
): Source {
  const gives = parameters.flatMap(({ at, from }) => {
    const placed = place(at);
    return placed ? [{ at: placed, from: [{ expression: from }] }] : [];
  });
  return { operation, evidence: 'link', gives };
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
export function creations(
  contract: Contract,
  others: readonly Operation[],
  item: readonly Segment[],
  { parameter }: IdentifierName,
): Operation[] {
  const posts = others.filter(({ method }) => method === 'post');
  const last = item.at(-1);
  const collection = item.slice(0, -1);
  const onCollection =
    last && isTemplate(last) ? posts.filter(({ path }) => isSameShape(segmentsOf(path), collection)) : [];
  const byVerb = posts.filter(({ path }) => {
    const segments = segmentsOf(path);
    const verb = segments.at(-1)?.text ?? '';
    return /^(?:create|add|new|register)/i.test(verb) && isSameShape(segments.slice(0, -1), collection);
  });
  const byName = posts
    .filter(({ path }) => !path.includes(`{${parameter}}`))
    .filter((post) => {
      const node = successNode(post);
      return (
        plainName(parameter) !== 'id' &&
        node !== undefined &&
        !findItems(contract, node) &&
        namesWithin(contract, node).some((member) => plainName(member) === plainName(parameter))
      );
    });
  const shown = contract.operations.find(({ method, path }) => method === 'get' && isSameShape(segmentsOf(path), item));
  const schema = shown && referenceIn(successNode(shown));
  const bySchema = schema === undefined ? [] : posts.filter((post) => referenceIn(successNode(post)) === schema);
  // What is below the item works on it, and makes others.
  const isBelow = (post: Operation): boolean => isSameShape(segmentsOf(post.path).slice(0, item.length), item);
  const telling = byName.filter((post) => !sends(contract, post, parameter));
  const makers = [...onCollection, ...byVerb, ...telling, ...bySchema].filter((post) => !isBelow(post));
  return [...new Set(makers)];
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

/** The members of an answer, and of what stands in it as in an envelope. */
function namesWithin({ document }: Contract, node: SchemaNode): string[] {
  const outer = memberNames(document, node);
  const inner = outer.flatMap((name) => {
    const member = findMember(document, node, [name]);
    return member && !possibleTypes(document, member).has('array') ? memberNames(document, member) : [];
  });
  return [...outer, ...inner];
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
  const here = contract.operations.filter(({ path }) => isSameShape(segmentsOf(path), segments));
  const keeper = here.find(({ method }) => method === 'put') ?? here.find(({ method }) => method === 'post');
  if (!keeper || (keeper.method === 'post' && isCollection(contract, segments, here))) return undefined;
  return { operation: keeper, evidence: 'chosen', gives: inherited(keeper, itemSegments(operation.path)) };
}

/** Whether a path holds many things: it has some below it, is called so, or is read as a list. */
function isCollection(contract: Contract, segments: readonly Segment[], here: readonly Operation[]): boolean {
  const below = contract.operations.some(({ path }) => isSameShape(segmentsOf(path).slice(0, -1), segments));
  const read = here.find(({ method }) => method === 'get');
  const node = read && successNode(read);
  return below || isPlural(segments) || (node !== undefined && findItems(contract, node) !== undefined);
}

/** The read of the same item, whose answer's ETag a condition of `operation` is about (RFC 9110, 13.1). */
export function versionSource({ operations }: Contract, operation: Operation): Source | undefined {
  const condition = operation.parameters.find(({ in: place, name }) => place === 'header' && /^if-match$/i.test(name));
  const read = operations.find(
    ({ method, path }) => method === 'get' && isSameShape(segmentsOf(path), segmentsOf(operation.path)),
  );
  if (!condition || !read) return undefined;
  const etag: Origin = { expression: { message: 'response', in: 'header', tokens: ['etag'] } };
  return { operation: read, evidence: 'version', gives: [{ at: ['header', parameterKey(condition)], from: [etag] }] };
}
