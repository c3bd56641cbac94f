/** Keywords that exclude each other are named with their places; where there is a value, none are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { isSchemaObject, type SchemaObject } from '../../../src/contract/schema.ts';
import { leavesNothing, listContradictions } from '../../../src/contract/schema/list-contradictions.ts';
import { walkInPlace } from '../../../src/contract/schema/walk-schema.ts';
import { writeContract } from '../../write-contract.ts';
import { witnessed } from '../fixture/schema-of-schemas.ts';

const text = { type: 'string' };

/** A schema, and what lint says of it: the rule, the keyword whose line it names, and the words that tell both. */
const rows: readonly [schema: SchemaObject, rule: string, keyword: string, message: string][] = [
  [{ ...text, minLength: 9, maxLength: 4 }, 'impossible-schema', 'minLength', 'minLength 9 and maxLength 4'],
  [{ minLength: 9, maxLength: 4 }, 'impossible-schema', 'minLength', 'minLength 9 and maxLength 4'],
  [{ ...text, format: 'uuid', maxLength: 9 }, 'impossible-schema', 'format', 'format "uuid" and maxLength 9'],
  [{ ...text, format: 'date', minLength: 11 }, 'impossible-schema', 'minLength', 'minLength 11 and format "date"'],
  [{ type: 'integer', minimum: 9, maximum: 4 }, 'impossible-schema', 'minimum', 'minimum 9 and maximum 4'],
  [
    { type: 'number', exclusiveMinimum: 4, maximum: 4 },
    'impossible-schema',
    'exclusiveMinimum',
    'exclusiveMinimum 4 and maximum 4',
  ],
  [
    { type: 'integer', exclusiveMinimum: 4, exclusiveMaximum: 5 },
    'impossible-schema',
    'exclusiveMinimum',
    'exclusiveMinimum 4 and exclusiveMaximum 5',
  ],
  [{ type: 'integer', minimum: 1.2, maximum: 1.8 }, 'impossible-schema', 'minimum', 'minimum 1.2 and maximum 1.8'],
  [
    { type: 'number', multipleOf: 0.5, minimum: 0.6, maximum: 0.9 },
    'impossible-schema',
    'minimum',
    'minimum 0.6 and multipleOf 0.5',
  ],
  [
    { type: 'integer', format: 'int32', minimum: 3_000_000_000 },
    'impossible-schema',
    'minimum',
    'minimum 3000000000 and format "int32"',
  ],
  [
    { type: 'array', items: text, minItems: 4, maxItems: 2 },
    'impossible-schema',
    'minItems',
    'minItems 4 and maxItems',
  ],
  [
    { type: 'array', prefixItems: [text], items: false, minItems: 2 },
    'impossible-schema',
    'minItems',
    'minItems 2 and items false',
  ],
  [
    { type: 'array', items: { enum: [1, 2] }, uniqueItems: true, minItems: 3 },
    'impossible-schema',
    'minItems',
    'minItems 3 and uniqueItems true',
  ],
  [
    { type: 'array', contains: text, maxItems: 0 },
    'impossible-schema',
    'contains',
    'contains {"type":"string"} and maxI',
  ],
  [
    { type: 'array', contains: text, minContains: 3, maxContains: 2 },
    'impossible-schema',
    'minContains',
    'minContains 3 and maxContains 2',
  ],
  [
    { type: 'object', minProperties: 3, maxProperties: 2 },
    'impossible-schema',
    'minProperties',
    'minProperties 3 and maxProperties 2',
  ],
  [
    { type: 'object', minProperties: 2, properties: { a: text }, additionalProperties: false },
    'impossible-schema',
    'minProperties',
    'minProperties 2 and additionalProperties false',
  ],
  [
    { type: 'object', required: ['a', 'b'], maxProperties: 1 },
    'impossible-schema',
    'required',
    'required ["a","b"] and maxProperties 1',
  ],
  [
    { type: 'object', required: ['a'], properties: { a: false } },
    'impossible-schema',
    'required/0',
    'required "a" and properties {"a":false}',
  ],
  [
    { type: 'object', required: ['b'], properties: { a: text }, additionalProperties: false },
    'impossible-schema',
    'required/0',
    'required "b" and additionalProperties false',
  ],
  [
    { type: 'object', required: ['B'], propertyNames: { pattern: '^[a-z]+$' } },
    'impossible-schema',
    'required/0',
    'required "B" and propertyNames {"pattern":"^[a-z]+$"}',
  ],
  [{ ...text, const: 5 }, 'impossible-schema', 'const', 'const 5 and type "string"'],
  [{ const: 'c', enum: ['a', 'b'] }, 'impossible-schema', 'const', 'const "c" and enum ["a","b"]'],
  [{ type: 'integer', enum: ['1', '2'] }, 'impossible-schema', 'enum', 'enum ["1","2"] and type "integer"'],
  [{ enum: [5, 6], maximum: 4 }, 'impossible-schema', 'enum', 'enum [5,6] and maximum 4'],
  [{ allOf: [text, { type: 'integer' }] }, 'impossible-schema', 'allOf/0/type', 'type "string" and type "integer"'],
  [
    { allOf: [{ ...text, minLength: 9 }, { maxLength: 4 }] },
    'impossible-schema',
    'allOf/0/minLength',
    'minLength 9 and maxLength 4',
  ],
  [
    { type: ['string', 'null'], minLength: 9, maxLength: 4 },
    'contradicting-keywords',
    'minLength',
    'minLength 9 and maxLength 4',
  ],
  [{ ...text, enum: ['a', 1] }, 'dead-value', 'enum/1', 'enum lists 1, which type "string"'],
  [
    { type: 'object', required: ['nmae'], properties: { name: text } },
    'undescribed-member',
    'required/0',
    'required names "nmae"',
  ],
];

