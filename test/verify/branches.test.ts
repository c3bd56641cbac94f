/** A body with alternatives: each of them is tried as the only one would be. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

const way = (kind: string, name: string, most: number) => ({
  type: 'object',
  required: ['kind', name],
  properties: { kind: { const: kind }, [name]: { type: 'integer', minimum: 1, maximum: most } },
});
const bodies = {
  'of the whole body': { oneOf: [way('card', 'months', 12), way('cash', 'coins', 40)] },
  'of a member': {
    type: 'object',
    required: ['by'],
    properties: { by: { oneOf: [way('card', 'months', 12), way('cash', 'coins', 40)] } },
  },
};
const bounds: Readonly<Record<string, readonly [name: string, most: number]>> = {
  card: ['months', 12],
  cash: ['coins', 40],
};

async function judge(schema: object, unchecked?: string): Promise<string[]> {
  const content = { 'application/json': { schema } };
  const post = {
    operationId: 'pay',
    requestBody: { required: true, content },
    responses: { 201: { description: 'paid' }, 400: { description: 'refused' } },
  };
  const document = { openapi: '3.1.0', info: { title: 'Pay', version: '1' }, paths: { '/payments': { post } } };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const target = async (request: Request): Promise<Response> => {
    const text = await request.text();
    const status = isTaken(text) ? 201 : 400;
    return new Response(null, { status });
  };
  const isTaken = (text: string): boolean => {
    let body: Record<string, unknown> | undefined;
    try {
      body = JSON.parse(text) as Record<string, unknown>;
    } catch {
      return false;
    }
    const given = 'oneOf' in schema ? body : (body?.['by'] as typeof body);
    const [name = '', most = 0] = bounds[String(given?.['kind'])] ?? [];
    if (typeof given !== 'object' || given === null || name === '') return false;
    const value = given[name];
    return name === unchecked || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most);
  };
  const { problems } = await verify({ contract, target });
  return problems.map(({ kind, message }) => `${kind}: ${message}`);
}

it.each(Object.entries(bodies))('%s: a right server conforms', async (_, schema) => {
  expect(await judge(schema)).toEqual([]);
});

it.each(
  Object.entries(bodies).flatMap(([of, schema]) => ['months', 'coins'].map((name) => [of, name, schema] as const)),
)('%s: %s is not checked, and that is found', async (_, name, schema) => {
  const found = await judge(schema, name);
  expect(found.length).toBeGreaterThan(0);
  for (const problem of found) expect(problem).toMatch(new RegExp(`^accepted-invalid: .*${name}`));
});
