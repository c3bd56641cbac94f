/** The walker of schemas: what holds for a value, what may hold, and what holds for the parts of it. */
import { describe, expect, it } from 'vitest';
import type { Schema, SchemaObject } from '../../../src/contract/schema.ts';
import {
  findMember,
  listAlternatives,
  listBelow,
  listInPlace,
  membersAt,
  possibleTypes,
  walkInPlace,
  walkPossible,
} from '../../../src/contract/schema/walk-schema.ts';

const components: Record<string, Schema> = {
  Pair: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'boolean' }], items: { type: 'string' } },
  Map: { type: 'object', additionalProperties: { type: 'integer' } },
  Marked: { patternProperties: { '^x-': { type: 'boolean' } } },
  Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
  Either: { oneOf: [{ $ref: '#/components/schemas/Either' }, { $ref: '#/components/schemas/Map' }] },
  Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }], type: 'object' },
};
const document: SchemaObject = { components: { schemas: components } };

const ref = (name: string): SchemaObject => ({ $ref: `#/components/schemas/${name}` });
const at = (schema: Schema) => ({ schema, pointer: '/s' });
const find = (schema: Schema, ...tokens: string[]) => findMember(document, at(schema), tokens);

describe('the member of a schema', () => {
  it.each([
    ['an item by its own place', { prefixItems: [{ type: 'integer' }] }, ['0'], '/s/prefixItems/0'],
    ['an item behind those', { prefixItems: [true], items: { type: 'string' } }, ['1'], '/s/items'],
    ['an item through a reference', ref('Pair'), ['1'], '/components/schemas/Pair/prefixItems/1'],
    ['an item through allOf', { allOf: [true, ref('Pair')] }, ['7'], '/components/schemas/Pair/items'],
    ['a pair in a member', { properties: { x: ref('Pair') } }, ['x', '0'], '/components/schemas/Pair/prefixItems/0'],
    ['a member by its pattern', { patternProperties: { '^a/': true } }, ['a/b'], '/s/patternProperties/^a~1'],
    ['one through a reference', ref('Marked'), ['x-a'], '/components/schemas/Marked/patternProperties/^x-'],
    ['any other member', { additionalProperties: { type: 'integer' } }, ['a'], '/s/additionalProperties'],
    ['one through allOf', { allOf: [ref('Map')] }, ['a'], '/components/schemas/Map/additionalProperties'],
    ['one that nothing evaluated', { unevaluatedProperties: { type: 'null' } }, ['a'], '/s/unevaluatedProperties'],
    ['one of an alternative', { oneOf: [true, { properties: { a: true } }] }, ['a'], '/s/oneOf/1/properties/a'],
    ['one of a condition', { if: {}, then: { properties: { a: true } } }, ['a'], '/s/then/properties/a'],
    ['one far inside itself', ref('Node'), ['next', 'next', 'next'], '/components/schemas/Node/properties/next'],
    ['the value itself', ref('Node'), [], '/s'],
  ])('is found: %s', (_sentence, schema, tokens, pointer) => {
    expect(find(schema, ...tokens)?.pointer).toBe(pointer);
  });

  it('is the one with its name before any that has a pattern, or stands for all others', () => {
    const named = { properties: { a: { type: 'string' } } };
    const others = { additionalProperties: { type: 'integer' } };
    const pattern = { patternProperties: { '^a': { type: 'boolean' } } };
    expect(find({ allOf: [others, pattern, named] }, 'a')?.pointer).toBe('/s/allOf/2/properties/a');
    expect(find({ allOf: [others, pattern] }, 'a')?.pointer).toBe('/s/allOf/1/patternProperties/^a');
  });

  it.each([
    ['nobody names it', { properties: { b: true } }],
    ['others are allowed', { additionalProperties: true }],
    ['others may be anything', { additionalProperties: {} }],
    ['others are forbidden', { additionalProperties: false }],
    ['the pattern is another', { patternProperties: { '^b': true } }],
    ['the schema only leads back to itself', ref('Loop')],
    ['it is inherited by every object', { properties: {} }, 'constructor'],
  ])('is not found where %s', (_sentence, schema, name = 'a') => {
    expect(find(schema, name)).toBeUndefined();
  });
});

