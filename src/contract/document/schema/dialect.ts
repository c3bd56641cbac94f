/** The versions of JSON Schema that schemas are written in, and in what they differ from 2020-12. */
import { applicators } from '../../schema.ts';

export interface Dialect {
  name: string;
  /** Keywords beside `$ref` are ignored. */
  refAlone: boolean;
  /** `exclusiveMinimum: true` qualifies `minimum`. */
  booleanBounds: boolean;
  /** `items: [ … ]` holds for the first items, `additionalItems` for the others. */
  tuples: boolean;
  /** `dependencies` is a keyword. */
  dependencies: boolean;
  /** The keyword by which a schema allows null beside its type. */
  nullable: 'nullable' | 'x-nullable' | undefined;
  /** `file` is a type, of a whole answer and of what a form sends. */
  hasFiles: boolean;
  /** The keyword that gives a schema its URI. */
  id: '$id' | 'id' | undefined;
  /** `$recursiveRef` is a keyword. */
  recursive: boolean;
  /** Keywords of 2020-12 that it lacks. */
  lacks: ReadonlySet<string>;
  /** Those that it lacks and people write in it all the same: they are read, and told. */
  borrows: ReadonlySet<string>;
}

const words = (text: string): string[] => text.split(/\s+/);

const late2020 = words('prefixItems $dynamicRef $dynamicAnchor');
const late2019 = [
  ...late2020,
  ...words(`$anchor $defs $vocabulary contentSchema dependentRequired dependentSchemas deprecated maxContains minContains
    unevaluatedItems unevaluatedProperties`),
];
const late7 = words('$comment contentEncoding contentMediaType else if readOnly then writeOnly');
const late6 = words('const contains examples propertyNames');

const modern: Dialect = {
  name: '2020-12',
  refAlone: false,
  booleanBounds: false,
  tuples: false,
  dependencies: false,
  nullable: undefined,
  hasFiles: false,
  id: '$id',
  recursive: false,
  lacks: new Set(),
  borrows: new Set(),
};

const draft2019 = { ...modern, name: '2019-09', tuples: true, recursive: true, lacks: new Set(late2020) };
const draft7 = {
  ...modern,
  name: 'draft-07',
  refAlone: true,
  tuples: true,
  dependencies: true,
  lacks: new Set(late2019),
};
const draft6 = { ...draft7, name: 'draft-06', lacks: new Set([...late2019, ...late7]) };
const draft4: Dialect = {
  ...draft7,
  name: 'draft-04',
  booleanBounds: true,
  id: 'id',
  lacks: new Set([...late2019, ...late7, ...late6]),
};

/** OpenAPI 3.0's own: a part of draft 4 with keywords of its own. What it lacks of later ones is read all the same, where a schema has it. */
const openapi30: Dialect = {
  ...modern,
  name: 'OpenAPI 3.0',
  refAlone: true,
  booleanBounds: true,
  nullable: 'nullable',
};

const swagger20: Dialect = {
  ...openapi30,
  name: 'Swagger 2.0',
  nullable: 'x-nullable',
  hasFiles: true,
  borrows: new Set(words('anyOf const not oneOf writeOnly')),
};

const bySchema: readonly [uri: RegExp, dialect: Dialect][] = [
  [/json-schema\.org\/draft\/2020-12\/|spec\.openapis\.org\/oas\/3\.[12]\/dialect/, modern],
  [/json-schema\.org\/draft\/2019-09\//, draft2019],
  [/json-schema\.org\/draft-07\//, draft7],
  [/json-schema\.org\/draft-06\//, draft6],
  [/json-schema\.org\/draft-04\//, draft4],
  [/spec\.openapis\.org\/oas\/3\.0\//, openapi30],
];

/** The dialect that a `$schema` or a `jsonSchemaDialect` names; undefined for one that nobody knows. */
export function dialectOf(uri: string): Dialect | undefined {
  return bySchema.find(([known]) => known.test(uri))?.[1];
}

/** The dialect of a document of this version of OpenAPI where nothing says otherwise. */
export function dialectOfVersion(version: string): Dialect {
  return version === '2.0' ? swagger20 : version.startsWith('3.0') ? openapi30 : modern;
}

/** What a keyword takes as its value. */
export type ValueKind =
  | 'any'
  | 'boolean'
  | 'bound'
  | 'count'
  | 'example list'
  | 'list'
  | 'map'
  | 'names'
  | 'names by name'
  | 'number'
  | 'pattern'
  | 'positive number'
  | 'schema'
  | 'schema list'
  | 'schemas by name'
  | 'text'
  | 'types';

/** The kinds of value that the other keywords of JSON Schema 2020-12 and of OpenAPI's base vocabulary take. */
const plainKeywords: Readonly<Record<string, ValueKind>> = {
  $comment: 'any',
  const: 'any',
  contentEncoding: 'text',
  contentMediaType: 'text',
  default: 'any',
  dependentRequired: 'names by name',
  deprecated: 'boolean',
  description: 'text',
  discriminator: 'map',
  enum: 'list',
  example: 'any',
  examples: 'example list',
  exclusiveMaximum: 'bound',
  exclusiveMinimum: 'bound',
  externalDocs: 'map',
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
  pattern: 'pattern',
  readOnly: 'boolean',
  required: 'names',
  title: 'text',
  type: 'types',
  uniqueItems: 'boolean',
  writeOnly: 'boolean',
  xml: 'map',
};

const applied = { one: 'schema', list: 'schema list', map: 'schemas by name' } as const;

/** What a keyword takes as its value; undefined for one that 2020-12 does not define. */
export function valueKindOf(keyword: string): ValueKind | undefined {
  if (Object.hasOwn(plainKeywords, keyword)) return plainKeywords[keyword];
  const applicator = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
  return applicator && applied[applicator];
}

/** Every keyword that a slip of the keys may have meant. */
export const knownKeywords: readonly string[] = [
  ...Object.keys(applicators),
  ...Object.keys(plainKeywords),
  '$ref',
  '$schema',
];

/** Keywords of other versions and of other tools, with what 2020-12 has in their place; a similar name is no slip of the keys. */
export const foreignKeywords: ReadonlyMap<string, string> = new Map([
  ['additionalItems', 'write items beside prefixItems'],
  ['collectionFormat', 'write style and explode at the parameter'],
  ['definitions', 'write $defs'],
  ['dependencies', 'write dependentRequired or dependentSchemas'],
  ['disallow', 'write not'],
  ['divisibleBy', 'write multipleOf'],
  ['enumNames', 'write oneOf of const and title, or a name that begins with x-'],
  ['extends', 'write allOf'],
  ['id', 'write $id'],
  ['javaType', 'write a name that begins with x-'],
  ['nullable', 'write type: [ …, "null" ]'],
  ['optional', 'leave the name out of required'],
  ['length', 'write minLength and maxLength'],
  ['max', 'write maximum, maxLength or maxItems'],
  ['min', 'write minimum, minLength or minItems'],
  ['regex', 'write pattern'],
  ['values', 'write enum'],
  ['$recursiveAnchor', 'write $dynamicAnchor'],
  ['$recursiveRef', 'write $dynamicRef'],
]);
