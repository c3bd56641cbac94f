/** What is said of one member in several parts of a schema holds together: who sends it, and what it has. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Schema, SchemaNode } from '../../../src/contract/schema.ts';
import type { Demand, Direction } from '../../../src/contract/schema/view-schema.ts';
import { loadFaker } from '../../../src/fixture/chance/load-faker.ts';
import { compileGenerator } from '../../../src/fixture/compile-generator.ts';
import { writeContract } from '../../write-contract.ts';

const text = { type: 'string' };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: Record<string, Schema>, more: object = {}): Schema => ({
  type: 'object',
  properties,
  ...more,
});

function load(schemas: Record<string, Schema>) {
  const document = { openapi: '3.0.3', info: { title: 'parts', version: '1' }, paths: {}, components: { schemas } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const node = contract.schemas.get('Value') as SchemaNode;
  const accepts = (value: unknown, direction: Direction, demand: Demand): boolean =>
    contract.validators.accepts(node, value, { direction, demand });
  return { contract, node, accepts };
}

describe('a member that the other side gives', () => {
  const id: Schema = { ...text, readOnly: true };

  it.each<[string, Record<string, Schema>]>([
    ['by its reference', { Value: object({ id: ref('Id') }, { required: ['id'] }), Id: id }],
    ['by a part of it', { Value: object({ id: { allOf: [ref('Id')] } }, { required: ['id'] }), Id: id }],
    ['in what is extended', { Value: { required: ['id'], allOf: [ref('Base')] }, Base: object({ id }) }],
    [
      'in a part beside the one that demands it',
      { Value: { allOf: [ref('Base'), { required: ['id'] }] }, Base: object({ id }) },
    ],
    ['in what extends', { Value: { allOf: [{ required: ['id'] }], properties: { id } } }],
  ])('is not demanded of who does not (%s)', (_, schemas) => {
    const { accepts } = load(schemas);
    for (const demand of ['documented', 'expected'] as const)
      expect([accepts({}, 'request', demand), accepts({}, 'response', demand)]).toEqual([true, false]);
  });
});

describe('a member whose own members several parts say', () => {
  const day = { Other: object({ day: object({ count: text }, { required: ['count'] }) }) };

  it.each<[string, Record<string, Schema>]>([
    ['in two parts', { Value: { allOf: [object({ day: object({ limit: text }) }), ref('Other')] }, ...day }],
    [
      'in a schema and what it extends',
      { Value: { allOf: [ref('Other')], properties: { day: object({ limit: text }) } }, ...day },
    ],
    [
      'further down',
      {
        Value: { allOf: [ref('Mid'), object({ day: object({ limit: text }) })] },
        Mid: { allOf: [ref('Other'), object({ name: text })] },
        ...day,
      },
    ],
  ])('has all of them, and no others (%s)', async (_, schemas) => {
    const { accepts, contract, node } = load(schemas);
    expect(accepts({ day: { limit: 'a', count: 'b' } }, 'response', 'expected')).toBe(true);
    expect(accepts({ day: { limit: 'a', count: 'b', other: 1 } }, 'response', 'documented')).toBe(true);
    expect(accepts({ day: { limit: 'a', count: 'b', other: 1 } }, 'response', 'expected')).toBe(false);
    const settings = { faker: await loadFaker('en'), locale: 'en', direction: 'response' } as const;
    const { day: made } = compileGenerator(contract, node, settings).generate({
      seed: 1,
      index: 0,
      members: 'full',
    }) as {
      day: object;
    };
    expect(Object.keys(made).toSorted()).toEqual(['count', 'limit']);
  });
});
