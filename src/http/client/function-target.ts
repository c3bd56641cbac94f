/** A target that is a function like fetch: an application under test, without a port. */
import { collectHeaders } from '../value/header.ts';
import type { Connection, Exchange, SentRequest, Target } from './exchange.ts';

/** Answers a request as a server would. */
export type FetchLike = (request: Request) => Promise<Response>;

/** The target behind `answer`; what it throws counts as a lost connection. */
export function functionTarget(answer: FetchLike, { timeout }: { timeout: number }): Target {
  const base = 'http://127.0.0.1';
  return { name: 'function', base, openConnection: () => openConnection(answer, timeout) };
}

function openConnection(answer: FetchLike, timeout: number): Connection {
  return {
    close: () => Promise.resolve(),
    async send(request): Promise<Exchange> {
      const begun = performance.now();
      const outcome = await Promise.race([receive(answer, request), expire(timeout)]);
      return { request, ...outcome, duration: performance.now() - begun };
    },
  };
}

type Outcome = Pick<Exchange, 'response' | 'failure'>;

async function receive(answer: FetchLike, { method, url, headers, body }: SentRequest): Promise<Outcome> {
  try {
    const { 'content-length': _, 'transfer-encoding': __, ...rest } = headers;
    // A Request carries no body on these, and HTTP gives it no meaning.
    const carries = body && method !== 'GET' && method !== 'HEAD';
    const response = await answer(
      new Request(url, { method, headers: rest, ...(carries ? { body: new Uint8Array(body) } : {}) }),
    );
    const received = Buffer.from(await response.arrayBuffer());
    return { response: { status: response.status, headers: collectHeaders(response.headers), body: received } };
  } catch (error) {
    return { failure: { kind: 'connection-lost', message: `the function threw: ${String(error)}` } };
  }
}

function expire(timeout: number): Promise<Outcome> {
  return new Promise((resolve) => {
    setTimeout(
      () => resolve({ failure: { kind: 'no-answer', message: `no answer within ${timeout} ms` } }),
      timeout,
    ).unref();
  });
}
