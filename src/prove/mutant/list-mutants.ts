/** Mutants of the contract: each with one keyword of its schemas deleted or loosened. */
import type { Contract } from '../../contract/contract.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import { isSchemaObject, subschemasOf, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { loosenings } from './loosen-keyword.ts';

export interface Mutant {
  id: string;
  /** Into the bundled document. */
  pointer: string;
  sentence: string;
  /** The schema as it becomes. */
  schema: SchemaObject;
  /** Of the schema that holds the keyword. */
  holder: string;
}

/** Keywords that say nothing about values. */
const remarks = new Set([
  'title',
  'description',
  '$comment',
  '$schema',
  '$id',
  '$ref',
  'deprecated',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'default',
  'discriminator',
  '$defs',
  'definitions',
  'properties',
  'items',
]);

export function listMutants(contract: Contract): Mutant[] {
  const roots = new Map<string, SchemaNode>(
    [...contract.schemas.values(), ...inlineSchemas(contract.document['paths'], '/paths')].map((node) => [
      node.pointer,
      node,
    ]),
  );
  return [...roots.values()].flatMap((node) => [...mutantsOf(node)]);
}

function* mutantsOf({ schema, pointer }: SchemaNode): Generator<Mutant> {
  if (!isSchemaObject(schema)) return;
  yield* ownMutants(schema, pointer, (changed) => changed);
  const expected = schema['x-expected'];
  if (isSchemaObject(expected))
    yield* ownMutants(expected, pointer, (changed) => ({ ...schema, 'x-expected': changed }), '/x-expected');
  for (const { tokens, schema: inner } of subschemasOf(schema))
    yield* mutantsOf({ schema: inner, pointer: pointer + formatPointer(tokens) });
}

function* ownMutants(
  rules: SchemaObject,
  holder: string,
  wrap: (changed: SchemaObject) => SchemaObject,
  inside = '',
): Generator<Mutant> {
  for (const [keyword, value] of Object.entries(rules)) {
    if (remarks.has(keyword) || keyword.startsWith('x-source') || keyword === 'x-expected') continue;
    const pointer = `${holder}${inside}/${keyword}`;
    for (const { name, sentence, change } of loosenings(keyword, value)) {
      yield { id: `schema${pointer}:${name}`, pointer, sentence, schema: wrap(change(rules)), holder };
    }
  }
}

function* inlineSchemas(value: unknown, pointer: string): Generator<SchemaNode> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const at = pointer + formatPointer([name]);
    if (name === 'schema') yield { schema: member as SchemaObject, pointer: at };
    else if (!name.startsWith('x-') && !['example', 'examples', 'value'].includes(name))
      yield* inlineSchemas(member, at);
  }
}
