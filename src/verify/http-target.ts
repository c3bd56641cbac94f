/** A target at a URL. Its answers are read within bounds of time and size, whatever it does. */
import { Readable } from 'node:stream';
import { TargetError } from '../errors.ts';
import type { Exchange, Failure, Lane, ReceivedResponse, SentRequest, Target } from './exchange.ts';
import { Client, type Dispatcher } from 'undici';
import { unpackBody } from './unpack-body.ts';

export interface HttpTargetOptions {
  /** Milliseconds for a whole answer. */
  timeout: number;
}

/** Largest answer, in bytes. */
const LARGEST_ANSWER = 10 * 1024 * 1024;

/** Largest head of an answer, in bytes. */
const LARGEST_HEAD = 64 * 1024;

/** The target at `url`; throws a TargetError for text that is no http(s) URL. */
export function httpTarget(url: string, { timeout }: HttpTargetOptions): Target {
  const { origin, base, name } = readUrl(url);
  return { name, base, openLane: () => new HttpLane(origin, timeout) };
}

function readUrl(text: string): { origin: string; base: string; name: string } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TargetError(`"${text}" is not an http or https URL`, { hint: 'Name the base URL: http://127.0.0.1:8080' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new TargetError('credentials do not belong into the URL', { hint: "Pass them with --header 'Authorization: …'." });
  }
  const base = url.origin + url.pathname.replace(/\/$/, '');
  return { origin: url.origin, base, name: base };
}

class HttpLane implements Lane {
  readonly #origin: string;
  readonly #timeout: number;
  #client: Client | undefined;

  constructor(origin: string, timeout: number) {
    this.#origin = origin;
    this.#timeout = timeout;
  }

  async send(request: SentRequest): Promise<Exchange> {
    const reused = this.#client !== undefined;
    const begun = performance.now();
    const first = await this.#attempt(request);
    const again = reused && first.failure?.kind === 'connection-lost' && first.idle;
    const { failure, response } = again ? await this.#attempt(request) : first;
    return {
      request,
      ...(again ? { reconnected: true } : {}),
      ...(response ? { response } : {}),
      ...(failure ? { failure } : {}),
      duration: performance.now() - begun,
    };
  }

  async close(): Promise<void> {
    await this.#client?.destroy();
    this.#client = undefined;
  }

  async #attempt(request: SentRequest): Promise<Attempt> {
    this.#client ??= new Client(this.#origin, {
      pipelining: 1,
      connect: { timeout: this.#timeout },
      headersTimeout: this.#timeout,
      bodyTimeout: this.#timeout,
      keepAliveTimeout: 60_000,
      maxHeaderSize: LARGEST_HEAD,
      maxResponseSize: -1,
    });
    const attempt = await exchangeOnce(this.#client, request, this.#timeout);
    if (attempt.failure) await this.close();
    return attempt;
  }
}

interface Attempt {
  response?: ReceivedResponse;
  failure?: Failure;
  /** Whether the connection broke before a byte of the answer: it may have been closed while it lay idle. */
  idle: boolean;
}

/** Sends once. Resolves always: what goes wrong is data. */
function exchangeOnce(client: Client, request: SentRequest, timeout: number): Promise<Attempt> {
  return new Promise((resolve) => {
    const { headers, body, method, url } = request;
    const chunks: Buffer[] = [];
    let length = 0;
    let head: { status: number; headers: ReceivedResponse['headers'] } | undefined;
    let abort: (() => void) | undefined;
    const fail = (failure: Failure): void => settle({ failure, idle: head === undefined });
    const timer = setTimeout(() => {
      fail({ kind: 'no-answer', message: `no complete answer within ${timeout} ms` });
      abort?.();
    }, timeout);
    const settle = (attempt: Attempt): void => {
      clearTimeout(timer);
      resolve(attempt);
    };
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        abort = () => controller.abort(new Error('enough'));
      },
      onResponseStart(_controller, status, responseHeaders) {
        if (status >= 200) head = { status, headers: lowerCase(responseHeaders) };
      },
      onResponseData(_controller, chunk) {
        length += chunk.length;
        if (length > LARGEST_ANSWER) {
          fail({ kind: 'too-large', message: `the answer is larger than ${LARGEST_ANSWER} bytes` });
          abort?.();
        } else chunks.push(chunk);
      },
      onResponseEnd() {
        if (head) settle(finish(head, Buffer.concat(chunks)));
      },
      onResponseError(_controller, error) {
        fail(explain(error as Error & { code?: string }, head !== undefined));
      },
    };
    const { pathname, search } = new URL(url);
    client.dispatch(
      {
        method: method as Dispatcher.HttpMethod,
        path: pathname + search,
        headers: withoutFraming(headers),
        body: body && headers['transfer-encoding'] === 'chunked' ? Readable.from(inPieces(body)) : (body ?? null),
      },
      handler,
    );
  });
}

function finish(head: Omit<ReceivedResponse, 'body'>, packed: Buffer): Attempt {
  const body = unpackBody(packed, head.headers['content-encoding'], LARGEST_ANSWER);
  return Buffer.isBuffer(body) ? { response: { ...head, body }, idle: false } : { failure: body, idle: false };
}

/** undici writes the framing itself. */
function withoutFraming(headers: SentRequest['headers']): Record<string, string> {
  const { 'transfer-encoding': _, 'content-length': __, ...rest } = headers;
  return rest;
}

/** A body of unknown length, in a few pieces. */
async function* inPieces(body: Buffer): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(body.length / 3));
  for (let start = 0; start < body.length; start += size) {
    yield body.subarray(start, start + size);
    await new Promise(setImmediate);
  }
}

function lowerCase(headers: Readonly<Record<string, string | string[] | undefined>>): ReceivedResponse['headers'] {
  const entries = Object.entries(headers).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

function explain(error: Error & { code?: string }, begun: boolean): Failure {
  const { code = '', message } = error;
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CERT|SSL|TLS/.test(code)) {
    return { kind: 'unreachable', message: `${message || code}` };
  }
  if (/TIMEOUT/.test(code)) return { kind: 'no-answer', message };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'too-large', message: `the head of the answer is larger than ${LARGEST_HEAD} bytes` };
  if (code.startsWith('HPE_') || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || error.name === 'HTTPParserError') {
    return { kind: 'bad-framing', message: `what came is not HTTP as it should be: ${message}` };
  }
  const when = begun ? 'in the middle of the answer' : 'before an answer';
  return { kind: 'connection-lost', message: `the connection was closed ${when}${message ? ` (${message})` : ''}` };
}
