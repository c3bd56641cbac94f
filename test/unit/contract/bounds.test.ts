/** What is too large, too much or too slow ends with a sentence, not with the memory or the patience. */
import { truncateSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchDocument } from '../../../src/commands/fetch-document.ts';
import { parseDocument } from '../../../src/contract/document/read-document.ts';
import { loadContract, loadSource } from '../../../src/contract/load-contract.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { parseJsonText } from '../../../src/contract/wide-integer.ts';
import { judgeRequest } from '../../../src/contract/zone-of.ts';
import { writeContract } from '../../write-contract.ts';

const documentOf = (schema: unknown): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {
      '/x': {
        post: {
          requestBody: { content: { 'application/json': { schema } } },
          responses: { 204: { description: 'done' } },
        },
      },
    },
  });

describe('of a value that is wrong in more ways than anybody reads, the first is told', () => {
  const union = Array.from({ length: 8 }, (_, at) => ({
    type: 'object',
    required: [`k${at}`],
    properties: { [`k${at}`]: { type: 'integer' } },
  }));
  const document = {
    ...(JSON.parse(documentOf({ type: 'array', items: { $ref: '#/components/schemas/Union' } })) as object),
    components: { schemas: { Union: { oneOf: union } } },
  };
  const contract = loadSource(parseDocument('openapi.json', JSON.stringify(document)), { read: () => undefined });
  const judge = (items: unknown[]) => judgeRequest(contract, contract.operations[0] as Operation, { body: items });
  const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

  it.each([
    ['objects', { none: 1 }],
    ['integers that no double holds', parseJsonText('12345678901234567')],
  ])('%s', (_, wrong) => {
    // So many that a list of all, copied for each item, would take minutes.
    const { zone, violations } = judge(many(45_000, wrong));
    expect(zone).toBe('invalid');
    expect(violations.length).toBeLessThan(20);
    expect(violations.every(({ at }) => at[0] === '0')).toBe(true);
  });

  it('but all of them, where there are few', () => {
    const { violations } = judge([{ k3: 1 }, ...many(300, { none: 1 })]);
    expect(new Set(violations.map(({ at }) => at[0])).size).toBe(300);
  });

  it('and what is right stays right, however many branches are not met', () => {
    expect(judge(many(24_000, { k7: 1 })).zone).toBe('valid');
  });
});

it('a file beyond 64 MB is not read', () => {
  const folder = writeContract({ 'openapi.yaml': 'openapi: 3.1.0\n' });
  truncateSync(join(folder, 'openapi.yaml'), 64 * 1024 * 1024 + 1);
  expect(() => loadContract(folder)).toThrow(/cannot be read: it is larger than 67108864 bytes/);
});

it('a contract has 10,000 files at most', () => {
  const refs = (count: number) => Array.from({ length: count }, (_, at) => ({ $ref: `https://x.test/${at}.json` }));
  const load = (count: number) =>
    loadSource(parseDocument('https://x.test/openapi.json', documentOf({ anyOf: refs(count) })), {
      read: (url) => parseDocument(url, '{"type":"string"}'),
    });
  expect(load(50).files).toHaveLength(51);
  expect(() => load(10_000)).toThrow(/more than 10000 files/);
});

it('aliases of aliases stand for 2,000,000 values at most', () => {
  const lines = Array.from({ length: 9 }, (_, at) => {
    const inner = at === 0 ? 'x' : `*a${at - 1}`;
    return `x-${at}: &a${at} [${Array.from({ length: 9 }, () => inner).join(', ')}]`;
  });
  const document = `openapi: 3.1.0\ninfo: {}\npaths: {}\n${lines.join('\n')}\n`;
  expect(() => loadContract(writeContract({ 'openapi.yaml': document }))).toThrow(/aliases stand for too many values/);
});

it('a server that does not answer in time is told so', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.json`;
  await expect(fetchDocument(url, { within: 50 })).rejects.toThrow(/nothing whole came within 0.05 s/);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
