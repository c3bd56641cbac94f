/** Unions of which the document's own examples obey several branches: `anyOf` was meant. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { lintExamples } from '../../../src/contract/lint/lint-contract.ts';
import type { Schema, SchemaNode, SchemaObject } from '../../../src/contract/schema.ts';
import { loadFaker } from '../../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { writeContract } from '../../write-contract.ts';

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const thing = (...names: string[]): SchemaObject => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
  required: names,
});
const union = { oneOf: [thing('a'), { type: 'number' }, thing('b')] };
const both = { a: 'x', b: 'y' };

function load(schemas: Record<string, Schema>, paths: object = {}) {
  const document = { openapi: '3.1.0', info: { title: 'unions', version: '1' }, paths, components: { schemas } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const node = (name: string) => contract.schemas.get(name) as SchemaNode;
  const accepts = (name: string, value: unknown, view: object = {}): boolean =>
    contract.validators.accepts(node(name), value, { direction: 'response', demand: 'documented', ...view });
  const told = contract.diagnostics.filter(({ rule }) => rule === 'overlapping-branches');
  return { contract, node, accepts, told, wrong: () => lintExamples(contract).map(({ rule }) => rule) };
}

const content = (schema: Schema, more: object) => ({ 'application/json': { schema, ...more } });
const answering = (schema: Schema, more: object) => ({
  '/things': { get: { responses: { 200: { description: 'things', content: content(schema, more) } } } },
});

describe('are read as anyOf', () => {
  it.each<[string, Record<string, Schema>, object]>([
    ['an answer', {}, answering(ref('Value'), { example: both })],
    ['one of several answers', {}, answering(ref('Value'), { examples: { one: { value: 1 }, two: { value: both } } })],
    [
      'a request',
      {},
      {
        '/things': {
          post: {
            requestBody: { content: content(ref('Value'), { example: both }) },
            responses: { 200: { description: 'a' } },
          },
        },
      },
    ],
    [
      'a parameter',
      {},
      {
        '/things': {
          get: {
            parameters: [
              { name: 'q', in: 'query', content: content(ref('Value'), {}), schema: ref('Value'), example: both },
            ],
            responses: { 200: { description: 'a' } },
          },
        },
      },
    ],
    ['a schema', { Other: { ...ref('Value'), example: both } }, {}],
    ['a schema with several', { Other: { ...ref('Value'), examples: [1, both] } }, {}],
    ['a default', { Other: { properties: { a: { ...ref('Value'), default: both } } } }, {}],
    ['items', { Other: { items: ref('Value'), example: [1, both, both] } }, {}],
    ['first items', { Other: { prefixItems: [true, ref('Value')], example: [both, both] } }, {}],
    ['members', { Other: { properties: { in: ref('Value') }, example: { in: both } } }, {}],
    ['maps', { Other: { additionalProperties: ref('Value'), example: { no: 1, yes: both } } }, {}],
    ['names by pattern', { Other: { patternProperties: { '^x': ref('Value') }, example: { x1: both } } }, {}],
    ['what is added to', { Other: { allOf: [thing('a'), ref('Value')], example: both } }, {}],
    ['another union', { Other: { anyOf: [text, ref('Value')], example: both } }, {}],
    ['a branch', { Other: { oneOf: [text, { properties: { in: ref('Value') } }], example: { in: both } } }, {}],
    [
      'what contains itself',
      {
        Other: { type: 'object', properties: { next: { oneOf: [ref('Other'), { type: 'null' }] }, in: ref('Value') } },
        Last: { ...ref('Other'), example: { next: { next: { next: null, in: both } }, in: 1 } },
      },
      {},
    ],
  ])('by the example of %s', (_, schemas, paths) => {
    const { told, accepts, node, wrong } = load({ Value: structuredClone(union), ...schemas }, paths);
    expect(told).toEqual([
      expect.objectContaining({
        severity: 'warning',
        taken: 'anyOf',
        message: expect.stringMatching(/^branches 0 and 2 of oneOf both take the example at #\//),
        place: expect.objectContaining({ pointer: '/components/schemas/Value/oneOf' }),
      }),
    ]);
    expect(node('Value').schema).toMatchObject({ anyOf: union.oneOf });
    expect(wrong()).toEqual([]);
    expect([both, { a: 'x' }, 1, {}, 'text'].map((value) => accepts('Value', value))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('each once, however many examples show it', () => {
    const many = Array.from({ length: 500 }, () => both);
    const { told } = load(
      { Value: union, Three: { oneOf: [thing('a'), thing('b'), thing()], example: both } },
      answering({ items: ref('Value') }, { examples: { one: { value: many }, two: { value: many } } }),
    );
    expect(told.map(({ message }) => message.slice(0, message.indexOf(' the')))).toEqual([
      'branches 0 and 2 of oneOf both take',
      'branches 0, 1 and 2 of oneOf all take',
    ]);
  });

  it('one inside the other', () => {
    const inner = { oneOf: [thing('a'), thing('b')] };
    const { told, wrong } = load({ Value: { oneOf: [inner, thing('c')], example: { ...both, c: 'z' } } });
    expect(wrong()).toEqual([]);
    expect(told).toHaveLength(0);
    const outer = load({ Value: { oneOf: [inner, { allOf: [inner] }], example: both } });
    expect(outer.told.length).toBeGreaterThan(0);
    expect(outer.wrong()).toEqual([]);
  });

  it('beside other alternatives', () => {
    const { accepts, told, wrong } = load({ Value: { ...union, anyOf: [thing('a'), thing('c')], example: both } });
    expect([told.length, wrong()]).toEqual([1, []]);
    expect([both, { b: 'y' }].map((value) => accepts('Value', value))).toEqual([true, false]);
  });

  it('so that what a request says by several is open, and none is made that does', async () => {
    const { contract, node, accepts } = load({ Value: { ...union, example: both } });
    const judged = (['request', 'response'] as const).flatMap((direction) =>
      (['documented', 'expected'] as const).map((demand) =>
        [{ a: 'x' }, { a: 1 }, both].map((value) => accepts('Value', value, { direction, demand })),
      ),
    );
    expect(judged).toEqual([
      [true, false, true],
      [true, false, false],
      [true, false, true],
      [true, false, true],
    ]);
    const generator = compileGenerator(contract, node('Value'), {
      faker: await loadFaker('en'),
      locale: 'en',
      direction: 'request',
    });
    for (let index = 0; index < 20; index += 1) {
      const value = generator.generate({ seed: 1, index, members: 'full' });
      expect(accepts('Value', value, { direction: 'request', demand: 'expected' })).toBe(true);
    }
  });
});

describe('stay as they are', () => {
  it.each<[string, Record<string, Schema>, boolean]>([
    ['where no example shows it', { Value: union }, false],
    ['where examples obey one', { Value: { ...union, examples: [{ a: 'x' }, 1] } }, false],
    ['where an example obeys none', { Value: { ...union, example: { c: 'z' } } }, true],
    [
      'where the example is wrong besides',
      { Value: { properties: { in: union, no: text }, example: { in: both, no: 1 } } },
      true,
    ],
    [
      'where a discriminator tells them apart',
      {
        A: { ...thing('a'), properties: { kind: text, a: text } },
        B: { ...thing('b'), properties: { kind: text, b: text } },
        Value: { oneOf: [ref('A'), ref('B')], discriminator: { propertyName: 'kind' }, example: both },
      },
      true,
    ],
    ['where another alternative takes it', { Value: { anyOf: [thing('a'), union], example: both } }, false],
    ['where they are values', { Value: { const: union, example: union } }, false],
  ])('%s', (_, schemas, isWrong) => {
    const { told, wrong, contract } = load(schemas);
    expect(told).toEqual([]);
    expect(wrong()).toEqual(isWrong ? ['example-breaks-schema'] : []);
    expect(JSON.stringify(contract.document)).not.toContain('x-docpact');
  });

  it('where the examples are more than anybody reads', () => {
    const branches = Array.from({ length: 300 }, (_, index) => thing(`a${index}`));
    const values = Array.from({ length: 9_000 }, (_, index) => ({ [`a${index % 300}`]: 'x' }));
    const overlapping = { a0: 'x', a1: 'x' };
    expect(load({ Value: { items: { oneOf: branches }, example: [...values, overlapping] } }).told).toEqual([]);
    expect(load({ Value: { items: { oneOf: branches }, example: [overlapping, ...values] } }).told).toHaveLength(1);
  });
});
