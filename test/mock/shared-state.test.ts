/** Several mocks that share a state in a real Redis server. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { MockError } from '../../src/errors.ts';
import { type Mock, startMock } from '../../src/mock/start-mock.ts';
import { contractOf, list, object, ref, text, whole } from '../resource-contract.ts';
import { path, plainRegion } from './valid-region.ts';

const installed = spawnSync('redis-server', ['--version']).status === 0;

let port = 0;
let server: ChildProcess | undefined;
const mocks: Mock[] = [];

async function startRedis(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'docpact-redis-'));
  server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir], {
    stdio: 'ignore',
  });
  for (let answers = false; !answers;) {
    answers = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.once('connect', () => socket.end());
    });
    if (!answers) await delay(20);
  }
}

async function stopRedis(): Promise<void> {
  const ended = server && once(server, 'exit');
  server?.kill('SIGKILL');
  await ended;
}

/** A mock on a database of its own. */
async function start(contract: Parameters<typeof startMock>[0], database: number): Promise<string> {
  const mock = await startMock(contract, { port: 0, stateFile: `redis://127.0.0.1:${port}/${database}` });
  mocks.push(mock);
  return mock.url;
}

const send = (url: string, method: string, body?: unknown): Promise<Response> =>
  fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });

const pets = () =>
  contractOf(
    {
      'POST /pets': { body: object({ name: text }), answer: ref('Pet') },
      'GET /pets': { answer: list(ref('Pet')) },
      'GET /pets/{petId}': { answer: ref('Pet') },
      'DELETE /pets/{petId}': {},
    },
    { schemas: { Pet: object({ id: whole, name: text }) }, ids: { petId: whole } },
  );

describe.skipIf(!installed)('a state in redis', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    ({ port } = probe.address() as AddressInfo);
    await new Promise((resolve) => probe.close(resolve));
    await startRedis();
  });

  afterAll(async () => {
    await Promise.all(mocks.map((mock) => mock.close()));
    await stopRedis();
  });

  it('gives no value twice and loses no creation, whichever of two mocks is asked', async () => {
    const urls = [await start(loadContract('contracts'), 1), await start(loadContract('contracts'), 1)];
    const names = Array.from({ length: 300 }, (_, index) => `region-${index % 150}`);
    const replies = await Promise.all(
      names.map(async (name, index) => {
        const response = await send(`${urls[index % 2]}${path}`, 'POST', plainRegion({ region_name: name }));
        return { name, status: response.status, body: (await response.json()) as { region_id?: string } };
      }),
    );
    const made = replies.filter(({ status }) => status === 201);
    expect(made.map(({ name }) => name).sort()).toEqual([...new Set(names)].sort());
    expect(replies.filter(({ status }) => status === 400)).toHaveLength(150);
    expect(new Set(made.map(({ body }) => body.region_id)).size).toBe(150);
    const { total } = (await (await fetch(`${urls[0]}/__docpact/state`)).json()) as { total: number };
    expect(total).toBe(150);
  });

  it('shows what one mock made, changed or removed by the other at once, and to one that comes later', async () => {
    const [one, other] = [await start(pets(), 2), await start(pets(), 2)];
    const made = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, index) =>
          (await send(`${index % 2 === 0 ? one : other}/pets`, 'POST', { name: `p${index}` })).json() as Promise<{
            id: number;
          }>,
      ),
    );
    const lists = await Promise.all(
      [one, other].map(async (url) => (await fetch(`${url}/pets`)).json() as Promise<unknown[]>),
    );
    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0]).toEqual(expect.arrayContaining(made));
    expect(new Set(made.map(({ id }) => id)).size).toBe(60);
    await send(`${one}/pets/${made[0]?.id}`, 'DELETE');
    expect((await fetch(`${other}/pets/${made[0]?.id}`)).status).toBe(404);
    const third = await start(pets(), 2);
    expect(await (await fetch(`${third}/pets`)).json()).toEqual(await (await fetch(`${other}/pets`)).json());
  });

  it('that goes away gives 503 with the reason, and all goes on when it is back', async () => {
    const url = await start(pets(), 3);
    expect((await send(`${url}/pets`, 'POST', { name: 'before' })).status).toBe(201);
    await stopRedis();
    const refused = await send(`${url}/pets`, 'POST', { name: 'meanwhile' });
    expect(refused.status).toBe(503);
    expect(((await refused.json()) as { message: string }).message).toContain(
      `the state in redis://127.0.0.1:${port}/3 cannot be had`,
    );
    await startRedis();
    let status = 503;
    for (let tries = 0; tries < 100 && status === 503; tries += 1) {
      ({ status } = await send(`${url}/pets`, 'POST', { name: 'after' }));
      if (status === 503) await delay(50);
    }
    expect(status).toBe(201);
    const listed = (await (await fetch(`${url}/pets`)).json()) as { name: string }[];
    const names = new Set(listed.map(({ name }) => name));
    // That server kept nothing, and the mock does not know better.
    expect([names.has('before'), names.has('meanwhile'), names.has('after')]).toEqual([false, false, true]);
  });

  it('that is not there is an error before anything is served', async () => {
    const nowhere = startMock(pets(), { port: 0, stateFile: 'redis://user:secret@127.0.0.1:1/0' });
    await expect(nowhere).rejects.toThrow(MockError);
    await expect(nowhere).rejects.toThrow(/no Redis server answers at redis:\/\/127\.0\.0\.1:1\/0/);
  });
});
