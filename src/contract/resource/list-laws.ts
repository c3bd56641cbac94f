/** Lists the laws of a contract's resources: each is a clause of one operation, and ties the answers to several requests together. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import type { Operation } from '../operation.ts';
import { findMember, memberNames, walkInPlace } from '../schema/walk-schema.ts';
import { listResources } from './list-resources.ts';
import { successNode } from './origin.ts';
import { plainName } from './path-shape.ts';
import type { Resource, ResourceLawName, ResourceUse } from './resource.ts';
import { chosenMember, takenMember } from './taken-member.ts';

/** The laws that a resource may have declared, and those that come with them. */
export type LawKind =
  | ResourceLawName
  | 'distinct'
  | 'taken'
  | 'below'
  | 'filtered'
  | 'sorted'
  | 'paged'
  | 'counted'
  | 'untouched'
  | 'headed'
  | 'conditional';

/** A law of a resource, as it binds one operation. */
export interface OperationLaw {
  kind: LawKind;
  resource: Resource;
  use: ResourceUse;
  /** Whether the document says so; else its shape suggests it. */
  declared: boolean;
}

/** By operation, in the order of the contract; each kind once an operation. */
export const listLaws: (contract: Contract) => readonly OperationLaw[] = oncePerContract(findLaws);

/** The laws that bind one operation. */
export function lawsOf(contract: Contract, operation: Operation): readonly OperationLaw[] {
  return lawsByOperation(contract).get(operation.id) ?? [];
}

const lawsByOperation = oncePerContract((contract) => Map.groupBy(listLaws(contract), ({ use }) => use.operation.id));

function findLaws(contract: Contract): OperationLaw[] {
  const all = listResources(contract).flatMap((resource) =>
    resource.uses.flatMap((use) =>
      kindsOf(contract, resource, use).map((kind): OperationLaw => ({
        kind,
        resource,
        use,
        declared: isDeclared(resource, kind),
      })),
    ),
  );
  return [...Map.groupBy(all, ({ kind, use }) => `${use.operation.id} ${kind}`).values()].flatMap(
    ([first]) => first ?? [],
  );
}

/** The law that must be declared for one to be, where it has no name of its own in `x-resource`. */
const partOf: Partial<Record<LawKind, ResourceLawName>> = {
  distinct: 'read',
  below: 'read',
  filtered: 'listed',
  sorted: 'listed',
  paged: 'listed',
  counted: 'listed',
};

function isDeclared({ laws }: Resource, kind: LawKind): boolean {
  return laws.some(({ name, declared }) => declared && name === (partOf[kind] ?? kind));
}

function kindsOf(contract: Contract, resource: Resource, use: ResourceUse): LawKind[] {
  const has = (name: ResourceLawName) => resource.laws.some((law) => law.name === name);
  const { operation, role } = use;
  const isRead = has('read') || resource.uses.some((each) => each.role === 'read' && each.operation.method === 'get');
  const makes = resource.uses.some((each) => each.role === 'create' || each.makes);
  if (!makes) return [];
  switch (role) {
    case 'create':
      return [
        ...(has('read') ? ['read' as const] : []),
        ...(chosenMember(contract, resource, use) === undefined ? givenKinds(resource, use) : []),
        ...(takenMember(contract, resource, use) === undefined ? [] : ['taken' as const]),
      ];
    case 'read':
      if (operation.method === 'head') return isRead ? ['headed'] : [];
      return [
        ...(isRead && hasTemplates(operation, 2) && !resource.single ? ['below' as const] : []),
        ...(hasCondition(operation, 'if-none-match', '304') ? ['conditional' as const] : []),
      ];
    case 'list': {
      const isWhole = showsAll(contract, use);
      return [
        ...(has('listed') && isWhole ? ['listed' as const] : []),
        ...(hasTemplates(operation, 1) && documents(operation, '404') ? ['below' as const] : []),
        ...(filtersOf(contract, use).length > 0 && isWhole ? ['filtered' as const] : []),
        ...(sortsOf(contract, resource, use).length > 0 ? ['sorted' as const] : []),
        ...(pagingOf(operation).size === undefined ? [] : ['paged' as const]),
        ...(isWhole && (totalOf(contract, use) ?? totalHeaderOf(operation)) !== undefined ? ['counted' as const] : []),
      ];
    }
    case 'replace':
      return [
        ...(use.makes && has('read') ? ['read' as const] : []),
        ...(has('replaced') ? ['replaced' as const] : []),
        ...(has('replaced') && hasMembers(contract, use) ? ['untouched' as const] : []),
        ...(hasCondition(operation, 'if-match', '412') ? ['conditional' as const] : []),
      ];
    case 'change':
      return [
        ...(has('changed') ? ['changed' as const] : []),
        ...(has('changed') && operation.method === 'patch' ? ['untouched' as const] : []),
        ...(hasCondition(operation, 'if-match', '412') ? ['conditional' as const] : []),
      ];
    case 'remove':
      return [
        ...(has('gone') ? ['gone' as const] : []),
        ...(hasCondition(operation, 'if-match', '412') ? ['conditional' as const] : []),
      ];
    case 'clear':
      return [];
  }
}

