/** JSON Schema 2020-12 as data: a schema, and where others stand inside it. What these hold for, `walk-schema` knows. */
import { parsePointer } from './json-pointer.ts';
import { isWideInteger } from './wide-integer.ts';

export interface SchemaObject {
  [keyword: string]: unknown;
}

/** A JSON Schema. */
export type Schema = boolean | SchemaObject;

/** A schema and where it stands in the contract's bundled document (JSON Pointer). */
export interface SchemaNode {
  schema: Schema;
  pointer: string;
}

/** Keywords whose value holds schemas: one, a list of them, or a map from names. */
export const applicators: Readonly<Record<string, 'one' | 'list' | 'map'>> = {
  additionalProperties: 'one',
  allOf: 'list',
  anyOf: 'list',
  contains: 'one',
  contentSchema: 'one',
  definitions: 'map',
  dependentSchemas: 'map',
  else: 'one',
  if: 'one',
  items: 'one',
  not: 'one',
  oneOf: 'list',
  patternProperties: 'map',
  prefixItems: 'list',
  properties: 'map',
  propertyNames: 'one',
  then: 'one',
  unevaluatedItems: 'one',
  unevaluatedProperties: 'one',
  $defs: 'map',
};

/** Marks a schema that could not be read, by the rule that says why: it accepts anything, and its clauses are not reached. */
export const unreadKeyword = 'x-docpact-unread';

/** Marks an `anyOf` that is written as `oneOf`, though examples obey several of its branches: whether a request may is open. */
export const overlappingKeyword = 'x-docpact-overlapping';

export function isSchemaObject(schema: unknown): schema is SchemaObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema) && !isWideInteger(schema);
}

/** A schema inside a schema, with the tokens that lead to it. */
export interface Subschema {
  tokens: readonly [keyword: string, ...name: string[]];
  schema: Schema;
}

/** The schemas that stand directly inside `schema`, in the order in which they are written. */
export function* subschemasOf(schema: SchemaObject): Generator<Subschema> {
  for (const [keyword, value] of Object.entries(schema)) {
    const kind = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
    if (kind === 'one') yield { tokens: [keyword], schema: value as Schema };
    else if (kind !== undefined && typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        yield { tokens: [keyword, name], schema: member as Schema };
      }
    }
  }
}

/** A copy of `schema` in which `change` has replaced each schema that stands directly inside it. */
export function mapSubschemas(
  schema: SchemaObject,
  change: (schema: Schema, tokens: Subschema['tokens']) => Schema,
): SchemaObject {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      const kind = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
      if (kind === 'one') return [keyword, change(value as Schema, [keyword])];
      if (kind === 'list' && Array.isArray(value)) {
        return [keyword, value.map((member, index) => change(member, [keyword, String(index)]))];
      }
      if (kind === 'map' && isSchemaObject(value)) {
        const members = Object.entries(value).map(([name, member]) => [
          name,
          change(member as Schema, [keyword, name]),
        ]);
        return [keyword, Object.fromEntries(members)];
      }
      return [keyword, value];
    }),
  );
}

/** The JSON types that `schema` allows by its own `type`; undefined where it does not say. */
export function typesOf(schema: SchemaObject): readonly string[] | undefined {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  return Array.isArray(type) ? (type as string[]) : undefined;
}

/** The component that a schema of a bundled document refers to; what is no schema may look like one that refers elsewhere. */
export function componentName(schema: Schema): string | undefined {
  const reference = isSchemaObject(schema) ? schema['$ref'] : undefined;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  return parsePointer(reference.slice(1)).at(-1);
}
