/** The members of a request: every value in it that can be varied on its own. */
import type { Contract } from '../../contract/contract.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { bodyNode, type Operation, parameterKey, type RequestValues } from '../../contract/operation.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember } from '../../contract/schema/walk-schema.ts';
import { fileTypeOf } from '../../http/value/sample-file.ts';
import { mayLack } from './change-validly.ts';

export interface Member {
  /** Tokens from the request: `["body", "size"]`, `["query", "page"]`. */
  at: readonly string[];
  node: SchemaNode;
  optional: boolean;
  /** Whether a law lets its value be taken once. */
  unique: boolean;
  /** Whether it stands for the bytes of a file: such a text is not varied. */
  isFile: boolean;
}

/** The members that `full`, a request with all of them, has; outer ones before the ones inside them. */
export function listMembers(contract: Contract, operation: Operation, full: RequestValues): Member[] {
  const members: Member[] = [];
  const visit = (at: readonly string[], node: SchemaNode): void => {
    const value = valueAt(full, at);
    if (value === undefined) return;
    if (at.length > 1)
      members.push({ at, node, isFile: isFile(contract, node), ...traitsOf(contract, operation, full, at) });
    if (typeof value !== 'object' || value === null) return;
    for (const name of Object.keys(value).slice(0, Array.isArray(value) ? 1 : undefined)) {
      const inner = findMember(contract.document, node, [name]);
      if (inner) visit([...at, name], inner);
    }
  };
  for (const parameter of operation.parameters) visit([parameter.in, parameterKey(parameter)], parameter.node);
  const body = bodyNode(operation);
  if (body) visit(['body'], body);
  return members;
}

function isFile({ document }: Contract, node: SchemaNode): boolean {
  return fileTypeOf(document, node) !== undefined;
}

function traitsOf(contract: Contract, operation: Operation, full: RequestValues, at: readonly string[]) {
  // A law that is switched off still says which values a database may remember.
  const { laws } = contract.operations.find(({ id }) => id === operation.id) ?? operation;
  return {
    optional: mayLack({ contract, operation, values: full }, at),
    unique: laws.unique.some(({ of }) => [of.in, ...of.tokens].join('/') === at.join('/')),
  };
}
