/** How answers may come over the wire. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { header, type Call, type Reply } from '../right/call.ts';
import { writeReply, type Way, type Write } from '../right-server.ts';
import type { WayLine } from './way-line.ts';
import { sleep } from './sleep.ts';

const hasBody = ({ status }: Reply, { method }: Call): boolean => method !== 'HEAD' && status !== 204 && status !== 304;

/** Without a length, in pieces of so many bytes. */
function inChunks(size: number, options: { pause?: number; trailer?: true } = {}): Way {
  const write: Write = async (reply, call, response) => {
    if (!hasBody(reply, call)) return writeReply(reply, call, response);
    const trailer = options.trailer ? { trailer: 'server-timing' } : {};
    response.writeHead(reply.status, { ...reply.headers, ...trailer });
    const bytes = reply.bytes ?? Buffer.alloc(0);
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size));
      if (options.pause !== undefined) await sleep(options.pause);
    }
    if (options.trailer) response.addTrailers({ 'server-timing': 'app;dur=1' });
    response.end();
  };
  return { write };
}

/** Compressed for whoever takes it so. */
function compressed(coding: string, compress: (bytes: Buffer) => Buffer): Way {
  const write: Write = (reply, call, response) => {
    const accepts = (header(call, 'accept-encoding') ?? '').includes(coding);
    if (!accepts || !hasBody(reply, call) || reply.bytes === undefined) return writeReply(reply, call, response);
    const headers = { ...reply.headers, 'content-encoding': coding, vary: 'Accept-Encoding' };
    return writeReply({ ...reply, headers, bytes: compress(reply.bytes) }, call, response);
  };
  return { write };
}

const withNames = (change: (name: string) => string): Way => ({
  write: (reply, call, response) => {
    const entries = Object.entries(reply.headers).map(([name, value]) => [change(name), value] as const);
    return writeReply({ ...reply, headers: Object.fromEntries(entries) }, call, response);
  },
});

const closing = (when: (call: Call) => boolean): Way => ({
  write: (reply, call, response) => {
    const headers = when(call) ? { ...reply.headers, connection: 'close' } : reply.headers;
    return writeReply({ ...reply, headers }, call, response);
  },
});

const bare: Way = {
  write: (reply, call, response) => {
    response.sendDate = false;
    return writeReply(reply, call, response);
  },
};

/** 103 before the answer (RFC 8297). */
const hinting: Way = {
  write: (reply, call, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' });
    return writeReply(reply, call, response);
  },
};

/** HEAD need not say how long the answer to GET would be. */
const headWithoutLength: Way = {
  write: (reply, call, response) => {
    if (call.method !== 'HEAD') return writeReply(reply, call, response);
    response.writeHead(reply.status, reply.headers).end();
    return undefined;
  },
};

const capitals = (name: string): string => name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());

export const transportWays: readonly WayLine[] = [
  ['chunked', 'Answers come in one chunk, without a length.', inChunks(1_000_000)],
  ['chunked-small', 'Answers come in chunks of 7 bytes.', inChunks(7)],
  ['chunked-trailer', 'Answers come in chunks, with a trailer.', inChunks(64, { trailer: true })],
  ['chunked-slowly', 'Answers come in chunks of 100 bytes, 5 ms apart.', inChunks(100, { pause: 5 })],
  ['gzip', 'Answers are compressed with gzip.', compressed('gzip', (bytes) => gzipSync(bytes))],
  ['deflate', 'Answers are compressed with deflate.', compressed('deflate', (bytes) => deflateSync(bytes))],
  ['brotli', 'Answers are compressed with brotli.', compressed('br', (bytes) => brotliCompressSync(bytes))],
  ['connection-closed', 'Each connection serves one request.', closing(() => true)],
  [
    'connection-closed-at-times',
    'Each tenth answer closes its connection.',
    closing(({ number }) => number % 10 === 0),
  ],
  ['header-names-in-capitals', 'Names of headers are written in capitals.', withNames((name) => name.toUpperCase())],
  ['header-names-with-capitals', 'Names of headers begin with capitals.', withNames(capitals)],
  ['no-date', 'Answers have no Date.', bare],
  ['early-hints', 'A 103 comes before each answer.', hinting],
  ['head-without-length', 'HEAD does not say how long the answer would be.', headWithoutLength],
];
