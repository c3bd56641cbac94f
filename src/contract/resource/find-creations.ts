/** Which operations make such things as an item's path names: a contract's operations, by where they stand and what they answer. */
import type { Contract } from '../contract.ts';
import type { Operation } from '../operation.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, isFlagged, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { referenceIn } from './find-thing.ts';
import { findItems, type IdentifierName, successNode } from './origin.ts';
import { groupByKeys, operationsAt } from './operation-places.ts';
import { isSameShape, isTemplate, plainName, type Segment, segmentsOf, shapeKey } from './path-shape.ts';

/** Operations that make such things: on the collection, by what they answer, or by the schema that they share with the item. */
export function creations(contract: Contract, item: readonly Segment[], { parameter }: IdentifierName): Operation[] {
  const { verbAt, naming, answering } = indexOf(contract);
  const last = item.at(-1);
  const collection = item.slice(0, -1);
  const here = last && isTemplate(last) ? operationsAt(contract, collection) : [];
  const onCollection = here.filter(({ method }) => method === 'post');
  const name = plainName(parameter);
  const byName = name === 'id' ? [] : (naming.get(name) ?? []);
  const telling = byName.filter((post) => !post.path.includes(`{${parameter}}`) && !sends(contract, post, parameter));
  const shown = operationsAt(contract, item).find(({ method }) => method === 'get');
  const schema = shown && referenceIn(successNode(shown));
  const bySchema = schema === undefined ? [] : (answering.get(schema) ?? []).slice(0, MOST_OF_SCHEMA);
  const makers = [...onCollection, ...(verbAt.get(shapeKey(collection)) ?? []), ...telling, ...bySchema];
  // What is below the item works on it, and makes others.
  const isBelow = (post: Operation): boolean => isSameShape(segmentsOf(post.path).slice(0, item.length), item);
  return [...new Set(makers.filter((post) => !isBelow(post)))];
}

/** So many makers of one schema are looked at: what more of them answer is an envelope, which tells no kind of thing from another. */
const MOST_OF_SCHEMA = 20;

/** What operations that make things are known by: in a large contract each is held against every other. */
interface Index {
  /** Those whose path ends with a verb (`/books/create`), by the shape of what is before it. */
  verbAt: ReadonlyMap<string, Operation[]>;
  /** By the plain names of what their answers have that may be an identity. */
  naming: ReadonlyMap<string, Operation[]>;
  /** By the component that their answer refers to. */
  answering: ReadonlyMap<string, Operation[]>;
}

const indexes = new WeakMap<Contract, Index>();

function indexOf(contract: Contract): Index {
  const found = indexes.get(contract);
  if (found) return found;
  const posts = contract.operations.filter(({ method }) => method === 'post');
  const made: Index = {
    verbAt: groupByKeys(posts, ({ path }) => {
      const segments = segmentsOf(path);
      const isVerb = /^(?:create|add|new|register)/i.test(segments.at(-1)?.text ?? '');
      return isVerb ? [shapeKey(segments.slice(0, -1))] : [];
    }),
    naming: groupByKeys(posts, (post) => namesWithin(contract, post)),
    answering: groupByKeys(posts, (post) => referenceIn(successNode(post)) ?? []),
  };
  indexes.set(contract, made);
  return made;
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
