/** Pages, sizes and offsets that no list has are demanded of nobody, whether or not the document says where they begin. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { planRun } from '../../../src/verify/verify.ts';
import { writeContract } from '../../write-contract.ts';

const parameter = (name: string, schema: object) => ({ name, in: 'query', schema: { type: 'integer', ...schema } });

/** The numbers that valid requests have for each parameter. */
async function validNumbers(parameters: readonly object[]): Promise<Record<string, number[]>> {
  const get = { operationId: 'list', parameters, responses: { 200: { description: '' }, 400: { description: '' } } };
  const document = { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths: { '/things': { get } } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const found: Record<string, number[]> = {};
  for (const { zone, steps } of await planRun({ contract })) {
    if (zone !== 'valid') continue;
    for (const [name, value] of steps.flatMap(({ values }) => Object.entries(values.query ?? {})))
      (found[name] ??= []).push(Number(value));
  }
  return found;
}

it('of pages and offsets', async () => {
  const {
    page = [],
    page_size: size = [],
    age = [],
  } = await validNumbers([parameter('page', { default: 1 }), parameter('page_size', {}), parameter('age', {})]);
  expect(Math.min(...page)).toBe(1);
  expect(Math.min(...size)).toBe(1);
  expect(Math.min(...age)).toBe(-1);
  const { offset = [], limit = [] } = await validNumbers([parameter('offset', {}), parameter('limit', { minimum: 1 })]);
  expect(Math.min(...offset)).toBe(0);
  expect(Math.min(...limit)).toBe(1);
});
