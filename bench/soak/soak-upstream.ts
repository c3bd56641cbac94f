/** `mock --upstream` before a small server: each exchange has to be passed on as it is, and only those be flagged that are wrong. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { Pool } from 'undici';
import { hasEnded } from '../mock/child.ts';
import { startMockProcess } from '../mock/start-mock-process.ts';
import type { OpenSoak } from './soak.ts';

/** How one exchange goes. */
interface Way {
  /** Whether the server does against the contract. */
  isWrong: boolean;
  /** What the client puts; it reads unless given. */
  put?: object;
  /** What the server answers; broken off behind its first letters where it says so. */
  status: number;
  body: (id: number) => object;
  end?: 'cut' | 'left';
}

const note = (id: number): object => ({ id, text: `note ${id}, ${'long '.repeat(id % 100)}`, tags: ['a', 'b'] });
const failure = (id: number): object => ({ message: `not with ${id}` });
const text = { text: 'some' };

/** By the number of a note; those of all other numbers are read, or put where they are odd. */
const odd: Readonly<Record<number, Way>> = {
  1: { isWrong: false, status: 404, body: failure },
  2: { isWrong: false, status: 400, body: failure, put: { text: 5 } },
  3: { isWrong: false, status: 200, body: note, end: 'left' },
  11: { isWrong: true, status: 200, body: (id) => ({ ...note(id), id: `${id}` }) },
  12: { isWrong: true, status: 200, body: (id) => ({ id }), put: text },
  13: { isWrong: true, status: 200, body: note, put: { text: 5 } },
  14: { isWrong: true, status: 418, body: failure },
  15: { isWrong: true, status: 200, body: note, end: 'cut' },
};
const usual: Way = { isWrong: false, status: 200, body: note };

function wayOf(id: number): Way {
  return odd[id % 100] ?? (id % 2 === 0 ? usual : { ...usual, put: text });
}

export const soakUpstream: OpenSoak = async (connections, tally) => {
  const folder = mkdtempSync(join(tmpdir(), 'docpact-soak-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'notes.json');
  writeFileSync(file, JSON.stringify(document));
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { child, pid, origin, stop } = await startMockProcess([file, '--upstream', upstream], { log: true });
  const judged = child.stderr && createInterface(child.stderr);
  const pool = new Pool(origin, { connections, headersTimeout: 30_000 });
  const unjudged = new Set<number>();
  let flagged = 0;
  judged?.on('line', (line) => {
    const id = Number(/ \/notes\/(\d+) /.exec(line)?.[1]);
    const isFlagged = line.includes('upstream: ');
    if (isFlagged) flagged += 1;
    const { isWrong, end } = wayOf(id);
    const isAwaited = unjudged.delete(id) || end === 'left';
    if (!isAwaited || isFlagged !== isWrong) tally.fail(`judged wrongly: ${line}`);
  });
  const exchange = async (): Promise<void> => {
    const id = (tally.requests += 1);
    // One that leaves may be gone before anything was sent.
    if (wayOf(id).end !== 'left') unjudged.add(id);
    await send(pool, id);
  };
  return {
    pid,
    clients: Array.from({ length: connections }, () => exchange),
    hasFailed: () => hasEnded(child),
    remark: () => `${flagged} flagged`,
    async close() {
      await pool.close();
      for (let waited = 0; unjudged.size > 0 && waited < 100; waited += 1) await setTimeout(20);
      if (unjudged.size > 0) tally.fail(`not judged: ${[...unjudged].join(', ')}`);
      await stop();
      server.close();
    },
  };
};

/** One exchange as a client sees it. */
async function send(pool: Pool, id: number): Promise<void> {
  const { put, status, body: expected, end } = wayOf(id);
  const leaves = new AbortController();
  if (end === 'left') void setTimeout(1 + (id % 7)).then(() => leaves.abort());
  const exchange = pool
    .request({
      method: put ? 'PUT' : 'GET',
      path: `/notes/${id}`,
      signal: leaves.signal,
      ...(put ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(put) } : {}),
    })
    .then(async ({ statusCode, body }) => ({ statusCode, answered: await body.text() }));
  if (end === 'cut') return assert.rejects(exchange);
  if (end === 'left') return void (await exchange.catch(() => undefined));
  const { statusCode, answered } = await exchange;
  assert.deepEqual([statusCode, answered], [status, JSON.stringify(expected(id))]);
}

/** The server's side of the same. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  const id = Number(request.url?.slice('/notes/'.length));
  const { status, body, end } = wayOf(id);
  const payload = Buffer.from(JSON.stringify(body(id)));
  request.resume().once('end', () => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': payload.length });
    if (end === 'cut') response.write(payload.subarray(0, 10), () => response.destroy());
    else response.end(payload);
  });
}

const json = (schema: object): object => ({ description: 'so', content: { 'application/json': { schema } } });
const string = { type: 'string' };
const shown = {
  type: 'object',
  required: ['id', 'text'],
  properties: { id: { type: 'integer' }, text: string, tags: { type: 'array', items: string } },
};
const error = json({ type: 'object', required: ['message'], properties: { message: string } });
const document = {
  openapi: '3.1.0',
  info: { title: 'notes', version: '1' },
  paths: {
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'getNote', responses: { 200: json(shown), 404: error } },
      put: {
        operationId: 'putNote',
        requestBody: { required: true, ...json({ type: 'object', required: ['text'], properties: { text: string } }) },
        responses: { 200: json(shown), 400: error },
      },
    },
  },
};
