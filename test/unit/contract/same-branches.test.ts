/** Branches of `oneOf` that say the same: no value would match exactly one of them. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Schema, SchemaNode, SchemaObject } from '../../../src/contract/schema.ts';
import { writeContract } from '../../write-contract.ts';

const view = { direction: 'response', demand: 'documented' } as const;

function load(schemas: Record<string, Schema>, paths: object = {}) {
  const document = { openapi: '3.1.0', info: { title: 'branches', version: '1' }, paths, components: { schemas } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const node = (name: string) => contract.schemas.get(name) as SchemaNode;
  const accepts = (name: string, value: unknown): boolean => contract.validators.accepts(node(name), value, view);
  const branches = (name: string): unknown => ((node(name).schema as SchemaObject)['oneOf'] as unknown[]).length;
  const told = contract.diagnostics.filter(({ rule }) => rule === 'same-branches').map(({ message }) => message);
  return { accepts, told, branches };
}

const text = { type: 'string', minLength: 2 };
const error = (code: string) => ({
  allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { code: { default: code } } }],
});

describe('are read once', () => {
  it.each([
    [
      'that differ in what says nothing of values',
      [
        { ...text, title: 'one' },
        { ...text, description: 'other' },
      ],
      1,
    ],
    ['by their references', [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }], 1],
    ['in part', [text, { type: 'number' }, { ...text, examples: ['ab'] }], 2],
  ])('%s', (_, oneOf, left) => {
    const { told, branches } = load({ Value: { oneOf }, Base: {}, One: error('a'), Two: error('b') });
    expect(told).toEqual([expect.stringMatching(/^branches 0 and [12] of oneOf say the same/)]);
    expect(branches('Value')).toBe(left);
  });

  it('inside operations, too', () => {
    const content = { 'application/json': { schema: { items: { oneOf: [text, { ...text, title: 'other' }] } } } };
    const get = { responses: { default: { description: 'texts', content } } };
    expect(load({}, { '/texts': { get } }).told).toHaveLength(1);
  });

  it('and what obeys them is right', () => {
    const { accepts } = load({ Value: { oneOf: [text, { ...text, title: 'other' }] } });
    expect([accepts('Value', 'ab'), accepts('Value', 'a')]).toEqual([true, false]);
  });
});

describe('stay as they are', () => {
  it.each<[string, Schema]>([
    ['where something tells them apart', { oneOf: [text, { ...text, maxLength: 9 }] }],
    ['where they are plain true', { oneOf: [true, true] }],
    [
      'where a discriminator does',
      {
        oneOf: [{ $ref: '#/components/schemas/One' }, { $ref: '#/components/schemas/Two' }],
        discriminator: { propertyName: 'code' },
      },
    ],
    ['where they are a value that looks like schemas', { const: { oneOf: [text, text] } }],
    ['where a member is called so', { properties: { oneOf: { type: 'array' } } }],
    ['where they lead back', { oneOf: [{ properties: { a: { $ref: '#/components/schemas/Value' } } }, text] }],
  ])('%s', (_, schema) => {
    expect(load({ Value: schema, Base: {}, One: error('a'), Two: error('b') }).told).toEqual([]);
  });
});
