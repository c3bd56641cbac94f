/** What the store has to do with an operation, worked out once: its resource, the names that its path gives, and the things above it. */
import type { Contract } from '../../contract/contract.ts';
import { type Operation, successResponses } from '../../contract/operation.ts';
import { listResources } from '../../contract/resource/list-resources.ts';
import { isEnvelopeName } from '../../contract/resource/find-thing.ts';
import { successNode } from '../../contract/resource/origin.ts';
import { plainName, segmentsOf, shapeKey, templateKey } from '../../contract/resource/path-shape.ts';
import type { Resource, ResourceParent, ResourceUse } from '../../contract/resource/resource.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, memberNames } from '../../contract/schema/walk-schema.ts';
import { type ListPlan, planList } from '../store/list-plan.ts';
import type { TableShape } from '../store/table.ts';
import { saysOfMember, type ThingShape } from './thing-shape.ts';

/** A resource, and the table that its things are in. */
export interface Kept {
  resource: Resource;
  shape: TableShape;
  /** Members that requests set; what they do not send is not there. */
  settable: ReadonlySet<string>;
  /** All that a request or an answer calls a member of it. */
  members: ReadonlySet<string>;
  /** The schema that shows most of a thing: what is stored is completed by it before it is filtered, or shown in no answer. */
  node: SchemaNode | undefined;
  lists: boolean;
  /** The shape of the path of one thing. */
  itemKey: string | undefined;
}

export interface RecallPlan {
  use?: ResourceUse;
  kept?: Kept;
  /** The collection that a list or a creation is about, by its place among those of the table. */
  collection: number;
  /** The members that its request sets; any where its schema names none. */
  sets: ReadonlySet<string> | undefined;
  /** What its request says of members by saying nothing; of a change, that is nothing. */
  defaults: Readonly<Record<string, unknown>> | undefined;
  /** The templates of the path, with their keys. */
  templates: readonly { name: string; key: string }[];
  /** The things that the path names on its way, the outermost first. */
  parents: readonly Kept[];
  list?: ListPlan;
  /** The media type of the list's or the thing's answer is left to the negotiator; this is the first that has a schema. */
  each?: SchemaNode;
}

export interface RecallPlans {
  planOf(operation: Operation): RecallPlan;
  kept: readonly Kept[];
}

export function planRecall(contract: Contract): RecallPlans {
  const kept = listResources(contract).map((resource) => keep(contract, resource));
  const plans = new Map<Operation, RecallPlan>();
  return {
    kept,
    planOf(operation) {
      const known = plans.get(operation) ?? planOperation(contract, kept, operation);
      plans.set(operation, known);
      return known;
    },
  };
}

function keep(contract: Contract, resource: Resource): Kept {
  const { name, item, collections, identity, uses } = resource;
  const own = item === undefined ? [] : templatesOf(item).map(({ key }) => key);
  const places = collections.map((path) => templatesOf(path).map(({ key }) => key));
  const node = nodeOfThing(contract, uses);
  const settable = new Set(uses.flatMap((use) => settableOf(contract, use)));
  return {
    resource,
    shape: {
      name,
      identity: item === undefined ? [...(places[0] ?? []), identity?.key ?? ''] : own,
      collections: places,
    },
    settable,
    members: new Set([...settable, ...(node ? memberNames(contract.document, node) : [])]),
    node,
    itemKey: item === undefined ? undefined : shapeKey(segmentsOf(item)),
    lists: uses.some(({ role }) => role === 'list'),
  };
}

/** Whether what an answer has members for is the thing, and not only what an envelope says beside it. */
export function isThing({ members }: Kept, { names }: ThingShape): boolean {
  return names.length === 0 || names.some((name) => members.has(name) || !isEnvelopeName(name));
}

function settableOf(contract: Contract, { operation, role, sent }: ResourceUse): string[] {
  if (role !== 'create' && role !== 'replace' && role !== 'change') return [];
  return (operation.body?.contents ?? []).flatMap(({ node }) => {
    const thing = node && findMember(contract.document, node, sent);
    if (!thing) return [];
    return memberNames(contract.document, thing).filter(
      (member) => saysOfMember(contract.document, thing, { name: member, keyword: 'readOnly' }) !== true,
    );
  });
}

