/** Freedoms in how an answer is written: its JSON, its content type, headers beside it, and how it is put on a connection. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Reply, withText } from '../serve/call.ts';
import { writePlain, type WriteWire } from '../serve/serve-wire.ts';
import type { Freedom, ListFreedoms } from './freedom.ts';

const jsonOf = ({ body }: Reply): string => JSON.stringify(body);

const spellings: readonly [name: string, sentence: string, write: (reply: Reply) => string][] = [
  ['spaced', 'indents its JSON', ({ body }) => JSON.stringify(body, null, 2)],
  ['padded', 'puts white space round its JSON', (reply) => `\r\n ${jsonOf(reply)}\n\n`],
  [
    'ascii',
    'escapes all but ASCII',
    (reply) => jsonOf(reply).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ],
  ['slashes', 'escapes slashes', (reply) => jsonOf(reply).replaceAll('/', String.raw`\/`)],
  [
    'markup',
    'escapes what HTML might take for markup',
    (reply) =>
      jsonOf(reply)
        .replaceAll('<', String.raw`\u003c`)
        .replaceAll('&', String.raw`\u0026`),
  ],
  ['reversed', 'orders its members otherwise', ({ body }) => JSON.stringify(reverse(body))],
];

const types: readonly [name: string, change: (type: string) => string][] = [
  ['no-charset', (type) => type],
  ['charset-upper', (type) => `${type}; charset=UTF-8`],
  ['charset-tight', (type) => `${type};charset=utf-8`],
  ['charset-quoted', (type) => `${type}; charset="utf-8"`],
  ['type-upper', (type) => `${type.replace('json', 'JSON')}; Charset=Utf-8`],
];

export const spellingFreedoms: ListFreedoms = () => [
  ...spellings.map(([name, sentence, write]): Freedom =>
    change(`json/${name}`, sentence, (reply) => (isJson(reply) ? withText(reply, write(reply)) : reply)),
  ),
  ...types.map(([name, spell]) =>
    change(`type/${name}`, `spells its content type in its own way (${name})`, (reply) => retype(reply, spell)),
  ),
  change('headers/more', 'sends headers of its own', (reply) => ({
    ...reply,
    headers: {
      ...reply.headers,
      server: 'x',
      etag: '"1"',
      'set-cookie': 'id=1; Path=/',
      'x-request-id': '1',
      'cache-control': 'no-store',
    },
  })),
  { name: 'time/slow', sentence: 'takes its time', change: (next) => (call) => later(1, () => next(call)) },
  { name: 'time/uneven', sentence: 'answers now sooner, now later', change: uneven },
];

function change(name: string, sentence: string, spell: (reply: Reply) => Reply): Freedom {
  return { name, sentence, change: (next) => async (call) => spell(await next(call)) };
}

function isJson({ body, text }: Reply): boolean {
  return body !== undefined && text === undefined;
}

function retype(reply: Reply, spell: (type: string) => string): Reply {
  const [type] = String(reply.headers['content-type'] ?? '').split(';');
  return type ? { ...reply, headers: { ...reply.headers, 'content-type': spell(type) } } : reply;
}

function reverse(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reverse(member)]),
  );
}

async function later<T>(milliseconds: number, make: () => T | Promise<T>): Promise<T> {
  const value = await make();
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return value;
}

function uneven(next: Parameters<NonNullable<Freedom['change']>>[0]): ReturnType<NonNullable<Freedom['change']>> {
  let count = 0;
  return (call) => {
    count += 1;
    return count % 5 === 0 ? later(count % 3, () => next(call)) : next(call);
  };
}

/** Freedoms in how an answer is put on a connection: chunks, compression, a connection that ends. */
export const wireFreedoms: ListFreedoms = () => [
  wire('plain', 'answers through a port', writePlain),
  wire('chunked', 'answers in chunks', ({ status, headers, bytes }, response) => {
    response.writeHead(status, headers);
    for (let at = 0; at < bytes.length; at += 17) response.write(bytes.subarray(at, at + 17));
    response.end();
  }),
  wire('close', 'closes the connection after each answer', (answer, response) => {
    response.setHeader('connection', 'close');
    writePlain(answer, response);
  }),
  wire('gzip', 'compresses for whoever offers gzip', compress('gzip', gzipSync)),
  wire('deflate', 'compresses for whoever offers deflate', compress('deflate', deflateSync)),
  wire('brotli', 'compresses for whoever offers br', compress('br', brotliCompressSync)),
];

function wire(name: string, sentence: string, write: WriteWire): Freedom {
  return { name: `wire/${name}`, sentence, wire: write };
}

function compress(name: string, pack: (bytes: Buffer) => Buffer): WriteWire {
  return (answer, response) => {
    const offered = String(answer.request.headers['accept-encoding'] ?? '')
      .split(/\s*,\s*/)
      .includes(name);
    if (!offered || answer.bytes.length === 0) return writePlain(answer, response);
    writePlain(
      {
        ...answer,
        headers: { ...answer.headers, 'content-encoding': name, vary: 'accept-encoding' },
        bytes: pack(answer.bytes),
      },
      response,
    );
  };
}
