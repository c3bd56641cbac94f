/** A contract on a server is watched by what the server calls its state: what changes is served, what does not hold is said. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openContract } from '../../../src/commands/open-contract.ts';
import { watchContract } from '../../../src/commands/watch-contract.ts';
import type { Contract } from '../../../src/contract/contract.ts';

const documentOf = (id: string): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: { '/a': { get: { operationId: id, responses: { 200: { $ref: 'answers.json#/ok' } } } } },
  });

/** What the server has, and what it was asked. */
let served: Record<string, string>;
let asked: { url: string; condition: string | undefined; status: number }[];
let away: boolean;

const server = createServer(({ url = '', headers }, response) => {
  const text = served[url];
  const etag = `"${text?.length}-${text?.slice(0, 200)}"`.replaceAll(/["\n]/g, '').replace(/^/, '"') + '"';
  const status = away ? 503 : text === undefined ? 404 : headers['if-none-match'] === etag ? 304 : 200;
  asked.push({ url, condition: headers['if-none-match'], status });
  response.writeHead(status, { etag, 'content-type': 'application/json' }).end(status === 200 ? text : undefined);
});

let base: string;
let stop: (() => void) | undefined;

beforeEach(async () => {
  served = { '/api/openapi.json': documentOf('one'), '/api/answers.json': '{ "ok": { "description": "yes" } }' };
  asked = [];
  away = false;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/openapi.json`;
});

afterEach(async () => {
  stop?.();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Machines may be busy: what is waited for is the state, not the clock. */
const until = (reached: () => boolean) => vi.waitUntil(reached, { timeout: 20_000 });

/** What the mock serves, and what the user is told. */
async function watch(): Promise<{ ids: () => string[]; descriptions: () => string[]; told: string[] }> {
  const open = () => openContract(base);
  let current: Contract = await open();
  const told: string[] = [];
  stop = watchContract(current, {
    open,
    source: {},
    every: 20,
    accept(contract) {
      current = contract;
      told.push('reloaded');
    },
    refuse: (message) => void told.push(message),
  });
  await until(() => asked.some(({ status }) => status === 304));
  return {
    ids: () => current.operations.map(({ id }) => id),
    descriptions: () => current.operations.flatMap(({ responses }) => responses.map(({ description }) => description)),
    told,
  };
}

it('serves the document as it is by now, and asks for it by its state', async () => {
  const { ids, told } = await watch();
  served['/api/openapi.json'] = documentOf('two');
  await until(() => ids().includes('two'));
  expect(told).toEqual(['reloaded']);
  expect(asked.filter(({ condition }) => condition !== undefined).length).toBeGreaterThan(1);
});

it('does so for what the document refers to', async () => {
  const { descriptions } = await watch();
  served['/api/answers.json'] = '{ "ok": { "description": "of course" } }';
  await until(() => descriptions().includes('of course'));
});

it('serves the last good one while the document cannot be read, and the next good one after it', async () => {
  const { ids, told } = await watch();
  served['/api/openapi.json'] = '{ "openapi": ';
  await until(() => told.length > 0);
  expect(told[0]).toMatch(/not valid JSON/);
  expect(ids()).toEqual(['one']);
  served['/api/openapi.json'] = documentOf('three');
  await until(() => ids().includes('three'));
});

it('serves on while the server is away', async () => {
  const { ids, told } = await watch();
  away = true;
  await until(() => asked.some(({ status }) => status === 503));
  expect([ids(), told]).toEqual([['one'], []]);
  served['/api/openapi.json'] = documentOf('four');
  away = false;
  await until(() => ids().includes('four'));
});
