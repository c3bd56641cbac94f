/** The kit's own mock behind a function that spoils what goes through it: one line makes a faulty server. */
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock, type Mock } from '../../src/mock/start-mock.ts';
import type { FetchLike } from '../../src/http/client/function-target.ts';
import { ownContract } from '../write-contract.ts';

/** Answers in place of the mock, or with what the mock answered. */
export type Fault = (request: Request, send: (request: Request) => Promise<Response>) => Promise<Response>;

export const contract = loadContract(ownContract);

let mock: Mock | undefined;

/** A target that is the mock, spoilt by `fault`. */
export async function faultyTarget(fault: Fault): Promise<FetchLike> {
  mock ??= await startMock(contract, { port: 0 });
  const { url } = mock;
  const send = async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const body = await request.arrayBuffer();
    return fetch(url + pathname + search, {
      method: request.method,
      headers: request.headers,
      ...(body.byteLength > 0 ? { body } : {}),
    });
  };
  return (request) => fault(request, send);
}

/** The mock's answer with another body, where the answer has the status. */
export function changeBody(status: number, change: (body: Record<string, unknown>) => unknown): Fault {
  return async (request, send) => {
    const response = await send(request);
    if (response.status !== status) return response;
    return Response.json(change((await response.json()) as Record<string, unknown>), { status });
  };
}

/** What a request sent, where that is JSON; the request can still be sent afterwards. */
export async function sentBody(request: Request): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await request.clone().json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
