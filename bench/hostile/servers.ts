/** Servers that answer every request with what is meant to stop, or to fill, whoever reads it. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

export type Harm = (request: IncomingMessage, response: ServerResponse) => void;

const MB = 1024 * 1024;

/** What is answered with the status that a right server would have. */
function body(make: () => string | Buffer, headers: Readonly<Record<string, string>> = {}): Harm {
  let made: string | Buffer | undefined;
  return (request, response) => {
    made ??= make();
    const status = request.method === 'POST' ? 201 : 200;
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(made);
  };
}

/** Writes `piece` again and again until it is stopped. */
function endless(piece: () => string | Buffer): Harm {
  return (request, response) => {
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' });
    const bytes = piece();
    const write = (): void => {
      while (!response.destroyed && response.write(bytes));
    };
    response.on('drain', write).on('error', () => undefined);
    write();
  };
}

const thing = (more: object): string => JSON.stringify({ id: 1, name: 'a', ...more });
const bomb = Buffer.alloc(200 * MB, 0x20);

export const harms: Readonly<Record<string, Harm>> = {
  'a line of 100 MB': body(() => Buffer.alloc(100 * MB, 0x61), { 'content-length': String(100 * MB) }),
  'a line of 100 MB in chunks': endless(() => Buffer.alloc(MB, 0x61)),
  'nine MB of text': body(() => thing({ name: 'a'.repeat(9 * MB) })),
  'nine MB of text that nearly matches': body(() => thing({ name: `${'a'.repeat(9 * MB)}!` })),
  'nine MB of numbers': body(() => thing({ tags: Array.from({ length: 1.2 * MB }, (_, index) => index) })),
  'nine MB of objects': body(() => thing({ tags: Array.from({ length: 0.5 * MB }, (_, index) => ({ index })) })),
  'nine MB of wrong things': body(() => JSON.stringify(Array.from({ length: 0.7 * MB }, () => ({ id: 'x' })))),
  'nine MB of members': body(() =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 0.5 * MB }, (_, index) => [`member${index}`, index]))),
  ),
  'nine MB of lists in lists': body(() => `{"id":1,"name":"a","tree":${'['.repeat(4.5 * MB)}${']'.repeat(4.5 * MB)}}`),
  'three thousand lists in lists': body(() => `{"id":1,"name":"a","tree":${'['.repeat(2_990)}${']'.repeat(2_990)}}`),
  'an integer of nine million digits': body(() => `{"id":1,"name":"a","count":${'7'.repeat(9 * MB)}}`),
  'a thousand integers of ten thousand digits': body(
    () => `{"id":1,"name":"a","tags":[${Array.from({ length: 900 }, (_, at) => `${at}${'7'.repeat(10_000)}`).join()}]}`,
  ),
  'numbers beyond all doubles': body(() => '{"id":1e400,"name":"a","count":-1e400,"tags":[1e400,2e400]}'),
  'ten thousand evil letters': body(() => thing({ name: `${'a'.repeat(10_000)}!`, words: `${'a'.repeat(10_000)}!` })),
  'gzip of 200 MB': body(() => gzipSync(bomb), { 'content-encoding': 'gzip' }),
  'gzip of gzip of 200 MB': body(() => gzipSync(gzipSync(bomb)), { 'content-encoding': 'gzip, gzip' }),
  'brotli of 200 MB': body(() => brotliCompressSync(bomb), { 'content-encoding': 'br' }),
  'zstd of 200 MB': body(() => zstdCompressSync(bomb), { 'content-encoding': 'zstd' }),
  'deflate of 200 MB': body(() => deflateSync(bomb), { 'content-encoding': 'deflate' }),
  'a thousand headers': body(
    () => thing({}),
    Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x-${index}`, 'v'.repeat(40)])),
  ),
};

/** On a free port. */
export function startHarm(name: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => harms[name]?.(request, response));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}
