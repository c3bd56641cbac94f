/** How a pact verification reaches the provider, and whoever stands beside it: a broker, an endpoint for states. */
import type { Connection, Exchange, SentRequest, Target } from '../../http/client/exchange.ts';
import { httpTarget } from '../../http/client/http-target.ts';
import { readJson } from '../../http/value/json.ts';

/** Sends one request; what goes wrong is data. */
export type Send = (request: SentRequest) => Promise<Exchange>;

export interface ProviderAccess {
  /** One request after the other, each with the user's headers. */
  send: Send;
  /** Everything that was sent, and what came. */
  sent: readonly Exchange[];
  close: () => Promise<void>;
}

export function openAccess(target: Target, headers: Readonly<Record<string, string>>): ProviderAccess {
  const connection = target.openConnection();
  const sent: Exchange[] = [];
  const send: Send = async (request) => {
    const exchange = await sendOn(connection, { ...request, headers: { ...request.headers, ...headers } });
    sent.push(exchange);
    return exchange;
  };
  return { send, sent, close: () => connection.close() };
}

/** Sends to `origin` on a connection that is not kept. */
export async function sendOnce(
  request: SentRequest,
  { origin, timeout }: { origin: string; timeout: number },
): Promise<Exchange> {
  const connection = httpTarget(origin, { timeout }).openConnection();
  try {
    return await sendOn(connection, request);
  } finally {
    await connection.close();
  }
}

function sendOn(connection: Connection, request: SentRequest): Promise<Exchange> {
  const length = request.body === undefined ? {} : { 'content-length': String(request.body.length) };
  return connection.send({ ...request, headers: { ...request.headers, ...length } });
}

/** The JSON of an answer; undefined where it has none. */
export function jsonOf({ response }: Exchange): unknown {
  return response && readJson(response.body)?.value;
}
