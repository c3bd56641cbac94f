/** Sends one request and reads its answer, within bounds of time and size, whatever the server does. */
import { request as httpRequest, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Failure, ReceivedResponse, SentRequest } from './exchange.ts';
import { unpackBody } from './unpack-body.ts';

export interface ExchangeOptions {
  agent: Agent;
  /** Milliseconds for the whole answer. */
  timeout: number;
}

/** What became of one sending. */
export interface Attempt {
  response?: ReceivedResponse;
  failure?: Failure;
  /** Whether it went over a connection that had carried another. */
  reused: boolean;
  /** Whether not a byte of an answer came. */
  silent: boolean;
}

/** Largest answer, in bytes. */
const LARGEST_ANSWER = 10 * 1024 * 1024;

/** Largest head of an answer, in bytes. */
const LARGEST_HEAD = 64 * 1024;

/** Most interim answers (1xx) before the one that counts. */
const INTERIM_ANSWERS = 100;

/** Sends once. Never rejects: what goes wrong is data. */
export function exchangeOnce(request: SentRequest, { agent, timeout }: ExchangeOptions): Promise<Attempt> {
  return new Promise((resolve) => {
    const { url, method, headers } = request;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const outgoing = send(url, { method, headers: { ...headers }, agent, maxHeaderSize: LARGEST_HEAD });
    let silent = true;
    const settle = (outcome: Pick<Attempt, 'response' | 'failure'>): void => {
      clearTimeout(timer);
      resolve({ ...outcome, reused: outgoing.reusedSocket, silent });
      if (outcome.failure) outgoing.destroy();
    };
    const timer = setTimeout(
      () => settle({ failure: { kind: 'no-answer', message: `no complete answer within ${timeout} ms` } }),
      timeout,
    );
    outgoing.on('error', (error) => settle({ failure: explain(error, silent) }));
    outgoing.on('response', (incoming) => {
      silent = false;
      void readAnswer(incoming, headers['accept-encoding']).then(settle);
    });
    let interim = 0;
    outgoing.on('information', () => {
      interim += 1;
      if (interim > INTERIM_ANSWERS)
        settle({ failure: { kind: 'bad-framing', message: 'interim answers (1xx) come without end' } });
    });
    outgoing.on('upgrade', () =>
      settle({ failure: { kind: 'bad-framing', message: 'the server switched protocols unasked' } }),
    );
    void writeBody(outgoing, request);
  });
}

async function writeBody(outgoing: ClientRequest, { body, headers }: SentRequest): Promise<void> {
  if (!body || headers['transfer-encoding'] !== 'chunked') return void outgoing.end(body);
  // What goes wrong while writing is told by the request's own error.
  await pipeline(Readable.from(inPieces(body)), outgoing).catch(() => undefined);
}

/** A body of unknown length, in a few pieces. */
async function* inPieces(body: Buffer): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(body.length / 3));
  for (let start = 0; start < body.length; start += size) {
    yield body.subarray(start, start + size);
    await new Promise(setImmediate);
  }
}

const tooLarge: Failure = { kind: 'too-large', message: `the answer is larger than ${LARGEST_ANSWER} bytes` };

async function readAnswer(
  incoming: IncomingMessage,
  offered: string | undefined,
): Promise<Pick<Attempt, 'response' | 'failure'>> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(incoming.headers['content-length'] ?? 0) > LARGEST_ANSWER) return { failure: tooLarge };
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LARGEST_ANSWER) return { failure: tooLarge };
      chunks.push(chunk);
    }
  } catch (error) {
    return { failure: explain(error as Error, false) };
  }
  const headers = collectHeaders(incoming);
  const encoding = [headers['content-encoding'] ?? 'identity'].flat().join(', ').trim().toLowerCase();
  if (offered === 'identity' && encoding !== 'identity') {
    return {
      failure: { kind: 'bad-framing', message: `the answer is ${encoding} although only identity is accepted` },
    };
  }
  const body = unpackBody(joinPieces(chunks), headers['content-encoding'], { longest: LARGEST_ANSWER });
  return Buffer.isBuffer(body) ? { response: { status: incoming.statusCode ?? 0, headers, body } } : { failure: body };
}

/** In one; the pieces are free at once, of which as much would be held as of the whole until somebody noticed. */
function joinPieces(pieces: readonly Buffer[]): Buffer {
  const whole = Buffer.concat(pieces);
  for (const { buffer, byteLength } of pieces)
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
  return whole;
}

function collectHeaders({ headersDistinct }: IncomingMessage): ReceivedResponse['headers'] {
  return Object.fromEntries(
    Object.entries(headersDistinct).flatMap(([name, values = []]) => [
      [name, values.length === 1 ? (values[0] ?? '') : values],
    ]),
  );
}

/** What to do where https met a port of http. */
export const OTHER_SCHEME = 'Does it speak http?';

function explain(error: Error & { code?: string }, silent: boolean): Failure {
  const { code = '', message } = error;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_') || message.includes('before secure TLS connection'))
    return {
      kind: 'unreachable',
      message: `that port does not speak https as it should (${reasonIn(message)})`,
      hint: OTHER_SCHEME,
    };
  if (/CERT|SIGNATURE/.test(code))
    return {
      kind: 'unreachable',
      message: `its certificate is not trusted: ${message.replace(/; if .*$/, '')}`,
      hint: '--ca FILE trusts those that sign it, --insecure trusts any.',
    };
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|SSL|TLS/.test(code)) {
    return { kind: 'unreachable', message: message || code };
  }
  // Node names the proxy without its password.
  if (code.startsWith('ERR_PROXY_')) return { kind: 'unreachable', message };
  if (code === 'HPE_HEADER_OVERFLOW')
    return { kind: 'too-large', message: `the head of the answer is larger than ${LARGEST_HEAD} bytes` };
  if (code.startsWith('HPE_'))
    return { kind: 'bad-framing', message: `what came is not HTTP as it should be: ${message}` };
  return {
    kind: 'connection-lost',
    message: `the connection was closed ${silent ? 'before an answer' : 'in the middle of the answer'}`,
  };
}

/** What OpenSSL says, without its own places: `…:SSL routines:ssl3_get_record:wrong version number:../deps/…`. */
function reasonIn(message: string): string {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? message.toLowerCase();
}
