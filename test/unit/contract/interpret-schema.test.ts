/** What schemas say of values without Ajv is what Ajv says. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpretSchema, type Judge } from '../../../src/contract/schema/interpret-schema.ts';
import type { Schema } from '../../../src/contract/schema.ts';

const name = fc.constantFrom('a', 'b', 'c');
const bound = fc.constantFrom(0, 1, 2, 3);
const type = fc.constantFrom('array', 'boolean', 'integer', 'null', 'number', 'object', 'string');

/** Up to four of the keywords. */
function someOf(keywords: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Schema> {
  const entries = Object.entries(keywords).map(([keyword, given]) => fc.tuple(fc.constant(keyword), given));
  return fc.array(fc.oneof(...entries), { maxLength: 4 }).map((each) => Object.fromEntries(each));
}

/** Few names, bounds and texts, so that schemas and values meet. */
const { schema, value } = fc.letrec<{ schema: Schema; inner: Schema; value: unknown }>((tie) => ({
  schema: someOf({
    type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
    enum: fc.array(fc.constantFrom<unknown>(null, true, 0, 1.5, 'a', [], [1], {}, { a: 1 }), {
      minLength: 1,
      maxLength: 3,
    }),
    const: fc.constantFrom(null, true, 1, 'a'),
    minimum: bound,
    exclusiveMaximum: bound,
    minLength: bound,
    maxLength: bound,
    pattern: fc.constantFrom('a', '^b', '^.$'),
    minItems: bound,
    maxItems: bound,
    uniqueItems: fc.boolean(),
    items: tie('inner'),
    prefixItems: fc.array(tie('inner'), { minLength: 1, maxLength: 2 }),
    minProperties: bound,
    maxProperties: bound,
    required: fc.uniqueArray(name, { maxLength: 2 }),
    properties: fc.dictionary(name, tie('inner'), { noNullPrototype: true }),
    patternProperties: fc.dictionary(fc.constantFrom('a', '[bc]'), tie('inner'), { noNullPrototype: true }),
    additionalProperties: tie('inner'),
    unevaluatedProperties: tie('inner'),
    propertyNames: tie('inner'),
    allOf: fc.array(tie('inner'), { minLength: 1, maxLength: 2 }),
    anyOf: fc.array(tie('inner'), { minLength: 1, maxLength: 3 }),
    oneOf: fc.array(tie('inner'), { minLength: 1, maxLength: 3 }),
    not: tie('inner'),
    if: tie('inner'),
    then: tie('inner'),
    else: tie('inner'),
    $ref: fc.constantFrom('#/$defs/A', '#/$defs/B'),
  }),
  inner: fc.oneof({ maxDepth: 2 }, { arbitrary: fc.boolean(), weight: 1 }, { arbitrary: tie('schema'), weight: 3 }),
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<unknown>(null, true, false, 0, -0, 1, 1.5, 3, Infinity, Number.NaN, '', 'a', 'ab', 'bb', '𝒳𝒳'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, fc.oneof(tie('value'), fc.constant(undefined)), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Schemas that refer to nothing, to which the others refer. */
const referred: Readonly<Record<string, Schema>> = {
  '#/$defs/A': { type: ['object', 'string'], properties: { a: { type: 'integer' } } },
  '#/$defs/B': {
    anyOf: [
      { properties: { b: true }, required: ['b'] },
      { minLength: 1, not: { type: 'object' } },
    ],
  },
};

const options = { strict: false, strictNumbers: true, allErrors: true, ownProperties: true, logger: false } as const;

/** What a judge says of a value; undefined where it fails: Ajv has slips of its own, and what is not plain is for Ajv. */
function ask(judge: Judge | undefined, asked: unknown): boolean | undefined {
  try {
    return judge?.(asked);
  } catch {
    return undefined;
  }
}

function judgesOf(tried: Schema): { judge: Judge | undefined; validate: Judge } {
  const refer = (reference: string): Judge => interpretSchema(referred[reference] ?? true, refer) as Judge;
  const $defs = { A: referred['#/$defs/A'], B: referred['#/$defs/B'] };
  const validate = new Ajv2020(options).compile(typeof tried === 'boolean' ? tried : { ...tried, $defs });
  return { judge: interpretSchema(tried, refer), validate: (each) => validate(each) };
}

describe('a schema that is interpreted', () => {
  it('says what Ajv says', () => {
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 5, maxLength: 8 }), (tried, values) => {
        const { judge, validate } = judgesOf(tried);
        for (const each of values) {
          const [said, expected] = [ask(judge, each), ask(validate, each)];
          if (said !== undefined && expected !== undefined) expect({ each, said }).toEqual({ each, said: expected });
        }
      }),
      { numRuns: 200 },
    );
  });
});
