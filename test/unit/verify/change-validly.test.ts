/** What is told of a changed request by the changed place alone is what judging the whole of it tells. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { zoneOf } from '../../../src/contract/zone-of.ts';
import { loadFaker } from '../../../src/fixture/chance/load-faker.ts';
import { changeValidly, mayLack } from '../../../src/verify/plan/change-validly.ts';
import { changeValues } from '../../../src/verify/plan/change-values.ts';
import { listMembers } from '../../../src/verify/plan/list-members.ts';
import { planCases } from '../../../src/verify/plan/plan-cases.ts';
import { documentWith, ordersContract, ownContract, shapesContract, writeContract } from '../../write-contract.ts';

const tried = [
  '',
  'x',
  'a longer text',
  'a@b.example',
  '10.0.0.1',
  0,
  1,
  -1,
  2.5,
  1e9,
  true,
  null,
  [],
  ['x'],
  {},
  { x: 1 },
];

const item = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', minimum: 1 }, note: { type: 'string' } },
};
const awkward = {
  type: 'object',
  required: ['kind', 'items'],
  minProperties: 3,
  properties: {
    kind: { enum: ['x', 'y', 1] },
    items: { type: 'array', minItems: 1, uniqueItems: true, items: item },
    plain: {
      allOf: [{ required: ['a'] }, { properties: { a: { type: 'string', maxLength: 3 }, b: {} } }],
      additionalProperties: true,
    },
    closed: {
      type: 'object',
      properties: { a: { type: 'string', 'x-expected': { minLength: 2 } } },
      additionalProperties: false,
    },
    union: { oneOf: [{ type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }, { type: 'string' }] },
    map: {
      type: 'object',
      patternProperties: { '^a': { type: 'integer' } },
      additionalProperties: { type: 'boolean' },
    },
    wish: {
      type: 'object',
      'x-expected': { required: ['z'] },
      properties: { z: { type: 'string' }, w: { type: 'number' } },
    },
    sent: {
      type: 'object',
      required: ['own', 'theirs'],
      properties: { own: { type: 'string' }, theirs: { type: 'string', readOnly: true } },
    },
  },
  if: { properties: { kind: { const: 'x' } } },
  then: { properties: { plain: { required: ['b'] } } },
};

async function compare(contract: Contract): Promise<number> {
  const fixture = { faker: await loadFaker('en'), locale: 'en' };
  const { operations } = contract;
  const plan = planCases(contract, { operations, depth: 'quick', seed: 1, runId: 'x', values: {}, fixture });
  let compared = 0;
  for (const operation of operations) {
    if (plan.lackOf(operation)) continue;
    const { values } = plan.request(operation, 'full');
    for (const { at } of listMembers(contract, operation, values)) {
      const isValid = (change: Parameters<typeof changeValues>[1][number]) =>
        zoneOf(contract, operation, changeValues(values, [change])) === 'valid';
      const request = { contract, operation, values };
      expect([at, mayLack(request, at)]).toEqual([at, isValid({ at, remove: true })]);
      for (const value of tried) {
        const told = changeValidly(request, { at, value }) !== undefined;
        expect([at, value, told]).toEqual([at, value, isValid({ at, value })]);
        compared += 1;
      }
    }
  }
  return compared;
}

describe('of the members of', () => {
  it.each<[string, () => string]>([
    ['the contract that ships', () => ownContract],
    ['orders', () => ordersContract],
    ['shapes', () => shapesContract],
    ['an awkward schema', () => writeContract({ 'openapi.json': documentWith(awkward) })],
    [
      'it without its condition',
      () => writeContract({ 'openapi.json': documentWith({ ...awkward, if: undefined, then: undefined }) }),
    ],
  ])('%s', async (_, path) => {
    expect(await compare(loadContract(path()))).toBeGreaterThan(20);
  });
});
