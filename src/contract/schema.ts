/** What the kit knows of JSON Schema 2020-12: its keywords, and where schemas stand inside a schema. */

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
const applicators: Readonly<Record<string, 'one' | 'list' | 'map'>> = {
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

/** What a keyword takes as its value. */
export type ValueKind =
  | 'any'
  | 'boolean'
  | 'count'
  | 'list'
  | 'names'
  | 'names by name'
  | 'number'
  | 'positive number'
  | 'schema'
  | 'schema list'
  | 'schemas by name'
  | 'text'
  | 'types';

/** The kinds of value that the other keywords of JSON Schema and of OpenAPI's base vocabulary take. */
const plainKeywords: Readonly<Record<string, ValueKind>> = {
  $comment: 'text',
  $id: 'text',
  $ref: 'text',
  $schema: 'text',
  const: 'any',
  contentEncoding: 'text',
  contentMediaType: 'text',
  default: 'any',
  dependentRequired: 'names by name',
  deprecated: 'boolean',
  description: 'text',
  discriminator: 'any',
  enum: 'list',
  example: 'any',
  examples: 'list',
  exclusiveMaximum: 'number',
  exclusiveMinimum: 'number',
  externalDocs: 'any',
  format: 'text',
  maxContains: 'count',
  maxItems: 'count',
  maxLength: 'count',
  maxProperties: 'count',
  maximum: 'number',
  minContains: 'count',
  minItems: 'count',
  minLength: 'count',
  minProperties: 'count',
  minimum: 'number',
  multipleOf: 'positive number',
  pattern: 'text',
  readOnly: 'boolean',
  required: 'names',
  title: 'text',
  type: 'types',
  uniqueItems: 'boolean',
  writeOnly: 'boolean',
  xml: 'any',
};

const applied = { one: 'schema', list: 'schema list', map: 'schemas by name' } as const;

/** What a keyword takes as its value; undefined for one that nobody defines. Extensions (`x-…`) take anything. */
export function valueKindOf(keyword: string): ValueKind | undefined {
  if (keyword.startsWith('x-')) return 'any';
  if (Object.hasOwn(plainKeywords, keyword)) return plainKeywords[keyword];
  const applicator = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
  return applicator && applied[applicator];
}

/** Every keyword that is known by name. */
export const knownKeywords: readonly string[] = [...Object.keys(applicators), ...Object.keys(plainKeywords)];

export function isSchemaObject(schema: unknown): schema is SchemaObject {
  return typeof schema === 'object' && schema !== null && !Array.isArray(schema);
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
