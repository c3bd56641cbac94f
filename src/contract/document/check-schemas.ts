/** Holds every schema of a contract against JSON Schema itself, so that what is wrong is named by file and pointer. */
import { ContractError } from '../../errors.ts';
import type { Bundle } from './bundle-document.ts';
import { formatPointer } from '../json-pointer.ts';
import { nearest } from '../nearest-name.ts';
import { applicators, isSchemaObject, type Schema, type SchemaNode, subschemasOf } from '../schema.ts';

/** Throws a ContractError for the first schema that is none: an unknown keyword, a wrong value, a bad pattern. */
export function checkSchemas(bundle: Bundle, nodes: Iterable<SchemaNode>): void {
  for (const node of nodes) checkSchema(bundle, node);
}

function checkSchema(bundle: Bundle, { schema, pointer }: SchemaNode): void {
  if (!isSchema(schema)) throw errorAt(bundle, pointer, 'a schema is an object or a boolean');
  if (!isSchemaObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const at = pointer + formatPointer([keyword]);
    const kind = valueKindOf(keyword);
    if (kind === undefined) throw unknownKeyword(bundle, at, keyword);
    if (!fits[kind](value)) throw errorAt(bundle, at, `${keyword} takes ${wants[kind]}, not ${JSON.stringify(value)}`);
    if (keyword === 'pattern') checkPattern(bundle, at, value as string);
    if (keyword === 'patternProperties') {
      for (const name of Object.keys(value as object)) checkPattern(bundle, at + formatPointer([name]), name);
    }
    if (keyword === 'x-expected') checkSchema(bundle, { schema: value as Schema, pointer: at });
  }
  for (const { tokens, schema: inner } of subschemasOf(schema)) {
    checkSchema(bundle, { schema: inner, pointer: pointer + formatPointer(tokens) });
  }
}

/** What a keyword takes as its value. */
type ValueKind =
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
function valueKindOf(keyword: string): ValueKind | undefined {
  if (keyword.startsWith('x-')) return 'any';
  if (Object.hasOwn(plainKeywords, keyword)) return plainKeywords[keyword];
  const applicator = Object.hasOwn(applicators, keyword) ? applicators[keyword] : undefined;
  return applicator && applied[applicator];
}

/** Every keyword that is known by name. */
const knownKeywords: readonly string[] = [...Object.keys(applicators), ...Object.keys(plainKeywords)];

const typeNames = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'];

const wants: Readonly<Record<ValueKind, string>> = {
  any: 'any value',
  boolean: 'true or false',
  count: 'a whole number from 0',
  list: 'a list',
  names: 'a list of different names',
  'names by name': 'a map from names to lists of names',
  number: 'a number',
  'positive number': 'a number above 0',
  schema: 'a schema',
  'schema list': 'a list of schemas',
  'schemas by name': 'a map from names to schemas',
  text: 'a text',
  types: `one or more of ${typeNames.join(', ')}`,
};

const fits: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  any: () => true,
  boolean: (value) => typeof value === 'boolean',
  count: (value) => Number.isInteger(value) && (value as number) >= 0,
  list: Array.isArray,
  names: isNames,
  'names by name': (value) => isSchemaObject(value) && Object.values(value).every(isNames),
  number: Number.isFinite,
  'positive number': (value) => Number.isFinite(value) && (value as number) > 0,
  schema: isSchema,
  'schema list': (value) => Array.isArray(value) && value.length > 0 && value.every(isSchema),
  'schemas by name': (value) => isSchemaObject(value) && Object.values(value).every(isSchema),
  text: (value) => typeof value === 'string',
  types: (value) => {
    const types = [value].flat();
    return types.length > 0 && isNames(types) && types.every((type) => typeNames.includes(type));
  },
};

function isNames(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.every((name) => typeof name === 'string') && new Set(value).size === value.length
  );
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'boolean' || isSchemaObject(value);
}

function checkPattern(bundle: Bundle, pointer: string, pattern: string): void {
  try {
    void new RegExp(pattern, 'u');
  } catch (cause) {
    throw errorAt(bundle, pointer, `this is not a regular expression: ${(cause as Error).message}`);
  }
}

function unknownKeyword(bundle: Bundle, pointer: string, keyword: string): ContractError {
  const [near] = nearest(keyword, knownKeywords);
  return new ContractError(`"${keyword}" is not a keyword of JSON Schema 2020-12`, {
    place: bundle.placeOf(pointer),
    hint: `${near ? `Did you mean "${near}"? ` : ''}Extensions begin with "x-".`,
  });
}

function errorAt(bundle: Bundle, pointer: string, message: string): ContractError {
  return new ContractError(message, { place: bundle.placeOf(pointer) });
}