function defaultsOf(contract: Contract, { operation, role, sent }: ResourceUse): Record<string, unknown> | undefined {
  const [content] = role === 'create' || role === 'replace' ? (operation.body?.contents ?? []) : [];
  const thing = content?.node && findMember(contract.document, content.node, sent);
  if (!thing) return undefined;
  const { document } = contract;
  const members = memberNames(document, thing).flatMap((name) => {
    const value = saysOfMember(document, thing, { name, keyword: 'default' });
    const isOurs = saysOfMember(document, thing, { name, keyword: 'readOnly' }) !== true;
    return value === undefined || !isOurs ? [] : [[name, value] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function nodeOfThing(contract: Contract, uses: readonly ResourceUse[]): SchemaNode | undefined {
  for (const role of ['read', 'list', 'create', 'replace', 'change'] as const) {
    for (const use of uses) {
      const node = use.role === role ? successNode(use.operation) : undefined;
      const found = node && use.shown && findMember(contract.document, node, pathToThing(use));
      if (found) return found;
    }
  }
  return undefined;
}

/** The tokens that lead to the thing in an answer; of a list, to its first. */
function pathToThing({ role, shown = [], each = [] }: ResourceUse): string[] {
  return role === 'list' ? [...shown, '0', ...each] : [...shown];
}

function planOperation(contract: Contract, kept: readonly Kept[], operation: Operation): RecallPlan {
  const own = kept.find(({ resource }) => resource.uses.some((use) => use.operation.id === operation.id));
  const use = own?.resource.uses.find((each) => each.operation.id === operation.id);
  const templates = templatesOf(operation.path);
  const onThing = use !== undefined && use.role !== 'create' && use.role !== 'list' && use.role !== 'clear';
  const parents = parentsOf(kept, operation.path).filter((parent) => !(onThing && parent === own));
  const node = use?.role === 'list' ? successNode(operation) : undefined;
  const each = use && node && findMember(contract.document, node, pathToThing(use));
  const sets = use && settableOf(contract, use);
  const list = use && node && findMember(contract.document, node, use.shown ?? []);
  return {
    ...(use && own && successResponses(operation).length > 0 ? { use, kept: own } : {}),
    sets: sets && sets.length > 0 ? new Set(sets) : undefined,
    defaults: use && defaultsOf(contract, use),
    collection: own?.resource.collections.indexOf(operation.path) ?? -1,
    templates,
    parents,
    ...(each ? { each, list: planList(contract, operation, { thing: each, list }) } : {}),
  };
}

/** The templates of a path, with what they name. */
export function templatesOf(path: string): { name: string; key: string }[] {
  const segments = segmentsOf(path);
  return segments.flatMap(({ names }, index) =>
    names.map((name) => ({ name, key: templateKey(name, segments.slice(0, index)) })),
  );
}

function parentsOf(kept: readonly Kept[], path: string): Kept[] {
  const segments = segmentsOf(path);
  return segments.flatMap((segment, index) => {
    if (segment.names.length === 0) return [];
    const prefix = shapeKey(segments.slice(0, index + 1));
    return kept.filter((each) => each.itemKey === prefix);
  });
}

/** The member of a thing that says the same as a template above it: `shopId` or `shop_id` for `{shopId}` and `{slug}` of `/shops/{slug}`. */
export function memberFor(names: readonly string[], { key, parameter, resource }: ResourceParent): string | undefined {
  const wanted = new Set([
    key,
    ...(resource === undefined ? [] : [`${plainName(resource)}id`]),
    ...(ownNames.has(plainName(parameter)) ? [] : [plainName(parameter)]),
  ]);
  return names.find((name) => wanted.has(plainName(name)));
}

/** What every thing may call a member of its own. */
const ownNames = new Set([
  'id',
  'uuid',
  'guid',
  'name',
  'key',
  'code',
  'slug',
  'number',
  'no',
  'type',
  'title',
  'version',
  'date',
  'status',
  'language',
  'locale',
]);
