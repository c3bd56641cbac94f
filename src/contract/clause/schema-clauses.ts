/** The clauses that a schema states about a value and its members. */
import type { SchemaNode, SchemaObject } from '../schema.ts';
import { listBelow, walkPossible, type PlacedSchema, type SchemaBelow } from '../schema/walk-schema.ts';
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
  return statingSchemas(document, node).flatMap((placed) => {
    if (trail.has(placed.pointer)) return [];
    const inner = new Set([...trail, placed.pointer]);
    return [...ownClauses(placed, about), ...memberClauses(document, placed, about, inner)];
  });
}

/** What holds in any case; of `anyOf` and `oneOf`, what a branch refers to, but nothing that is written in the branch itself. */
function statingSchemas(document: SchemaObject, node: SchemaNode): PlacedSchema[] {
  return [...walkPossible(document, node)].filter(({ among, pointer }) => {
    if (among.length === 0) return true;
    return (
      among.every((keyword) => keyword === 'anyOf' || keyword === 'oneOf') && !pointer.startsWith(`${node.pointer}/`)
    );
  });
}

function ownClauses({ schema, pointer }: PlacedSchema, about: About): ClauseDraft[] {
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
  placed: PlacedSchema,
  about: About,
  trail: ReadonlySet<string>,
): ClauseDraft[] {
  const { schema, pointer } = placed;
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  return [
    ...required.map((name, index) => ({
      ...about,
      at: [...about.at, name],
      kind: 'required',
      value: name,
      pointer: `${pointer}/required/${index}`,
    })),
    ...listBelow(placed).flatMap((below) => {
      const step = stepTo(below);
      return step === undefined
        ? []
        : schemaClauses(document, below.node, { ...about, at: [...about.at, step] }, trail);
    }),
  ];
}

/** How a clause names the part of its value; undefined for parts that have no clauses of their own. */
function stepTo({ keyword, name }: SchemaBelow): string | undefined {
  switch (keyword) {
    case 'properties':
      return name;
    case 'items':
      return '[]';
    case 'additionalProperties':
      return '{}';
    case 'prefixItems':
      return `[${name}]`;
    default:
      return undefined;
  }
}
