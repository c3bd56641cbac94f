/** A signal ends `docpact mock` whatever it is doing at that moment. */
import { writeFileSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../src/commands/run.ts';
import { whenFileEnds } from '../file-ends.ts';

const content = (schema: object) => ({ content: { 'application/json': { schema } } });
const text = (pattern: string) => ({ type: 'string', pattern });
/** A union of each other, so that what is wrong with an item is wrong in many ways. */
const branch = (at: number) => ({ type: 'object', required: [`k${at}`] });
const document = {
  openapi: '3.1.0',
  info: { title: 'hard', version: '1' },
  paths: {
    '/drawn': {
      get: {
        responses: {
          200: {
            description: 'Nobody finds a value.',
            ...content({ type: 'array', minItems: 1, items: text('^([a-z]{3}-){20000}$') }),
          },
        },
      },
    },
    '/judged': {
      post: {
        requestBody: content({
          type: 'object',
          properties: { name: text('^(a+)+$'), ways: { type: 'array', items: { $ref: '#/components/schemas/Way' } } },
        }),
        responses: { 204: { description: 'done' } },
      },
    },
  },
  components: { schemas: { Way: { oneOf: Array.from({ length: 8 }, (_, at) => branch(at)) } } },
};
const file = join(mkdtempSync(join(tmpdir(), 'docpact-signals-')), 'openapi.json');
writeFileSync(file, JSON.stringify(document));

interface Running {
  url: string;
  finished: Promise<number>;
}

/** The command in this process, once it listens. */
async function start(...args: string[]): Promise<Running> {
  const { write } = process.stdout;
  const before = process.listenerCount('SIGTERM');
  const listening = new Promise<string>((resolve) => {
    process.stdout.write = (chunk: string | Uint8Array): boolean => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk)) ?? [];
      if (url !== undefined) resolve(url);
      return true;
    };
  });
  const finished = run(['mock', file, '--port', '0', '--quiet', '--no-watch', ...args]);
  const url = await Promise.race([listening, finished.then(String)]);
  process.stdout.write = write;
  // It hears of signals once its examples are looked at, too.
  while (process.listenerCount('SIGTERM') === before) await new Promise((resolve) => setTimeout(resolve, 5));
  return { url, finished };
}

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A body of which ever more comes, and never the end. */
function dripBody(url: string): void {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(
    'POST /judged HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n[',
  );
  const more = setInterval(() => socket.write(' '.repeat(1_000)), 20);
  socket.on('error', () => undefined).once('close', () => clearInterval(more));
}

/** A server that takes everything, and answers nothing. */
async function hang(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Asks, and looks at no answer. */
const ask = (url: string, init?: RequestInit): void => void fetch(url, init).catch(() => undefined);

const ways: Readonly<Record<string, (url: string) => void>> = {
  'draws what nobody finds': (url) => ask(`${url}/drawn`),
  'judges a text by a slow pattern': (url) => ask(`${url}/judged`, post({ name: `${'a'.repeat(100_000)}!` })),
  'judges what is wrong in every way': (url) =>
    ask(`${url}/judged`, post({ ways: Array.from({ length: 45_000 }, () => ({ none: 1 })) })),
  'reads a body that never ends': dripBody,
  'waits for a server that hangs': (url) => ask(`${url}/drawn`),
};

it.each(Object.keys(ways).map((way, at) => [way, at % 2 === 0 ? 'SIGINT' : 'SIGTERM'] as const))(
  'that %s ends with exit code 0 at %s',
  async (way, signal) => {
    const upstream = way.includes('hangs') ? ['--upstream', await hang()] : [];
    const { url, finished } = await start(...upstream);
    ways[way]?.(url);
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.emit(signal);
    expect(await finished).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  },
);
