/** MSW handlers in vitest: what the server answers, without a port. */
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { handlers } from '../../mocks/index.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { restoreContract, snapshotContract } from '../../src/contract/contract-snapshot.ts';
import { requireFaker } from '../../src/fixture/chance/load-faker.ts';
import { startMock, type MockOptions } from '../../src/mock/start-mock.ts';
import { path, plainRegion, type Region } from '../mock/valid-region.ts';
import { documentWith, ordersContract, writeContract } from '../write-contract.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'bypass' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

interface Sent {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | undefined;
}

async function send(origin: string, { path: to = path, method = 'POST', headers = {}, body }: Sent) {
  const response = await fetch(origin + to, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const kept = ['content-type', 'preference-applied', 'sl-violations', 'allow', 'retry-after'];
  return {
    status: response.status,
    headers: Object.fromEntries(kept.map((name) => [name, response.headers.get(name)])),
    body: await response.text(),
  };
}

const region = (more: Partial<Region> = {}) => JSON.stringify({ ...plainRegion(), region_name: 'same', ...more });
const prefer = (text: string) => ({ headers: { prefer: text } });

/** A day's worth of requests, in an order that matters: names are taken, values are made up one after the other. */
const requests: readonly Sent[] = [
  { body: region() },
  { body: region() },
  { body: region({ region_name: 'other', token: 'x' }) },
  { body: region({ status: '1', desc: null }) },
  { body: '{' },
  { body: '[]' },
  { body: '' },
  {},
  { body: region({ region_name: 'third' }), ...prefer('dynamic=true') },
  { body: region({ region_name: 'fourth' }), ...prefer('code=400') },
  { body: region({ region_name: 'fifth' }), ...prefer('code=418') },
  { body: region({ region_name: 'sixth' }), ...prefer('example=duplicate-name') },
  { body: region({ region_name: 'cn-shanghai' }) },
  { body: '{}', ...prefer('example=server-error') },
  { body: region(), ...prefer('example=none-such') },
  { body: region({ region_name: 'seventh' }), ...prefer('fault=unavailable') },
  { body: region({ region_name: 'seventh' }), ...prefer('wait=20') },
  { body: region(), headers: { accept: 'text/html' } },
  { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  { path: `${path}?__code=201`, body: region({ region_name: 'eighth' }) },
  { path: `${path}?unknown=1`, body: region({ region_name: 'ninth' }) },
  { method: 'GET' },
  { method: 'DELETE' },
];

describe('handlers', () => {
  it.each<MockOptions>([
    {},
    { seed: 77 },
    { scenario: 'server-error' },
    { scenario: 'duplicate-name' },
    { dynamic: true },
    { stateless: true },
  ])('give the answers of the server, one after the other: %j', async (options) => {
    const mock = await startMock(loadContract('contracts'), { port: 0, ...options });
    const real = [];
    for (const request of requests) real.push(await send(mock.url, request));
    await mock.close();
    server.use(...handlers(options as Parameters<typeof handlers>[0]));
    for (const [index, request] of requests.entries()) {
      expect(await send('https://console.example.com', request), JSON.stringify(request)).toEqual(real[index]);
    }
  });

  it('do so for another contract, with paths, queries and other media types', async () => {
    const contract = loadContract(ordersContract);
    const mock = await startMock(contract, { port: 0, seed: 5 });
    const others = contract.operations.flatMap(({ path: template, method }): Sent[] => {
      const to = template.replaceAll(/\{[^{}]*\}/g, 'o-1%2F2');
      const bodies = ['get', 'head', 'delete'].includes(method) ? [undefined] : ['{}', '{"a":1}'];
      return bodies.map((body) => ({ path: to, method: method.toUpperCase(), body }));
    });
    const real = [];
    for (const request of others) real.push(await send(mock.url, request));
    await mock.close();
    server.use(...handlers({ contract: snapshotContract(contract), faker: requireFaker(contract.locale), seed: 5 }));
    for (const [index, request] of others.entries()) {
      expect(await send('http://localhost', request), JSON.stringify(request)).toEqual(real[index]);
    }
    expect(others.length).toBeGreaterThan(3);
  });

  it('do so for a body that is just too large', async () => {
    const contract = loadContract(writeContract({ 'openapi.json': documentWith({ type: 'object' }) }));
    const bodies = [2 ** 20, 2 ** 20 + 1].map((length) =>
      JSON.stringify({ x: 'x'.repeat(length - '{"x":""}'.length) }),
    );
    const mock = await startMock(contract, { port: 0 });
    const real = [];
    for (const body of bodies) real.push(await send(mock.url, { path: '/things', body }));
    await mock.close();
    expect(real.map(({ status }) => status)).toEqual([201, 413]);
    server.use(...handlers({ contract: snapshotContract(contract), faker: requireFaker(contract.locale) }));
    for (const [index, body] of bodies.entries())
      expect(await send('http://localhost', { path: '/things', body })).toEqual(real[index]);
  });

  it('let other requests pass', async () => {
    const mock = await startMock(loadContract(ordersContract), { port: 0 });
    server.use(...handlers());
    expect((await fetch(`${mock.url}/elsewhere`)).status).toBe(404);
    await mock.close();
  });

  it('serve a base URL, and no other origin', async () => {
    server.use(...handlers({ baseUrl: 'https://api.example.com/v1/' }));
    expect((await send('https://api.example.com/v1', { body: region() })).status).toBe(201);
    await expect(send('https://other.invalid', { body: region() })).rejects.toThrow();
  });

  it('break the connection, and a body, when they are asked to', async () => {
    server.use(...handlers());
    await expect(send('http://localhost', { body: region(), ...prefer('fault=reset') })).rejects.toThrow();
    await expect(send('http://localhost', { body: region(), ...prefer('fault=cut') })).rejects.toThrow();
  });

  it('let a body trickle in when they are asked to', { timeout: 20_000 }, async () => {
    server.use(...handlers());
    const response = await fetch(`http://localhost${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', prefer: 'fault=slow' },
      body: region(),
    });
    const pieces: string[] = [];
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) pieces.push(decoder.decode(piece, { stream: true }));
    expect(response.status).toBe(201);
    expect(pieces.length).toBeGreaterThan(5);
    expect(JSON.parse(pieces.join(''))).toMatchObject({ region_name: 'same' });
  });

  it('begin with nothing remembered each time they are made', async () => {
    for (const _ of [1, 2]) {
      server.resetHandlers(...handlers());
      expect((await send('http://localhost', { body: region() })).status).toBe(201);
      expect((await send('http://localhost', { body: region() })).status).toBe(400);
    }
  });

  it('refuse a scenario and a base that are none', () => {
    expect(() => handlers({ scenario: 'server-eror' })).toThrow(/did you mean "server-error"/);
    expect(() => handlers({ baseUrl: 'api' })).toThrow(/no URL/);
  });
});

describe('a snapshot', () => {
  it('is the contract as it stands in the repository (else: npm run fixtures)', async () => {
    const { default: committed } = await import('../../mocks/contract.json', { with: { type: 'json' } });
    expect(committed).toEqual(JSON.parse(JSON.stringify(snapshotContract(loadContract('contracts')))));
  });

  it('survives JSON: what is restored says the same of every operation', () => {
    for (const folder of ['contracts', ordersContract]) {
      const contract = loadContract(folder);
      const restored = restoreContract(JSON.parse(JSON.stringify(snapshotContract(contract))));
      expect(JSON.stringify(restored.operations)).toBe(JSON.stringify(contract.operations));
      expect(restored.locale).toBe(contract.locale);
    }
  });
});
