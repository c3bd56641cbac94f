/** Holds each `x-resource` against itself and against the operations that it names. */
import { isIgnored, writeDiagnostic } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import type { Contract } from '../contract.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { formatPointer } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import { listNearest } from '../nearest-name.ts';
import type { Operation } from '../operation.ts';
import { allLaws, readMember } from '../resource/declare-resource.ts';
import { isListed } from '../resource/find-thing.ts';
import { successNode } from '../resource/origin.ts';
import { listResources } from '../resource/list-resources.ts';
import { type Resource, resourceRoles, type ResourceRole, type ResourceUse } from '../resource/resource.ts';
import { isSchemaObject, type SchemaNode } from '../schema.ts';
import { findMember } from '../schema/walk-schema.ts';

export function lintResources(contract: Contract): Diagnostic<ContractRule>[] {
  const { document } = contract;
  const paths = isSchemaObject(document['paths']) ? Object.entries(document['paths']) : [];
  const declared = paths.flatMap(([path, item]) =>
    isSchemaObject(item) && 'x-resource' in item ? [{ path, raw: item['x-resource'] }] : [],
  );
  if (declared.length === 0) return [];
  const resources = listResources(contract);
  const names = declared.flatMap(({ raw }) => (isSchemaObject(raw) ? [raw['name']] : []));
  return declared.flatMap(({ path, raw }) => {
    if (raw === false) return [];
    const pointer = formatPointer(['paths', path, 'x-resource']);
    if (!isSchemaObject(raw)) return tell(contract, pointer, 'x-resource is a map, or false where there is none');
    const resource = resources.find((each) => each.pointer === formatPointer(['paths', path]));
    return [
      ...lintMembers(contract, raw, pointer),
      ...(names.filter((name) => name !== undefined && name === raw['name']).length > 1
        ? tell(contract, `${pointer}/name`, `two resources are called ${JSON.stringify(raw['name'])}`)
        : []),
      ...lintRoles(contract, raw['operations'], `${pointer}/operations`),
      ...(resource
        ? lintDeclared(contract, { raw, pointer, resource })
        : tell(
            contract,
            pointer,
            `nothing is read, listed, replaced, changed or removed at ${path}: it is no resource`,
          )),
    ];
  });
}

function tell(contract: Contract, pointer: string, message: string): Diagnostic<ContractRule>[] {
  const rule = 'odd-resource';
  const isSilenced = isIgnored(rule, contract.document, pointer);
  return isSilenced ? [] : [writeDiagnostic(rule, contract.placeOf(pointer), { message })];
}

type Raw = Readonly<Record<string, unknown>>;

/** What each member of `x-resource` has to be. */
const members: Readonly<Record<string, [what: string, fits: (value: unknown) => boolean]>> = {
  name: ['a text', (value) => typeof value === 'string' && value !== ''],
  identity: [
    'the name of a member, or a JSON Pointer to one',
    (value) => typeof value === 'string' && readMember(value) !== undefined,
  ],
  operations: ['a map of operationIds to roles', isSchemaObject],
  laws: ['a list', Array.isArray],
  inferred: ['true or false', (value) => typeof value === 'boolean'],
};

function lintMembers(contract: Contract, raw: Raw, pointer: string): Diagnostic<ContractRule>[] {
  return Object.entries(raw).flatMap(([name, value]) => {
    const at = pointer + formatPointer([name]);
    const known = Object.hasOwn(members, name) ? members[name] : undefined;
    if (!known)
      return tell(contract, at, `x-resource has no member ${name}; it has ${listNearest(name, Object.keys(members))}`);
    const [what, fits] = known;
    return fits(value) ? [] : tell(contract, at, `${name} is ${what}, not ${JSON.stringify(value)}`);
  });
}

function lintRoles(contract: Contract, roles: unknown, pointer: string): Diagnostic<ContractRule>[] {
  if (!isSchemaObject(roles)) return [];
  const { operations } = contract;
  return Object.entries(roles).flatMap(([id, role]) => {
    const at = pointer + formatPointer([id]);
    const operation = operations.find((each) => each.id === id);
    if (!operation) {
      const ids = operations.map((each) => each.id);
      return tell(contract, at, `there is no operation ${JSON.stringify(id)}; there is ${listNearest(id, ids)}`);
    }
    if (!resourceRoles.includes(role as ResourceRole))
      return tell(contract, at, `${JSON.stringify(role)} is no role; roles are ${resourceRoles.join(', ')}`);
    const contradiction = contradictionIn(contract, operation, role as ResourceRole);
    return contradiction === undefined ? [] : tell(contract, at, `${id} cannot ${plainText(role)}: ${contradiction}`);
  });
}

/** Why an operation cannot have a role. */
function contradictionIn(contract: Contract, operation: Operation, role: ResourceRole): string | undefined {
  const { method, body } = operation;
  const node = successNode(operation);
  const writes = role !== 'read' && role !== 'list';
  if (writes && ['get', 'head', 'options', 'trace'].includes(method)) return `${method.toUpperCase()} changes nothing`;
  if ((role === 'create' || role === 'replace' || role === 'change') && method === 'delete') return 'it is a DELETE';
  if ((role === 'replace' || role === 'change') && !body) return 'it has no body';
  if (role === 'list' && node && !isListed(contract, node, false)) return 'its answer has no list of things';
  return role === 'read' && node && isListed(contract, node, true) ? 'its answer is a list' : undefined;
}

function lintDeclared(
  contract: Contract,
  { raw, pointer, resource }: { raw: Raw; pointer: string; resource: Resource },
): Diagnostic<ContractRule>[] {
  const { identity, laws } = raw;
  const tokens = typeof identity === 'string' ? readMember(identity) : undefined;
  const things = resource.uses.flatMap((use) => thingsIn(contract, use));
  const isNowhere =
    tokens !== undefined && things.length > 0 && !things.some((node) => findMember(contract.document, node, tokens));
  const shown = new Set(resource.laws.map(({ name }) => name));
  return [
    ...(isNowhere
      ? tell(contract, `${pointer}/identity`, `no schema of the resource has a member ${plainText(identity)}`)
      : []),
    ...(Array.isArray(laws) ? laws : []).flatMap((law: unknown, index) => {
      const at = `${pointer}/laws/${index}`;
      const name = allLaws.find((each) => each === law);
      if (!name) return tell(contract, at, `${JSON.stringify(law)} is no law; laws are ${allLaws.join(', ')}`);
      return shown.has(name)
        ? []
        : tell(contract, at, `nothing can show the law ${name}: an operation for it is missing`);
    }),
  ];
}

/** The schemas of a thing in what an operation takes and answers. */
function thingsIn({ document }: Contract, { operation, role, sent, shown, each = [] }: ResourceUse): SchemaNode[] {
  const answer = successNode(operation);
  const body = operation.body?.contents[0]?.node;
  const at = shown && (role === 'list' ? [...shown, '0', ...each] : shown);
  return [answer && at && findMember(document, answer, at), body && findMember(document, body, sent)].filter(
    (node) => node !== undefined,
  );
}
