/** What a contract's operations work on: the types of resources, as others read them. */
import type { Operation } from '../operation.ts';
import type { Origin } from './origin.ts';

/** What an operation does with a resource. `clear` removes all of a collection. */
export type ResourceRole = 'create' | 'read' | 'list' | 'replace' | 'change' | 'remove' | 'clear';

export const resourceRoles: readonly ResourceRole[] = [
  'create',
  'read',
  'list',
  'replace',
  'change',
  'remove',
  'clear',
];

/** Why an operation is taken for one of the resource: `x-resource` says so; a link does; its path; the schema that it shares; a verb in its path. */
export type RoleEvidence = 'declared' | 'link' | 'path' | 'schema' | 'verb';

/** An operation of a resource. */
export interface ResourceUse {
  operation: Operation;
  role: ResourceRole;
  evidence: RoleEvidence;
  /** Where the thing stands in the request's body. */
  sent: readonly string[];
  /** Where it stands in the answer; of a list, where that stands. Absent where the answer shows none. */
  shown?: readonly string[];
  /** Of a list: where the thing stands in each of its items. */
  each?: readonly string[];
  /** Where the identity of what it makes may stand, the likeliest first. Empty for an operation whose path names the thing. */
  identity: readonly Origin[];
  /** Whether a PUT makes what is not there. */
  makes: boolean;
}

/** A law of a resource: a clause that ties the answers to several requests together. */
export type ResourceLawName = 'read' | 'listed' | 'replaced' | 'changed' | 'gone';

export interface ResourceLaw {
  name: ResourceLawName;
  declared: boolean;
}

/** A template in a path of the resource that names something else. */
export interface ResourceParent {
  /** The template's name, whatever its spelling and path: `shopid` for `{shop_id}` and for `/shops/{id}`. */
  key: string;
  /** The template's own name. */
  parameter: string;
  /** The resource whose things it names; absent where the contract has no such. */
  resource?: string;
}

/** Operations that work on one kind of thing. */
export interface Resource {
  /** `book`; unique in its contract. */
  name: string;
  /** Whether the document says so (`x-resource`). */
  declared: boolean;
  /** The path of one thing; absent where the contract has none. */
  item?: string;
  /** The paths of the collections that hold things of the kind. */
  collections: readonly string[];
  /** Whether there is one thing at most for each parent: `/users/{id}/profile`. */
  single: boolean;
  /** The template that names a thing, and the member of it that holds the same, where one does. */
  identity?: { key: string; parameter?: string; member?: readonly string[] };
  parents: readonly ResourceParent[];
  uses: readonly ResourceUse[];
  laws: readonly ResourceLaw[];
  /** Of the path item that it hangs on. */
  pointer: string;
}
