/** Answers one Fetch request as the mock's server would. */
import { HttpResponse } from 'msw/http';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import type { Answer, Responder } from '../mock/answer/answer.ts';
import { formatPreference, readWishes, type Trouble } from '../mock/request/preference.ts';
import { readRequest } from '../mock/request/read-request.ts';
import { headerLines } from '../http/value/header.ts';
import { breakBody, type FaultKind, strikesBody } from '../mock/trouble/fault.ts';

interface Route {
  contract: Contract;
  operation: Operation;
  responder: Responder;
  /** The templates' texts, as they stand in the path. */
  path: Readonly<Record<string, string>>;
}

/** Largest body, in bytes; as the server has it. */
const LARGEST_BODY = 1024 * 1024;

export async function answerRequest(request: Request, route: Route): Promise<Response> {
  const { contract, operation, responder, path } = route;
  const { search, searchParams } = new URL(request.url);
  const { preference, trouble } = readWishes(request.headers.get('prefer') ?? undefined, searchParams);
  const { wait = 0, fault } = trouble;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  if (fault === 'reset') return HttpResponse.error();
  if (fault === 'unavailable') {
    const answer = responder.refuse(503, 'the server is unavailable for a moment', operation);
    return responseOf(responder, answer, { more: { ...wished(trouble), 'retry-after': '2' } });
  }
  const bytes = await readBytes(request);
  const headers = Object.fromEntries(request.headers);
  const answer = responder.respond(
    operation,
    readRequest(contract, operation, { path, query: search.slice(1), headers, bytes, preference }),
  );
  return responseOf(responder, answer, { more: wished({ ...answer.applied, ...trouble }), fault });
}

async function readBytes(request: Request): Promise<Parameters<typeof readRequest>[2]['bytes']> {
  if (request.body === null) return undefined;
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > LARGEST_BODY
    ? { status: 413, message: `the body is larger than ${LARGEST_BODY} bytes` }
    : bytes;
}

function wished(applied: Answer['applied'] & Trouble): Record<string, string> {
  const text = formatPreference(applied);
  return text === undefined ? {} : { 'preference-applied': text };
}

/** The answer with these headers beside its own; a fault may strike on its body. */
export function responseOf(
  responder: Responder,
  answer: Answer,
  { more, fault }: { more: Readonly<Record<string, string>>; fault?: FaultKind | undefined },
): Response {
  const { status, headers, payload } = responder.write(answer);
  if (payload === undefined || !strikesBody(fault)) {
    return new HttpResponse(payload ?? null, { status, headers: headerLines({ ...headers, ...more }) });
  }
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  // Without its length, a body that breaks off would pass for a whole one.
  const length = { 'content-length': String(bytes.length) };
  return new HttpResponse(streamOf(breakBody(bytes, fault)), {
    status,
    headers: headerLines({ ...headers, ...more, ...length }),
  });
}

/** Browsers have no `ReadableStream.from` yet. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
