/** Holds every schema of a contract against JSON Schema itself, so that what is wrong is named by file and pointer. */
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ContractError } from '../errors.ts';
import type { Bundle } from './bundle-document.ts';
import { formatPointer } from './json-pointer.ts';
import { nearest } from './nearest-name.ts';
import { isKnownKeyword, isSchemaObject, knownKeywords, subschemasOf, type Schema, type SchemaNode } from './schema.ts';

const metaSchema = 'https://json-schema.org/draft/2020-12/schema';
let validateSchema: ValidateFunction | undefined;

/** Throws a ContractError for the first schema that is none: a wrong value, an unknown keyword, a bad pattern. */
export function checkSchemas(bundle: Bundle, nodes: Iterable<SchemaNode>): void {
  validateSchema ??= new Ajv2020({ strict: false, logger: false }).getSchema(metaSchema);
  for (const node of nodes) {
    checkKeywords(bundle, node);
    if (validateSchema?.(node.schema) === false) {
      throw metaError(bundle, node, validateSchema.errors ?? []);
    }
  }
}

function checkKeywords(bundle: Bundle, { schema, pointer }: SchemaNode): void {
  if (!isSchemaObject(schema)) return;
  for (const [keyword, value] of Object.entries(schema)) {
    const at = pointer + formatPointer([keyword]);
    if (!isKnownKeyword(keyword)) throw unknownKeyword(bundle, at, keyword);
    if (keyword === 'pattern') checkPattern(bundle, at, value);
    if (keyword === 'patternProperties') {
      for (const name of Object.keys(value as object)) checkPattern(bundle, at + formatPointer([name]), name);
    }
    if (keyword === 'x-expected') checkKeywords(bundle, { schema: value as Schema, pointer: at });
  }
  for (const { tokens, schema: inner } of subschemasOf(schema)) {
    checkKeywords(bundle, { schema: inner, pointer: pointer + formatPointer(tokens) });
  }
}

function checkPattern(bundle: Bundle, pointer: string, pattern: unknown): void {
  if (typeof pattern !== 'string') return;
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

/** The deepest complaint is the one that names the cause. */
function metaError(bundle: Bundle, node: SchemaNode, errors: readonly ErrorObject[]): ContractError {
  const [error] = errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  const allowed = error?.params['allowedValues'] as unknown[] | undefined;
  const reason = allowed ? `must be one of ${allowed.join(', ')}` : (error?.message ?? 'is wrong');
  return errorAt(bundle, node.pointer + (error?.instancePath ?? ''), `this is not JSON Schema: ${reason}`);
}
