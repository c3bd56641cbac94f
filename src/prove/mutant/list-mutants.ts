/** Mutants of the contract: each with one keyword of its schemas deleted or loosened. */
import type { Contract } from '../../contract/contract.ts';
import { formatPointer } from '../../contract/json-pointer.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject, subschemasOf } from '../../contract/schema.ts';

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

/** Ways to loosen one keyword of a schema. */
interface Loosening {
  name: string;
  sentence: string;
  change: (schema: SchemaObject) => SchemaObject;
}

/** Deleted, and a little wider where there is a little. */
export function loosenings(keyword: string, value: unknown): Loosening[] {
  const put = (name: string, sentence: string, other: unknown): Loosening => ({
    name,
    sentence,
    change: (schema) => ({ ...schema, [keyword]: other }),
  });
  const deleted: Loosening = {
    name: 'deleted',
    sentence: `without ${keyword}`,
    change: (schema) => Object.fromEntries(Object.entries(schema).filter(([name]) => name !== keyword)),
  };
  if (keyword === 'required' && Array.isArray(value)) {
    return value.map((name: string) =>
      put(
        name,
        `does not require ${name}`,
        value.filter((each) => each !== name),
      ),
    );
  }
  if (keyword === 'enum' && Array.isArray(value))
    return [deleted, put('wider', 'lists one value more', [...value, widen(value[0])])];
  if (keyword === 'type')
    return [deleted, put('nullable', 'allows null', [value, 'null'].flat())].filter(
      ({ name }) => name === 'deleted' || ![value].flat().includes('null'),
    );
  if (typeof value === 'number' && /^min|^exclusiveMin/.test(keyword))
    return [
      deleted,
      ...(value > 0 || !/Length|Items|Properties/.test(keyword)
        ? [put('one-less', `${keyword} is one less`, value - 1)]
        : []),
    ];
  if (typeof value === 'number' && /^max|^exclusiveMax/.test(keyword))
    return [deleted, put('one-more', `${keyword} is one more`, value + 1)];
  return [deleted];
}

function widen(value: unknown): unknown {
  return typeof value === 'number' ? 987_654 : `${String(value)}-and-more`;
}
