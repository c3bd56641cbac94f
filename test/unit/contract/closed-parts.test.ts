/** Parts that take no members but their own, beside parts that have others: what the whole says is a value all the same. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Schema, SchemaNode } from '../../../src/contract/schema.ts';
import { loadFaker } from '../../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { writeContract } from '../../write-contract.ts';

const view = { direction: 'response', demand: 'documented' } as const;
const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const closed = (members: Record<string, Schema>, more: object = {}): Schema => ({
  type: 'object',
  properties: members,
  required: Object.keys(members),
  additionalProperties: false,
  ...more,
});

function load(schemas: Record<string, Schema>, version = '3.0.3') {
  const document = { openapi: version, info: { title: 'parts', version: '1' }, paths: {}, components: { schemas } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const node = (name: string) => contract.schemas.get(name) as SchemaNode;
  const accepts = (name: string, value: unknown): boolean => contract.validators.accepts(node(name), value, view);
  const told = contract.diagnostics.filter(({ rule }) => rule === 'closed-part');
  return { contract, node, accepts, told };
}

describe('take over the names of', () => {
  const named = closed({ name: text });
  const both = { name: 'a', no: 'b' };

  it.each<[string, Record<string, Schema>]>([
    ['what stands beside them in allOf', { Value: { allOf: [named, closed({ no: text })] } }],
    ['what they are extended by', { Value: { allOf: [ref('Base')], properties: { no: text } }, Base: named }],
    [
      'what they extend',
      { Value: closed({ no: text }, { allOf: [ref('Base')] }), Base: { properties: { name: text } } },
    ],
    [
      'what they extend, level by level',
      {
        Value: closed({}, { allOf: [ref('Mid')], required: ['name'] }),
        Mid: closed({ no: text }, { allOf: [ref('Base')] }),
        Base: named,
      },
    ],
    [
      'their branches',
      { Value: closed({ name: text }, { oneOf: [{ properties: { no: text } }, { required: ['x'] }] }) },
    ],
    ['what their branches stand in', { Value: { properties: { no: text }, anyOf: [named] } }],
  ])('%s', async (_, schemas) => {
    const { contract, node, accepts, told } = load(schemas);
    expect(told[0]).toMatchObject({ severity: 'warning', message: expect.stringMatching(/\bno\b|\bname\b/) });
    expect(accepts('Value', both)).toBe(true);
    expect(accepts('Value', { ...both, other: 1 })).toBe(false);
    const generator = compileGenerator(contract, node('Value'), {
      faker: await loadFaker('en'),
      locale: 'en',
      direction: 'response',
    });
    expect(Object.keys(generator.generate({ seed: 1, index: 0, members: 'full' }) as object)).toContain('name');
  });

  it('what stands beside the reference to them', () => {
    const { accepts, told } = load({ Value: { ...ref('Base'), properties: { no: text } }, Base: named }, '3.1.0');
    expect(told).toHaveLength(1);
    expect([accepts('Value', both), accepts('Value', { ...both, other: 1 }), accepts('Base', both)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('the same member elsewhere', () => {
    const { accepts } = load({
      Value: { allOf: [{ properties: { day: closed({ limit: text }) } }, ref('Other')] },
      Other: { properties: { day: closed({ count: text }) } },
    });
    expect(accepts('Value', { day: { limit: 'a', count: 'b' } })).toBe(true);
    expect(accepts('Value', { day: { limit: 'a', count: 'b', x: 1 } })).toBe(false);
    // Where it stands alone, a part says what it says.
    expect(accepts('Other', { day: { limit: 'a', count: 'b' } })).toBe(false);
  });

  it('the children of a parent that a discriminator tells apart', () => {
    const discriminator = { propertyName: 'kind' };
    const { accepts } = load({
      Pet: closed({ kind: text }, { discriminator }),
      Cat: { allOf: [ref('Pet'), { properties: { lives: { type: 'integer' } }, required: ['lives'] }] },
    });
    expect(accepts('Cat', { kind: 'Cat', lives: 9 })).toBe(true);
    expect(accepts('Cat', { kind: 'Cat', lives: 'nine' })).toBe(false);
  });
});

describe('of a member that nobody demands', () => {
  const whole = { allOf: [closed({ name: text }), { properties: { note: text } }] };

  it('an answer may have it, a request may be refused for it, and none is made with it', async () => {
    const { contract, node } = load({ Value: whole });
    const value = { name: 'a', note: 'b' };
    const judged = (['request', 'response'] as const).flatMap((direction) =>
      (['documented', 'expected'] as const).map((demand) =>
        contract.validators.accepts(node('Value'), value, { direction, demand }),
      ),
    );
    expect(judged).toEqual([true, false, true, true]);
    const generator = compileGenerator(contract, node('Value'), {
      faker: await loadFaker('en'),
      locale: 'en',
      direction: 'request',
    });
    expect(Object.keys(generator.generate({ seed: 1, index: 0, members: 'full' }) as object)).toEqual(['name']);
  });
});

describe('stay as they are', () => {
  it.each<[string, Schema]>([
    ['where all have the same names', { allOf: [closed({ a: text }), closed({ a: text })] }],
    ['where they stand alone', closed({ a: text })],
    ['where branches are each other’s alternatives', { oneOf: [closed({ a: text }), closed({ b: text })] }],
    ['where it is not said to be', { allOf: [{ properties: { a: text } }, { properties: { b: text } }] }],
    [
      'where others are beside them for good',
      { allOf: [closed({ a: text }, { properties: { a: text, b: false } }), { properties: { b: text } }] },
    ],
  ])('%s', (_, Value) => {
    expect(load({ Value }).told).toEqual([]);
  });

  it('where the parts are more than anybody reads', () => {
    const schemas: Record<string, Schema> = { S30: closed({ a: text }) };
    for (let level = 0; level < 30; level += 1)
      schemas[`S${level}`] = {
        allOf: [ref(`S${level + 1}`), ref(`S${level + 1}`)],
        properties: { [`p${level}`]: text },
      };
    expect(load(schemas, '3.1.0').contract.schemas.size).toBe(31);
  });
});
