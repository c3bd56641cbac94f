/** Passes a request on to another server, and its answer back, byte for byte; keeps a copy of both. */
import { request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Readable } from 'node:stream';

/** What was passed on. */
export interface Forwarded {
  status: number;
  /** Of the answer, names in lower case. */
  headers: IncomingMessage['headers'];
  /** Undefined where it is longer than what is kept. */
  requestBody: Buffer | undefined;
  responseBody: Buffer | undefined;
  /** Whether all of the answer came, the server broke it off, or the client did not wait for it. */
  end: 'whole' | 'broken' | 'unread';
}

/** Longest body of which a copy is kept, in bytes; longer ones pass all the same. */
const LONGEST_COPY = 1024 * 1024;

/** Headers of one connection, which go no further (RFC 9110, section 7.6.1). */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/** Settles when all of the answer is sent. Rejects where the server gives none, and the client still waits for one. */
export function forwardRequest(request: IncomingMessage, response: ServerResponse, base: URL): Promise<Forwarded> {
  const send = base.protocol === 'https:' ? requestHttps : requestHttp;
  const { protocol, port } = base;
  const hostname = base.hostname.replace(/^\[(.*)\]$/, '$1');
  const path = targetBelow(base, request.url);
  const headers = [...passed(request.rawHeaders, 'host'), 'Host', base.host];
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was kept could be closed by the server just when it is used again.
    const onward = send({
      protocol,
      hostname,
      port,
      path,
      method: request.method,
      headers,
      setHost: false,
      agent: false,
    });
    const sent = copyOf(request);
    let awaited = request.headers.expect !== undefined;
    onward.once('error', reject);
    onward.once('continue', () => {
      awaited = false;
      response.writeContinue();
    });
    response.once('close', () => onward.destroy());
    onward.once('response', (answer) => {
      const received = copyOf(answer);
      const { statusCode: status = 502, statusMessage, headers: kept } = answer;
      response.sendDate = false;
      // A client that was not told to continue may send its body or not: what comes next cannot be told apart.
      if (awaited) response.shouldKeepAlive = false;
      response.writeHead(status, statusMessage, passed(answer.rawHeaders));
      // Half an answer of the server is half an answer here.
      let broken = false;
      answer.once('error', () => {
        broken = !response.destroyed;
        response.destroy();
      });
      response.once('close', () => {
        const end = answer.complete ? 'whole' : broken ? 'broken' : 'unread';
        resolve({ status, headers: kept, requestBody: sent(), responseBody: received(), end });
      });
      answer.pipe(response);
    });
    request.pipe(onward);
  });
}

/** The target as it came, below the base's path: never resolved as a URL, which would normalise it, or lead to another host. */
function targetBelow(base: URL, url = '/'): string {
  if (url === '*') return url;
  const path = url.replace(/^https?:\/\/[^/?]*/i, '');
  return base.pathname.replace(/\/$/, '') + (path.startsWith('/') ? path : `/${path}`);
}

/** The raw headers that go on, in their order and spelling. */
function passed(rawHeaders: readonly string[], except?: string): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)]?.toLowerCase() ?? '';
    return !ofConnection.has(name) && name !== except;
  });
}

/** Listens to a stream; gives all that came, unless it was too much. */
function copyOf(stream: Readable): () => Buffer | undefined {
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= LONGEST_COPY) chunks.push(chunk);
  });
  return () => (length <= LONGEST_COPY ? Buffer.concat(chunks) : undefined);
}
