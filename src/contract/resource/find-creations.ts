/** Which operations make such things as an item's path names: a contract's operations, by where they stand and what they answer. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import type { Operation } from '../operation.ts';
import type { SchemaNode } from '../schema.ts';
import { findMember, isFlagged, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { referenceIn } from './find-thing.ts';
import { findItems, type IdentifierName, successNode } from './origin.ts';
import { groupByKeys, operationsAt } from './operation-places.ts';
import { isSameShape, isTemplate, nounOf, plainName, type Segment, segmentsOf, shapeKey } from './path-shape.ts';

/** Operations that make such things: on the collection, by what they answer, or by noun and schema. */
export function creations(contract: Contract, item: readonly Segment[], { parameter }: IdentifierName): Operation[] {
  const { verbAt, naming } = indexOf(contract);
  const last = item.at(-1);
  const collection = item.slice(0, -1);
  const here = last && isTemplate(last) ? operationsAt(contract, collection) : [];
  const onCollection = here.filter(({ method }) => method === 'post');
  const name = plainName(parameter);
  const byName = name === 'id' ? [] : (naming.get(name) ?? []);
  const telling = byName.filter((post) => !post.path.includes(`{${parameter}}`) && !sends(contract, post, parameter));
  const sameNoun = alike(contract, item).filter((post) => nounOf(segmentsOf(post.path)) === nounOf(collection));
  const makers = [...onCollection, ...(verbAt.get(shapeKey(collection)) ?? []), ...telling, ...sameNoun];
  return besides(item, makers);
}

/** Operations elsewhere that answer with the schema of the item: they may make such things, or others that look like them. */
export function likelyCreations(contract: Contract, item: readonly Segment[], name: IdentifierName): Operation[] {
  const sure = new Set(creations(contract, item, name));
  return besides(item, alike(contract, item)).filter((post) => !sure.has(post));
}

function alike(contract: Contract, item: readonly Segment[]): Operation[] {
  const shown = operationsAt(contract, item).find(({ method }) => method === 'get');
  const schema = shown && referenceIn(successNode(shown));
  return schema === undefined ? [] : (indexOf(contract).answering.get(schema) ?? []).slice(0, MOST_OF_SCHEMA);
}

/** Each once, without those below the item: they work on it, and make others. */
function besides(item: readonly Segment[], makers: readonly Operation[]): Operation[] {
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

const indexOf = oncePerContract((contract): Index => {
  const posts = contract.operations.filter(({ method }) => method === 'post');
  return {
    verbAt: groupByKeys(posts, ({ path }) => {
      const segments = segmentsOf(path);
      const isVerb = /^(?:create|add|new|register)/i.test(segments.at(-1)?.text ?? '');
      return isVerb ? [shapeKey(segments.slice(0, -1))] : [];
    }),
    naming: groupByKeys(posts, (post) => namesWithin(contract, post)),
    answering: groupByKeys(posts, (post) => referenceIn(successNode(post)) ?? []),
  };
});

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
