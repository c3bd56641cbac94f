/** Values that the user gives for members, where a provider does not take made-up ones. */
import type { Contract } from '../../contract/contract.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import { bodyNode, type Operation, parameterKey } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { UsageError } from '../../errors.ts';
import type { MemberValue } from '../config.ts';

export interface GivenValue {
  /** Tokens from the request: `["body", "plan"]`. */
  at: readonly string[];
  node: SchemaNode;
  /** The value for a request with these digits. */
  write: (digits: string) => unknown;
}

/** Reads and checks them; throws a UsageError for a member that does not exist, or a value that the document forbids. */
export function readGivenValues(
  contract: Contract,
  operation: Operation,
  values: Readonly<Record<string, MemberValue>>,
): GivenValue[] {
  return Object.entries(values).map(([name, value]) => {
    const { at, node } = findPlace(contract, operation, name);
    const write = typeof value === 'function' ? value : () => value;
    const [violation] = contract.validators.violations(node, write('123456789'), {
      direction: 'request',
      demand: 'documented',
    });
    if (violation) throw new UsageError(`values: ${name} of ${operation.id}: ${violation.message}`);
    return { at, node, write };
  });
}

/** A part of the request, with its schema. */
interface Place {
  at: readonly string[];
  node: SchemaNode;
}

/** `query.token`, `header.X-Trace`, `path.id`, `cookie.s`; `/pointer` into the body; a bare name is the body's member, else the one parameter that is called so. */
function findPlace(contract: Contract, operation: Operation, name: string): Place {
  const [, part, rest] = /^(query|header|path|cookie)\.(.+)$/s.exec(name) ?? [];
  const called = (wanted: string): Place[] =>
    operation.parameters
      .filter((parameter) => parameterKey(parameter) === parameterKey({ ...parameter, name: wanted }))
      .map((parameter) => ({ at: [parameter.in, parameterKey(parameter)], node: parameter.node }));
  const placed = part !== undefined && rest !== undefined ? called(rest).filter(({ at }) => at[0] === part) : [];
  const member = findBodyMember(contract, operation, name);
  const [found, ...others] = placed.length > 0 ? placed : member ? [member] : called(name);
  if (!found)
    throw new UsageError(`values: ${operation.id} has no member "${name}" in its body, and no parameter of that name`, {
      hint: 'Write query.NAME, header.NAME, path.NAME or cookie.NAME, a member of the body, or a JSON Pointer into it.',
    });
  if (others.length > 0)
    throw new UsageError(`values: ${operation.id} has several parameters called "${name}"`, {
      hint: `Write ${[found, ...others].map(({ at }) => at.join('.')).join(' or ')}.`,
    });
  return found;
}

function findBodyMember({ document }: Contract, operation: Operation, name: string): Place | undefined {
  const whole = bodyNode(operation);
  const tokens = name.startsWith('/') ? parsePointer(name) : [name];
  const node = whole && findMember(document, whole, tokens);
  return node && { at: ['body', ...tokens], node };
}
