/** Reads `x-resource` of a path: what the document itself says of a resource. */
import type { Contract } from '../contract.ts';
import { parsePointer } from '../json-pointer.ts';
import { isSchemaObject } from '../schema.ts';
import { type ResourceLawName, resourceRoles, type ResourceRole, type ResourceUse } from './resource.ts';

interface Undeclared {
  /** The extension's value; undefined where there is none. */
  raw: unknown;
  inferred: readonly ResourceUse[];
  name: string;
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

const allLaws: readonly ResourceLawName[] = ['read', 'listed', 'replaced', 'changed', 'gone'];

/** What holds of a resource. What `x-resource` does not say is as it was inferred; with it, every law is declared unless it names some. */
export function declareResource(contract: Contract, { raw, inferred, name }: Undeclared): Declared {
  if (!isSchemaObject(raw)) return { name, declared: false, uses: inferred, laws: [], only: false };
  const { name: given, identity, operations, laws } = raw;
  return {
    name: typeof given === 'string' && given !== '' ? given : name,
    declared: true,
    ...(typeof identity === 'string' ? { identity: readMember(identity) } : {}),
    uses: isSchemaObject(operations) ? readUses(contract, operations, inferred) : inferred,
    laws: Array.isArray(laws) ? allLaws.filter((law) => laws.includes(law)) : allLaws,
    only: Array.isArray(laws),
  };
}

function readMember(text: string): string[] {
  return text.startsWith('/') ? parsePointer(text) : [text];
}

/** An operation that is not named is none of the resource; where one stands in bodies is as it was inferred. */
function readUses(
  { operations }: Contract,
  roles: Readonly<Record<string, unknown>>,
  inferred: readonly ResourceUse[],
): ResourceUse[] {
  return operations.flatMap((operation): ResourceUse[] => {
    const role = Object.hasOwn(roles, operation.id) ? roles[operation.id] : undefined;
    if (!resourceRoles.includes(role as ResourceRole)) return [];
    const known = inferred.find((use) => use.operation.id === operation.id);
    const usual = { operation, sent: [], shown: [], identity: [], makes: false };
    return [{ ...usual, ...known, role: role as ResourceRole, evidence: 'declared' }];
  });
}
