/** Reads `x-resource` of a path: what the document itself says of a resource. */
import type { Contract } from '../contract.ts';
import { parsePointer } from '../json-pointer.ts';
import type { Operation } from '../operation.ts';
import { isSchemaObject } from '../schema.ts';
import { type ResourceLawName, resourceRoles, type ResourceRole, type ResourceUse } from './resource.ts';

interface Undeclared {
  /** The extension's value; undefined where there is none. */
  raw: unknown;
  inferred: readonly ResourceUse[];
  name: string;
  /** What an operation does in a role that it was not inferred to have. */
  useAs: (operation: Operation, role: ResourceRole) => ResourceUse;
}

interface Declared {
  name: string;
  declared: boolean;
  identity?: readonly string[];
  uses: readonly ResourceUse[];
  laws: readonly ResourceLawName[];
  /** Whether no other law is to be inferred. */
  only: boolean;
}

export const allLaws: readonly ResourceLawName[] = ['read', 'listed', 'replaced', 'changed', 'gone'];

/**
 * What holds of a resource. What `x-resource` does not say is as it was inferred; with it, every law is declared unless it names
 * some, or says itself that it is only inferred.
 */
export function declareResource(contract: Contract, { raw, inferred, name, useAs }: Undeclared): Declared {
  if (!isSchemaObject(raw)) return { name, declared: false, uses: inferred, laws: [], only: false };
  const { name: given, identity, operations, laws } = raw;
  const declared = raw['inferred'] !== true;
  const member = typeof identity === 'string' ? readMember(identity) : undefined;
  return {
    name: typeof given === 'string' && given !== '' ? given : name,
    declared,
    ...(member ? { identity: member } : {}),
    uses: isSchemaObject(operations) ? readUses(contract, { roles: operations, declared, inferred, useAs }) : inferred,
    laws: Array.isArray(laws) ? allLaws.filter((law) => laws.includes(law)) : allLaws,
    only: Array.isArray(laws),
  };
}

/** The tokens of a member, by its name or by a JSON Pointer; undefined for what is neither. */
export function readMember(text: string): string[] | undefined {
  try {
    return text.startsWith('/') ? parsePointer(text) : text === '' ? undefined : [text];
  } catch {
    return undefined;
  }
}

/** An operation that is not named is none of the resource. */
function readUses(
  { operations }: Contract,
  {
    roles,
    declared,
    inferred,
    useAs,
  }: Pick<Undeclared, 'inferred' | 'useAs'> & { roles: Readonly<Record<string, unknown>>; declared: boolean },
): ResourceUse[] {
  return operations.flatMap((operation): ResourceUse[] => {
    const role = Object.hasOwn(roles, operation.id) ? roles[operation.id] : undefined;
    if (!resourceRoles.includes(role as ResourceRole)) return [];
    const known = inferred.find((use) => use.operation.id === operation.id);
    if (!known || known.role !== role) return [useAs(operation, role as ResourceRole)];
    return [declared ? { ...known, evidence: 'declared' } : known];
  });
}
