/** Values that the user gives for members, where a provider does not take made-up ones. */
import type { Contract } from '../../contract/contract.ts';
import { parsePointer } from '../../contract/json-pointer.ts';
import type { Operation } from '../../contract/operation.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { UsageError } from '../../errors.ts';
import type { MemberValue } from '../config.ts';

export interface GivenValue {
  /** Tokens from the request: `["body", "plan"]`. */
  at: readonly string[];
  /** The value for a request with these digits. */
  write: (digits: string) => unknown;
}

/** Reads and checks them; throws a UsageError for a member that does not exist, or a value that the document forbids. */
export function readGivenValues(
  contract: Contract,
  operation: Operation,
  values: Readonly<Record<string, MemberValue>>,
): GivenValue[] {
  const body = operation.body?.contents[0]?.node;
  return Object.entries(values).map(([name, value]) => {
    const tokens = name.startsWith('/') ? parsePointer(name) : [name];
    const node = body && findMember(contract.document, body, tokens);
    if (!node) throw new UsageError(`values: ${operation.id} has no member "${name}" in its body`);
    const write = typeof value === 'function' ? value : () => value;
    const [violation] = contract.validators.violations(node, write('123456789'), {
      direction: 'request',
      demand: 'documented',
    });
    if (violation) throw new UsageError(`values: ${name} of ${operation.id}: ${violation.message}`);
    return { at: ['body', ...tokens], write };
  });
}
