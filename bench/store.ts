/**
 * Measures what it costs the mock to remember: a create, a read and a page of a list, beside the same mock with `--stateless`,
 * and the memory of 100,000 things.
 *
 *     node bench/store.ts [--requests 6000] [--things 100000] [--rounds 3]
 *
 * One contract of a collection whose things have ten members, one process a mock, sixteen connections. CPU and memory are the
 * mock's own, from /proc (Linux). Aims: a create or read costs at most 1.3 times a stateless request; 100,000 things fit into
 * 400 MB; a page of them takes no longer than one of a hundred. Exit code 1 where one is missed.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { median } from './mock/median.ts';
import { readUsage } from './mock/read-usage.ts';
import { startMockProcess } from './mock/start-mock-process.ts';

const { values: flags } = parseArgs({
  options: {
    requests: { type: 'string', default: '6000' },
    things: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '3' },
  },
});
const [requests, wanted, rounds] = [flags.requests, flags.things, flags.rounds].map(Number) as [number, number, number];

let serial = 0;

const folder = mkdtempSync(join(tmpdir(), 'docpact-store-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'openapi.json');
writeFileSync(file, JSON.stringify(writeDocument()));

interface Cost {
  create: number;
  read: number;
}

const costs: Record<'stateless' | 'remembering', Cost[]> = { stateless: [], remembering: [] };
for (let round = 0; round < rounds; round += 1) {
  costs.stateless.push(await withMock(['--stateless'], measureCosts));
  costs.remembering.push(await withMock([], measureCosts));
}
const ratio = (of: keyof Cost): number =>
  median(costs.remembering.map((cost) => cost[of])) / median(costs.stateless.map((cost) => cost[of]));
const many = await withMock(['--items', '0'], measureMany);
const misses = [
  report('a create, CPU against stateless', ratio('create'), 1.3),
  report('a read, CPU against stateless', ratio('read'), 1.3),
  report(`MB with ${wanted} things`, many.megabytes, 400),
  report(`ms for a page of ${wanted}, against one of 100`, many.page / many.smallPage, 2),
];
console.log(`page of 100 things: ${many.smallPage.toFixed(2)} ms; of ${wanted}: ${many.page.toFixed(2)} ms`);
process.exitCode = misses.includes(true) ? 1 : 0;

function report(what: string, value: number, aim: number): boolean {
  console.log(`${what}: ${value.toFixed(2)} (at most ${aim}) ${value <= aim ? 'met' : 'MISSED'}`);
  return value > aim;
}

interface Running {
  pid: number;
  pool: Pool;
}

async function withMock<T>(options: readonly string[], work: (running: Running) => Promise<T>): Promise<T> {
  const { pid, origin, stop } = await startMockProcess([file, '--no-watch', ...options]);
  const pool = new Pool(origin, { connections: 16 });
  try {
    return await work({ pid, pool });
  } finally {
    await pool.close();
    await stop();
  }
}

/** Milliseconds of CPU a request. */
async function measureCosts({ pid, pool }: Running): Promise<Cost> {
  const ids: string[] = [];
  const create = async (): Promise<void> => void ids.push(await createThing(pool));
  const read = async (index: number): Promise<void> => {
    const { body } = await pool.request({ method: 'GET', path: `/things/${ids[index % ids.length]}` });
    await body.dump();
  };
  await repeat(requests / 2, create);
  const creating = await cpuOf(pid, () => repeat(requests, create));
  await repeat(requests / 2, read);
  const reading = await cpuOf(pid, () => repeat(requests, read));
  return { create: creating / requests, read: reading / requests };
}

async function measureMany({ pid, pool }: Running): Promise<{ megabytes: number; page: number; smallPage: number }> {
  await repeat(100, () => createThing(pool));
  const smallPage = await timeOfPage(pool, 50);
  await repeat(wanted - 100, () => createThing(pool));
  return { megabytes: readUsage(pid).rssMb, smallPage, page: await timeOfPage(pool, wanted / 2) };
}

async function timeOfPage(pool: Pool, offset: number): Promise<number> {
  const times: number[] = [];
  for (let tried = 0; tried < 200; tried += 1) {
    const began = performance.now();
    const { body } = await pool.request({ method: 'GET', path: `/things?limit=20&offset=${offset}` });
    const { length } = (await body.json()) as unknown[];
    times.push(performance.now() - began);
    if (length !== 20) throw new Error(`a page has ${length} things`);
  }
  return median(times);
}

async function createThing(pool: Pool): Promise<string> {
  serial += 1;
  const sent = {
    name: `thing-${serial}`,
    size: serial,
    note: 'a door that is never locked',
    kind: 'plain',
    at: '2026-03-01T12:00:00Z',
    tags: ['a', 'b'],
  };
  const { body } = await pool.request({
    method: 'POST',
    path: '/things',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  });
  return ((await body.json()) as { id: string }).id;
}

/** As many at a time as there are connections. */
async function repeat(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: 16 }, work));
}

async function cpuOf(pid: number, work: () => Promise<void>): Promise<number> {
  const before = readUsage(pid).cpuMs;
  await work();
  return readUsage(pid).cpuMs - before;
}

function writeDocument(): object {
  const text = { type: 'string' };
  const members = {
    name: text,
    size: { type: 'integer' },
    note: text,
    kind: { enum: ['plain', 'odd'] },
    at: { type: 'string', format: 'date-time' },
    tags: { type: 'array', items: text },
  };
  const made = {
    id: { type: 'string', format: 'uuid' },
    createdAt: { type: 'string', format: 'date-time' },
    owner: text,
    active: { type: 'boolean' },
  };
  const thing = { type: 'object', required: ['id', 'name', 'createdAt'], properties: { ...made, ...members } };
  const shown = { description: 'the thing', ...json({ $ref: '#/components/schemas/Thing' }) };
  return {
    openapi: '3.1.0',
    info: { title: 'things', version: '1' },
    paths: {
      '/things': {
        get: {
          parameters: [query('limit'), query('offset')],
          responses: {
            200: { description: 'some', ...json({ type: 'array', items: { $ref: '#/components/schemas/Thing' } }) },
          },
        },
        post: {
          requestBody: { required: true, ...json({ type: 'object', required: ['name'], properties: members }) },
          responses: { 201: shown },
        },
      },
      '/things/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: made.id }],
        get: { responses: { 200: shown } },
      },
    },
    components: { schemas: { Thing: thing } },
  };
}

function json(schema: object): object {
  return { content: { 'application/json': { schema } } };
}

function query(name: string): object {
  return { name, in: 'query', schema: { type: 'integer', minimum: 0 } };
}
