/** Finds the thing itself in a body: at its top, or inside an envelope such as `data`. */
import type { Contract } from '../contract.ts';
import { isSchemaObject, type SchemaNode } from '../schema.ts';
import { findMember, memberNames, possibleTypes } from '../schema/walk-schema.ts';
import { findItems } from './origin.ts';
import { plainName } from './path-shape.ts';

/** What envelopes call what they hold. */
const envelopes = new Set([
  'data',
  'result',
  'item',
  'payload',
  'content',
  'response',
  'value',
  'entity',
  'resource',
  'attributes',
]);

/** Members that stand beside it there, and are no part of a thing. */
const beside = new Set([
  'meta',
  'links',
  'status',
  'code',
  'message',
  'msg',
  'success',
  'error',
  'errors',
  'ok',
  'requestid',
  'traceid',
  'timestamp',
  'included',
  'jsonapi',
  'version',
]);

/** Whether an envelope may call a member so: what it holds, or what stands beside that. */
export function isEnvelopeName(name: string): boolean {
  return envelopes.has(plainName(name)) || beside.has(plainName(name));
}

const noNouns: ReadonlySet<string> = new Set();

/** The tokens that lead to it; undefined where the body is no object. `nouns` are names that things of the contract have. */
export function findThing(
  contract: Contract,
  node: SchemaNode,
  nouns: ReadonlySet<string> = noNouns,
): string[] | undefined {
  const types = possibleTypes(contract.document, node);
  const names = memberNames(contract.document, node);
  if (names.length === 0) return types.size === 0 || types.has('object') ? [] : undefined;
  const inner = names.filter((name) => {
    const plain = plainName(name);
    const named = envelopes.has(plain) || nouns.has(plain);
    const member = named ? findMember(contract.document, node, [name]) : undefined;
    return (
      member !== undefined &&
      memberNames(contract.document, member).length > 0 &&
      !possibleTypes(contract.document, member).has('array')
    );
  });
  const [only] = inner;
  if (only === undefined || inner.length > 1) return [];
  const others = names.filter((name) => name !== only && !beside.has(plainName(name)));
  // Whatever else an envelope says, it has no identity, and what it holds has.
  const isAround = envelopes.has(plainName(only)) && !names.some(isIdentityName);
  const held = isAround ? findMember(contract.document, node, [only]) : undefined;
  const isHeld = held !== undefined && memberNames(contract.document, held).some(isIdentityName);
  return others.length === 0 || isHeld ? [only] : [];
}

function isIdentityName(name: string): boolean {
  return ['id', 'uuid', 'guid'].includes(plainName(name));
}

/** Whether a body is a list of things, or an envelope around one; `bare`: the list alone. */
export function isListed(contract: Contract, node: SchemaNode, bare: boolean): boolean {
  const found = findItems(contract, node);
  return found !== undefined && (!bare || found.at.length === 0);
}

/** The component that a schema refers to. */
export function referenceIn(node: SchemaNode | undefined): string | undefined {
  if (!node || !isSchemaObject(node.schema)) return undefined;
  const reference = node.schema['$ref'];
  if (typeof reference === 'string') return reference;
  // One that only refers was taken for what it refers to.
  return node.pointer.startsWith('/components/schemas/') ? `#${node.pointer}` : undefined;
}