/** Whether all that there is can be listed: what is bounded, and has no pages, leaves things out. */
function showsAll({ document }: Contract, { operation, shown = [] }: ResourceUse): boolean {
  const { page, offset, cursor } = pagingOf(operation);
  const node = successNode(operation);
  const list = node && findMember(document, node, shown);
  const isBounded = list !== undefined && [...walkInPlace(document, list)].some(({ schema }) => 'maxItems' in schema);
  return !isBounded || [page, offset, cursor].some((name) => name !== undefined);
}

/** Where the server gives the identity. */
function givenKinds({ laws }: Resource, { identity }: ResourceUse): LawKind[] {
  const isSeen = laws.some(({ name }) => name === 'read' || name === 'listed');
  return isSeen && identity.some(({ expression }) => expression.message === 'response') ? ['distinct'] : [];
}

function hasMembers(contract: Contract, { operation }: ResourceUse): boolean {
  const node = operation.body?.contents[0]?.node;
  return node !== undefined && memberNames(contract.document, node).length > 0;
}

function hasTemplates({ path }: Operation, least: number): boolean {
  return [...path.matchAll(/\{/g)].length >= least;
}

function documents({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

function hasCondition(operation: Operation, header: string, status: string): boolean {
  const isTaken = operation.parameters.some(
    ({ in: place, name }) => place === 'header' && name.toLowerCase() === header,
  );
  return isTaken && documents(operation, status);
}

/** A parameter of a list that is called like a member of its items. */
export interface Filter {
  /** The parameter's key. */
  parameter: string;
  /** Tokens into an item. */
  member: readonly string[];
}

export function filtersOf(contract: Contract, use: ResourceUse): Filter[] {
  const names = itemNames(contract, use);
  const { page, size, offset, cursor } = pagingOf(use.operation);
  return use.operation.parameters
    .filter(({ in: place, name }) => place === 'query' && ![page, size, offset, cursor].includes(name))
    .flatMap(({ name }) => {
      const member = names.find((each) => plainName(each) === plainName(name));
      return member === undefined ? [] : [{ parameter: name, member: [member] }];
    });
}

/** An order that a parameter of a list offers: that of a member of its items. */
export interface SortOrder {
  parameter: string;
  value: string;
  member: readonly string[];
  /** Said by a `-`, or by another value without one; else either will do. */
  direction?: 'up' | 'down';
}

/** The order of identities is left out: it mostly means that in which things were made. */
export function sortsOf(contract: Contract, { identity }: Resource, use: ResourceUse): SortOrder[] {
  const names = itemNames(contract, use).filter((name) => name !== identity?.member?.at(-1));
  return use.operation.parameters
    .filter(({ in: place, name }) => place === 'query' && /^(?:sort|order)(?:_?by)?$/i.test(name))
    .flatMap(({ name, node: { schema } }) => {
      const values: unknown[] = typeof schema === 'object' && Array.isArray(schema['enum']) ? schema['enum'] : [];
      return values.flatMap((value): SortOrder[] => {
        if (typeof value !== 'string') return [];
        const plain = value.replace(/^-/, '');
        const member = names.find((each) => each === plain);
        if (member === undefined) return [];
        const isOpposed = values.includes(plain) && values.includes(`-${plain}`);
        const direction = value === plain ? 'up' : 'down';
        return [{ parameter: name, value, member: [member], ...(isOpposed ? { direction } : {}) }];
      });
    });
}

function itemNames(contract: Contract, { operation, shown, each = [] }: ResourceUse): string[] {
  const node = successNode(operation);
  const item = node && shown && findMember(contract.document, node, [...shown, '0', ...each]);
  return item ? memberNames(contract.document, item) : [];
}

/** The parameters by which a list is read page by page. */
export interface Paging {
  page?: string;
  size?: string;
  offset?: string;
  cursor?: string;
}

export function pagingOf({ parameters }: Operation): Paging {
  const find = (names: RegExp): string | undefined =>
    parameters.find(({ in: place, name }) => place === 'query' && names.test(plainName(name)))?.name;
  const found: { -readonly [Key in keyof Paging]: string | undefined } = {
    page: find(/^(?:current)?page(?:number|num|nr|no|index)?$/),
    size: find(/^(?:size|limit|perpage|pagesize|pagelimit|maxresults|top|first)$/),
    offset: find(/^(?:offset|skip|start)$/),
    cursor: find(/^(?:cursor|after|marker|pagetoken|nexttoken|startingafter|continuationtoken)$/),
  };
  return Object.fromEntries(Object.entries(found).filter(([, name]) => name !== undefined));
}

/** Where a list says how many there are on all its pages together. */
export function totalOf(contract: Contract, use: ResourceUse): readonly string[] | undefined {
  return beside(contract, use, /^total(?:count|items|elements|results|records|hits|size)?$/);
}

/** The header in which an answer says the same. */
export function totalHeaderOf({ responses }: Operation): string | undefined {
  const success = responses.find(({ status }) => status.startsWith('2'));
  return success?.headers
    .map(({ name }) => name.toLowerCase())
    .find((name) => /^x?total(?:count|items|results)?$/.test(plainName(name)));
}

/** Where a page says which one it is. */
export function pageNumberOf(contract: Contract, use: ResourceUse): readonly string[] | undefined {
  const { page } = pagingOf(use.operation);
  return page === undefined ? undefined : beside(contract, use, new RegExp(`^${plainName(page)}$`));
}

/** Where a page says how the next one is asked for. */
export function nextOf(contract: Contract, use: ResourceUse): readonly string[] | undefined {
  return beside(contract, use, /^next(?:cursor|token|pagetoken|marker|page)?$|^cursor$/);
}

/** A member that stands beside the items, or in an object there: `meta.total`. */
function beside(
  contract: Contract,
  { operation, shown = [] }: ResourceUse,
  named: RegExp,
): readonly string[] | undefined {
  const node = successNode(operation);
  if (!node || shown.length === 0) return undefined;
  const around = findMember(contract.document, node, shown.slice(0, -1));
  const outer = around ? memberNames(contract.document, around) : [];
  const direct = outer.find((name) => named.test(plainName(name)));
  if (direct !== undefined) return [...shown.slice(0, -1), direct];
  const within = outer.filter((name) => name !== shown.at(-1));
  for (const name of within) {
    const inner = findMember(contract.document, node, [...shown.slice(0, -1), name]);
    const found = inner && memberNames(contract.document, inner).find((each) => named.test(plainName(each)));
    if (found !== undefined) return [...shown.slice(0, -1), name, found];
  }
  return undefined;
}
