/** Matchers from schemas: what Pact is told, and what Pact's own mock server and verifier make of it. */
import { describe, expect, it } from 'vitest';
import { matcherFor } from '../../../../src/pact/consumer/matcher-for.ts';
import type { SchemaObject } from '../../../../src/contract/schema.ts';

const type = { 'pact:matcher:type': 'type' };
const integer = { 'pact:matcher:type': 'integer' };
const regex = (pattern: string): object => ({ 'pact:matcher:type': 'regex', regex: pattern });

function made(schema: SchemaObject, example: unknown, schemas: SchemaObject = {}): unknown {
  const document = { components: { schemas } };
  return matcherFor({ document }, { schema, pointer: '' }, example);
}

describe('a matcher for', () => {
  it.each([
    ['a text: its type', { type: 'string' }, 'a', { ...type, value: 'a' }],
    ['a whole number: no fraction', { type: 'integer' }, 3, { 'pact:matcher:type': [type, integer], value: 3 }],
    ['a number: its type', { type: 'number' }, 3, { ...type, value: 3 }],
    ['a flag: its type, which a text is not', { type: 'boolean' }, true, { ...type, value: true }],
    [
      'a choice: the type and the alternatives, each escaped',
      { type: 'string', enum: ['a.b', 'c'] },
      'c',
      { 'pact:matcher:type': [type, regex('\\A(?:a\\.b|c)\\z')], value: 'c' },
    ],
    [
      'a choice without a type: as the values are',
      { enum: [1, 2] },
      1,
      { 'pact:matcher:type': [type, regex('\\A(?:1|2)\\z')], value: 1 },
    ],
    [
      'a length: counted in characters',
      { type: 'string', minLength: 1, maxLength: 300 },
      'a',
      { 'pact:matcher:type': [type, regex('\\A(?:[\\s\\S]{1,300})\\z')], value: 'a' },
    ],
    [
      'a format and a pattern: a rule each',
      { type: 'string', format: 'date', pattern: '^2' },
      '2026-01-01',
      { 'pact:matcher:type': [type, regex('\\A(?:\\d{4}-\\d{2}-\\d{2})\\z'), regex('\\A2')], value: '2026-01-01' },
    ],
    ['a format that is not known: the type', { type: 'string', format: 'hostname' }, 'a', { ...type, value: 'a' }],
    ['null: itself', { type: ['string', 'null'] }, null, null],
    ['a value where null is allowed: its type', { type: ['string', 'null'] }, 'a', { ...type, value: 'a' }],
    ['what may be of any type: its presence', {}, 'a', { ...regex('[\\s\\S]*'), value: 'a' }],
    ['one of several types: its presence', { type: ['string', 'integer'] }, 'a', { ...regex('[\\s\\S]*'), value: 'a' }],
    ['an empty object: its type', { type: 'object' }, {}, { ...type, value: {} }],
    ['an empty list: its type', { type: 'array', minItems: 2 }, [], { ...type, value: [] }],
  ])('%s', (_, schema, example, expected) => {
    expect(made(schema, example)).toEqual(expected);
  });

  it('an object: a matcher for each member of the example, and no demand of others', () => {
    const schema = { type: 'object', required: ['b'], properties: { a: { type: 'string' }, b: { type: 'string' } } };
    expect(made(schema, { a: 'x' })).toEqual({ a: { ...type, value: 'x' } });
  });

  it('a list: its bounds, and one example for every item, in which null is as good as a value', () => {
    const item = { type: 'object', properties: { a: { type: ['string', 'null'] }, b: { type: 'string' } } };
    const schema = { type: 'array', items: item, minItems: 1, maxItems: 3 };
    const inItem = { a: { ...regex('[\\s\\S]*'), value: 'x' }, b: { ...type, value: 'y' } };
    expect(made(schema, [{ a: 'x', b: 'y' }])).toEqual({ ...type, value: [inItem], min: 1, max: 3 });
  });

  it('what a schema refers to, and all that it adds, taken together', () => {
    const schema = { allOf: [{ $ref: '#/components/schemas/Name' }, { maxLength: 5 }] };
    const expected = { 'pact:matcher:type': [type, regex('\\A(?:[\\s\\S]{0,5})\\z')], value: 'a' };
    expect(made(schema, 'a', { Name: { type: 'string' } })).toEqual(expected);
  });

  it('a schema that refers to itself', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } };
    expect(made({ $ref: '#/components/schemas/Node' }, { next: { next: {} } }, { Node: node })).toEqual({
      next: { next: { ...type, value: {} } },
    });
  });

  it('an alternative of several: no more than its presence, since another may come', () => {
    expect(made({ oneOf: [{ type: 'string' }, { type: 'object' }] }, 'a')).toEqual({
      ...regex('[\\s\\S]*'),
      value: 'a',
    });
  });
});
