/** The schemas of a contract: those that its operations use, and every one with all that stand inside. */
import type { Contract } from './contract.ts';
import { formatPointer } from './json-pointer.ts';
import type { Operation } from './operation.ts';
import { isSchemaObject, type Schema, type SchemaNode, subschemasOf } from './schema.ts';
import type { Direction } from './schema/view-schema.ts';

/** A schema of the contract as it is used: for what is sent, or for what is answered. */
export interface UsedSchema {
  node: SchemaNode;
  direction: Direction;
}

/** The schemas that the operations use, each with its direction. */
export function usedSchemas(operations: readonly Operation[]): UsedSchema[] {
  return operations.flatMap(({ parameters, body, responses }) => [
    ...parameters.map(({ node }) => ({ node, direction: 'request' as const })),
    ...(body?.contents ?? []).flatMap(({ node }) => (node ? [{ node, direction: 'request' as const }] : [])),
    ...responses.flatMap(({ contents, headers }) =>
      [...contents, ...headers].flatMap(({ node }) => (node ? [{ node, direction: 'response' as const }] : [])),
    ),
  ]);
}

/** Whether a schema, and what stands inside it, is gone through. */
type Enters = (schema: Schema) => boolean;

/** Every schema of the contract, the components' and those that operations have outside of them, with all that stand inside. */
export function* everySchema(
  { operations, schemas }: Pick<Contract, 'operations' | 'schemas'>,
  enters: Enters = () => true,
): Generator<SchemaNode> {
  for (const node of schemas.values()) yield* withInner(node, enters);
  const outside = new Map(usedSchemas(operations).map(({ node }) => [node.pointer, node]));
  for (const node of outside.values())
    if (!node.pointer.startsWith('/components/schemas/')) yield* withInner(node, enters);
}

function* withInner(node: SchemaNode, enters: Enters): Generator<SchemaNode> {
  if (!enters(node.schema)) return;
  yield node;
  if (!isSchemaObject(node.schema)) return;
  for (const { tokens, schema } of subschemasOf(node.schema)) {
    yield* withInner({ schema, pointer: node.pointer + formatPointer(tokens) }, enters);
  }
}
