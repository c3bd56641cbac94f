/** Of a large document a run that ends early does no more than what it was asked for. */
import { expect, it } from 'vitest';
import { listClauses } from '../../src/contract/clause/list-clauses.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { tallyOutcomes } from '../../src/verdict/coverage.ts';
import { inOrderOfNeed } from '../../src/verify/plan/sequence.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

/** Collections of things that refer to each other: links, names, conditions, passwords. */
function loadCollections(count: number): Contract {
  const paths = Array.from({ length: count }, (_, index) => [collection(index), item(index)]).flat();
  const thing = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, note: { type: 'string' } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'large', version: '1' },
    paths: Object.fromEntries(paths),
    components: { schemas: { Thing: thing } },
  };
  return loadContract(writeContract({ 'openapi.json': document }));
}

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const thing = { $ref: '#/components/schemas/Thing' };

function collection(index: number) {
  const names = [`kind${index + 1}_id`, ...(index < 5 ? ['password', 'token'] : [])];
  const sent = { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) };
  const links = { read: { operationId: `read${index}`, parameters: { id: '$response.body#/id' } } };
  return [
    `/kind${index}s`,
    {
      post: {
        operationId: `make${index}`,
        requestBody: json(sent),
        responses: { 201: { description: 'it', ...json(thing), links }, 401: { description: 'wrong password' } },
      },
    },
  ];
}

function item(index: number) {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
  const condition = { name: 'If-Match', in: 'header', schema: { type: 'string' } };
  const responses = { 200: { description: 'it', ...json(thing) }, 404: { description: 'not found' } };
  return [
    `/kind${index}s/{id}`,
    {
      parameters: [id],
      get: { operationId: `read${index}`, responses },
      patch: { operationId: `change${index}`, parameters: [condition], requestBody: json(thing), responses },
      delete: { operationId: `drop${index}`, responses },
    },
  ];
}

/** How often planning looks at the path of an operation. */
function countLooks(count: number): number {
  const contract = loadCollections(count);
  let looks = 0;
  for (const operation of contract.operations) {
    const { path } = operation;
    Object.defineProperty(operation, 'path', {
      get: () => {
        looks += 1;
        return path;
      },
    });
  }
  expect(inOrderOfNeed(contract, contract.operations)).toHaveLength(contract.operations.length);
  return looks;
}

it('is planned in as much work as it has operations', () => {
  expect(countLooks(80)).toBeLessThan(2.5 * countLooks(40));
});

it('has the clauses of what was not tried counted, and listed for whoever reads them', async () => {
  const contract = loadCollections(20);
  const target = async (): Promise<Response> => Response.json({ id: 'a' }, { status: 201 });
  const { coverage, ...report } = await verify({ contract, target, depth: 'quick', maxRequests: 4 });
  const { unasked, ...listed } = coverage;
  expect(unasked?.reason).toBe('the run ended before it was tried');
  expect(unasked?.others.length).toBeLessThan(coverage.clauses / 4);
  const text = renderReport({ coverage, ...report }, { format: 'text' });
  expect(text).toContain(`${unasked?.clauses}, since the run ended before it was tried`);
  expect(text).toContain(unasked?.first[0]);
  expect(tallyOutcomes(coverage)).toEqual(tallyOutcomes(listed));
  expect(coverage.outcomes.map(({ id }) => id)).toEqual(listClauses(contract).map(({ id }) => id));
  expect(coverage.uncovered).toHaveLength(coverage.clauses - coverage.covered);
  expect(coverage.outcomes).toHaveLength(coverage.clauses);
});