describe('what holds for a value in any case', () => {
  it.each([
    [
      'is the schema, what it refers to, and allOf',
      { allOf: [ref('Map'), true] },
      ['/s', '/s/allOf/0', '/components/schemas/Map'],
    ],
    ['is no alternative', { anyOf: [{}], oneOf: [{}], if: {}, then: {}, dependentSchemas: { a: {} } }, ['/s']],
    [
      'ends where a schema adds itself',
      ref('Loop'),
      ['/s', '/components/schemas/Loop', '/components/schemas/Loop/allOf/0'],
    ],
    ['is nothing where the schema is a boolean', true, []],
  ])('%s', (_sentence, schema, pointers) => {
    expect([...walkInPlace(document, at(schema))].map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('comes outside in, before what stands behind it', () => {
    const schema = { $ref: '#/components/schemas/Map', allOf: [{ allOf: [{ title: 'b' }] }, { title: 'c' }] };
    expect([...walkInPlace(document, at(schema))].map(({ pointer }) => pointer)).toEqual([
      '/s',
      '/components/schemas/Map',
      '/s/allOf/0',
      '/s/allOf/0/allOf/0',
      '/s/allOf/1',
    ]);
  });

  it('is listed a step at a time, for those who have to know where each comes from', () => {
    const placed = { schema: { ...ref('Map'), allOf: [true, ref('Loop')] }, pointer: '/s' };
    expect(listInPlace(document, placed).map(({ pointer }) => pointer)).toEqual([
      '/components/schemas/Map',
      '/s/allOf/0',
      '/s/allOf/1',
    ]);
  });

  it('is walked once, however many ways lead there', () => {
    const layers = Array.from({ length: 60 }, (_, n) => [`L${n}`, { allOf: [ref(`L${n + 1}`), ref(`L${n + 1}`)] }]);
    const deep = { components: { schemas: { ...Object.fromEntries(layers), L60: { type: 'null' } } } };
    expect([...walkInPlace(deep, at(ref('L0')))].map(({ pointer }) => pointer)).toContain('/components/schemas/L60');
    expect(possibleTypes(deep, at(ref('L0')))).toEqual(new Set(['null']));
  });

  it('is found at the end of a chain of references that is longer than a stack is deep', () => {
    const links = Array.from({ length: 20_000 }, (_, n) => [`C${n}`, ref(`C${n + 1}`)]);
    const long = { components: { schemas: { ...Object.fromEntries(links), C20000: { type: 'null' } } } };
    expect([...walkInPlace(long, at(ref('C0')))].at(-1)?.schema).toEqual({ type: 'null' });
  });
});

describe('what may hold for a value', () => {
  it('is every alternative too, told apart from what holds in any case', () => {
    const schema = {
      anyOf: [{ allOf: [ref('Map')] }, true],
      oneOf: [{ if: {}, else: {} }],
      dependentSchemas: { a: {} },
    };
    const found = [...walkPossible(document, at(schema))].map(({ pointer, among }) => [pointer, among.join(' ')]);
    expect(found).toEqual([
      ['/s', ''],
      ['/s/anyOf/0', 'anyOf'],
      ['/s/anyOf/0/allOf/0', 'anyOf'],
      ['/components/schemas/Map', 'anyOf'],
      ['/s/oneOf/0', 'oneOf'],
      ['/s/oneOf/0/if', 'oneOf if'],
      ['/s/oneOf/0/else', 'oneOf if'],
      ['/s/dependentSchemas', 'dependentSchemas'],
      ['/s/dependentSchemas/a', 'dependentSchemas'],
    ]);
  });

  it('ends where an alternative is the schema itself', () => {
    expect([...walkPossible(document, at(ref('Either')))].map(({ pointer }) => pointer)).toEqual([
      '/s',
      '/components/schemas/Either',
      '/components/schemas/Either/oneOf/0',
      '/components/schemas/Either/oneOf/1',
      '/components/schemas/Map',
    ]);
  });

  it('says which types the value may have', () => {
    const schema = { oneOf: [{ type: 'string' }, { allOf: [{ type: ['integer', 'null'] }] }], not: { type: 'array' } };
    expect(possibleTypes(document, at(schema))).toEqual(new Set(['string', 'integer', 'null']));
  });
});

describe('the alternatives of a schema', () => {
  const ways = (schema: SchemaObject) =>
    listAlternatives({ schema, pointer: '/s' }).map(({ keyword, ways: all }) => [
      keyword,
      all.map((way) => way.map(({ pointer }) => pointer)),
    ]);

  it('are its branches, each a way', () => {
    expect(ways({ oneOf: [{}, true], anyOf: [{}] })).toEqual([
      ['anyOf', [['/s/anyOf/0']]],
      ['oneOf', [['/s/oneOf/0'], ['/s/oneOf/1']]],
    ]);
  });

  it('are a condition with what follows, or else', () => {
    expect(ways({ if: {}, then: {}, else: {} })).toEqual([['if', [['/s/if', '/s/then'], ['/s/else']]]]);
    expect(ways({ if: {} })).toEqual([['if', [['/s/if'], []]]]);
    expect(ways({ then: {}, else: {} })).toEqual([]);
  });

  it('are a member with what depends on it, or neither', () => {
    const [dependent] = listAlternatives({ schema: { dependentSchemas: { a: { minProperties: 2 } } }, pointer: '/s' });
    expect(dependent?.ways.map((way) => way.map(({ schema }) => schema))).toEqual([
      [],
      [{ required: ['a'] }, { minProperties: 2 }],
    ]);
  });
});

describe('what holds for the parts of a value', () => {
  it('is listed with its keyword and its name', () => {
    const schema = {
      properties: { 'a/b': true },
      patternProperties: { '^x': {} },
      additionalProperties: false,
      prefixItems: [{}],
      items: {},
      contains: {},
      propertyNames: {},
      unevaluatedItems: {},
      unevaluatedProperties: {},
      not: {},
    };
    expect(
      listBelow({ schema, pointer: '/s' }).map(({ keyword, name, node }) => [keyword, name, node.pointer]),
    ).toEqual([
      ['properties', 'a/b', '/s/properties/a~1b'],
      ['patternProperties', '^x', '/s/patternProperties/^x'],
      ['items', undefined, '/s/items'],
      ['additionalProperties', undefined, '/s/additionalProperties'],
      ['prefixItems', '0', '/s/prefixItems/0'],
      ['contains', undefined, '/s/contains'],
      ['propertyNames', undefined, '/s/propertyNames'],
      ['unevaluatedItems', undefined, '/s/unevaluatedItems'],
      ['unevaluatedProperties', undefined, '/s/unevaluatedProperties'],
    ]);
  });

  it('is, for one member, all that the schema has for its name and pattern, or else for all others', () => {
    const schema = {
      properties: { ab: { type: 'string' } },
      patternProperties: { '^a': { minLength: 1 }, b$: { maxLength: 9 } },
      additionalProperties: { type: 'integer' },
    };
    const pointers = (token: string) => membersAt({ schema, pointer: '/s' }, token).map(({ pointer }) => pointer);
    expect(pointers('ab')).toEqual(['/s/properties/ab', '/s/patternProperties/^a', '/s/patternProperties/b$']);
    expect(pointers('b')).toEqual(['/s/patternProperties/b$']);
    expect(pointers('c')).toEqual(['/s/additionalProperties']);
  });
});
