/** A slip costs what it touches: it is told by its rule, and everything else is served. */
import { afterAll, describe, expect, it } from 'vitest';
import { listClauses } from '../../../src/contract/clause/list-clauses.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { type Mock, startMock } from '../../../src/mock/start-mock.ts';
import { writeContract } from '../../write-contract.ts';
import { oddSchemas } from './odd-members.ts';
import { slips } from './slips.ts';

const sound = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const json = (schema: unknown) => ({ 'application/json': { schema } });

/** A document with a sound operation, and one that takes `slip` as its body. */
function documentOf(slip: unknown, version = '3.1.0'): Record<string, unknown> {
  return {
    openapi: version,
    info: { title: 'slips', version: '1' },
    paths: {
      '/sound': {
        post: {
          operationId: 'addSound',
          requestBody: { required: true, content: json({ $ref: '#/components/schemas/Sound' }) },
          responses: {
            201: { description: 'made', content: json({ $ref: '#/components/schemas/Sound' }) },
            400: { description: 'no' },
          },
        },
      },
      '/slip': {
        post: {
          operationId: 'addSlip',
          requestBody: { required: true, content: json(slip) },
          responses: { 201: { description: 'made', content: json(slip) }, 400: { description: 'no' } },
        },
      },
    },
    components: { schemas: { Sound: sound, Word: { type: 'string', enum: ['a', 'b'] } } },
  };
}

const mocks: Mock[] = [];
afterAll(() => Promise.all(mocks.map((mock) => mock.close())));

function load(document: unknown): Contract {
  return loadContract(
    writeContract(typeof document === 'string' ? { 'openapi.yaml': document } : { 'openapi.json': document }),
  );
}

function rulesOf(contract: Contract): string[] {
  return [...new Set(contract.diagnostics.map(({ rule }) => rule))].sort();
}

/** What the mock of a contract answers to requests. */
async function answersOf(contract: Contract, requests: readonly [path: string, body: unknown][]): Promise<number[]> {
  const mock = await startMock(contract, { port: 0, stateless: true });
  mocks.push(mock);
  const answers: number[] = [];
  for (const [path, body] of requests) {
    const { status } = await fetch(`${mock.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    answers.push(status);
  }
  return answers;
}

describe('a slip in a schema', () => {
  it.each([...slips, ...oddSchemas])('%s', async (_sentence, slip, rules, accepted, refused) => {
    const contract = load(documentOf(slip));
    expect(rulesOf(contract)).toEqual([...rules].sort());
    expect(contract.operations.map(({ id }) => id)).toEqual(['addSound', 'addSlip']);
    for (const { place, hint } of contract.diagnostics) {
      expect(place.line).toBeGreaterThan(1);
      expect(hint).toBeTruthy();
    }
    const requests: [string, unknown][] = [
      ['/sound', { name: 'x' }],
      ['/sound', {}],
      ['/slip', accepted],
    ];
    const answers = await answersOf(contract, refused === undefined ? requests : [...requests, ['/slip', refused]]);
    expect(answers).toEqual([201, 400, 201, ...(refused === undefined ? [] : [400])]);
    expect(listClauses(contract).length).toBeGreaterThan(5);
  });
});
