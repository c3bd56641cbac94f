/** The clauses that a schema states about a value and its members. */
import { formatPointer } from '../json-pointer.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';
import { facetsOf } from '../schema/walk-schema.ts';
import type { ClauseDraft } from './clause.ts';

/** What the clauses of a schema are about. */
export type About = Pick<ClauseDraft, 'subject' | 'status' | 'at'>;

/** Keywords that state something as they stand. */
const stated = [
  'type',
  'const',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'not',
  'if',
  'anyOf',
  'oneOf',
] as const;

/** Every clause of `node`, outside in; a schema that contains itself is unrolled once. */
export function schemaClauses(
  document: SchemaObject,
  node: SchemaNode,
  about: About,
  trail: ReadonlySet<string> = new Set(),
): ClauseDraft[] {
  return [...conjuncts(document, node)].flatMap((facet) => {
    if (trail.has(facet.pointer)) return [];
    const inner = new Set([...trail, facet.pointer]);
    return [...ownClauses(facet, about), ...memberClauses(document, facet, about, inner)];
  });
}

/** The schemas that all hold: itself, its references and `allOf`; of alternatives, only one that merely adds null. */
function* conjuncts(document: SchemaObject, node: SchemaNode): Generator<SchemaNode & { schema: SchemaObject }> {
  for (const facet of facetsOf(document, node)) {
    if (!isAlternative(node, facet)) yield facet;
  }
}

function isAlternative(node: SchemaNode, facet: SchemaNode): boolean {
  return (
    facet.pointer.startsWith(`${node.pointer}/`) && /\/(anyOf|oneOf)\//.test(facet.pointer.slice(node.pointer.length))
  );
}

function ownClauses({ schema, pointer }: SchemaNode & { schema: SchemaObject }, about: About): ClauseDraft[] {
  const own = stated
    .filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== false)
    .map((keyword) => ({ ...about, kind: keyword, value: schema[keyword], pointer: `${pointer}/${keyword}` }));
  const closed = ['additionalProperties', 'unevaluatedProperties']
    .filter((keyword) => schema[keyword] === false)
    .map((keyword) => ({ ...about, kind: keyword, value: false, pointer: `${pointer}/${keyword}` }));
  return [...own, ...closed];
}

function memberClauses(
  document: SchemaObject,
  { schema, pointer }: SchemaNode & { schema: SchemaObject },
  about: About,
  trail: ReadonlySet<string>,
): ClauseDraft[] {
  const inside = (inner: Schema, tokens: readonly string[], step: string) =>
    schemaClauses(
      document,
      { schema: inner, pointer: pointer + formatPointer(tokens) },
      { ...about, at: [...about.at, step] },
      trail,
    );
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const properties = isSchemaObject(schema['properties']) ? schema['properties'] : {};
  return [
    ...required.map((name, index) => ({
      ...about,
      at: [...about.at, name],
      kind: 'required',
      value: name,
      pointer: `${pointer}/required/${index}`,
    })),
    ...Object.entries(properties).flatMap(([name, member]) => inside(member as Schema, ['properties', name], name)),
    ...(isSchemaObject(schema['items']) ? inside(schema['items'], ['items'], '[]') : []),
    ...(isSchemaObject(schema['additionalProperties'])
      ? inside(schema['additionalProperties'], ['additionalProperties'], '{}')
      : []),
    ...(Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []).flatMap((item: Schema, index) =>
      inside(item, ['prefixItems', String(index)], `[${index}]`),
    ),
  ];
}
