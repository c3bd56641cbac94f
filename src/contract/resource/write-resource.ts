/** Writes a resource as the `x-resource` that says what was inferred of it. */
import type { Contract } from '../contract.ts';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import type { SchemaObject } from '../schema.ts';
import type { Resource } from './resource.ts';

/** The value of `x-resource`, operations in the document's order. */
export function writeResource({ operations }: Contract, { name, identity, uses, laws }: Resource): SchemaObject {
  return {
    name,
    ...(identity?.member
      ? { identity: identity.member.length === 1 ? identity.member[0] : formatPointer(identity.member) }
      : {}),
    operations: Object.fromEntries(
      operations.flatMap(({ id }) => {
        const use = uses.find(({ operation }) => operation.id === id);
        return use ? [[id, use.role]] : [];
      }),
    ),
    laws: laws.map((law) => law.name),
  };
}

/** The path that `x-resource` stands at. */
export function pathOfResource({ item, pointer }: Resource): string {
  return item ?? parsePointer(pointer)[1] ?? '';
}