/** Schemas with which nothing is wrong, though they may look so. */
const sound: readonly SchemaObject[] = [
  { ...text, minimum: 5, maximum: 4 },
  { type: 'integer', minimum: 4, maximum: 4 },
  { type: 'integer', format: 'int64', minimum: 2 ** 63 - 1024 },
  { type: 'number', multipleOf: 0.1, minimum: 0.3, maximum: 0.3 },
  { enum: ['a', null], type: ['string', 'null'] },
  { allOf: [{ enum: ['a', 'b'] }, { enum: ['a'] }] },
  { type: 'object', required: ['a'], patternProperties: { '^a': text }, additionalProperties: false },
  { type: 'object', properties: { names: text }, allOf: [{ properties: { name: text } }], required: ['name'] },
  { allOf: [{ properties: { name: text } }, { required: ['name'] }] },
  { type: 'array', items: text, minItems: 3, maxItems: 3 },
];

function documentOf(schema: SchemaObject): Record<string, unknown> {
  return {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {
      '/x': {
        post: {
          operationId: 'addX',
          requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/X' } } } },
          responses: { 204: { description: 'done' } },
        },
      },
    },
    components: { schemas: { X: schema } },
  };
}

function lint(schema: SchemaObject) {
  return lintContract(loadContract(writeContract({ 'openapi.json': documentOf(schema) })));
}

describe('keywords that exclude each other', () => {
  it.each(rows)('%j', (schema, rule, keyword, message) => {
    const found = lint(schema).filter((each) => each.rule === rule);
    expect(found).toHaveLength(1);
    expect(found[0]?.message).toContain(message);
    expect(found[0]?.place.pointer).toBe(`/components/schemas/X/${keyword}`);
    expect(found[0]?.place.line).toBeGreaterThan(1);
  });

  it('names the line of the second', () => {
    const [found] = lint({ ...text, minLength: 9, maxLength: 4 });
    expect(found?.message).toContain(`maxLength 4 (line ${(found?.place.line ?? 0) + 1}) exclude each other`);
  });

  it.each(sound)('%j is sound', (schema) => {
    expect(lint(schema)).toEqual([]);
  });

  it('never where there is a value', () => {
    for (const { schema, witness } of [0, 1, 2].flatMap((levels) =>
      fc.sample(witnessed(levels), { seed: 7, numRuns: 200 }),
    )) {
      const pieces = [...walkInPlace(schema, { schema, pointer: '' })];
      const found = listContradictions(pieces);
      expect(leavesNothing(pieces, found), `${JSON.stringify(schema)} ${JSON.stringify(witness)}`).toBe(false);
      const type = Array.isArray(witness) ? 'array' : isSchemaObject(witness) ? 'object' : typeof witness;
      expect(found.map((each) => each.type)).not.toContain(type);
    }
  });
});
