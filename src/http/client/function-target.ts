/** A target that is a function like fetch: an application under test, without a port. */
import type { Connection, Exchange, ReceivedResponse, SentRequest, Target } from './exchange.ts';

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
    return { response: { status: response.status, headers: collectHeaders(response), body: received } };
  } catch (error) {
    return { failure: { kind: 'connection-lost', message: `the function threw: ${String(error)}` } };
  }
}

/** Only cookies keep their lines apart: in any other header, commas join them. */
function collectHeaders({ headers }: Response): ReceivedResponse['headers'] {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 ? { 'set-cookie': cookies } : {}) };
}

function expire(timeout: number): Promise<Outcome> {
  return new Promise((resolve) => {
    setTimeout(
      () => resolve({ failure: { kind: 'no-answer', message: `no answer within ${timeout} ms` } }),
      timeout,
    ).unref();
  });
}
