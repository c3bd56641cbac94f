/** How a pact verification reaches the provider, and whoever stands beside it: a broker, an endpoint for states. */
import { UsageError } from '../../errors.ts';
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

/** Throws a UsageError for text that is no http(s) URL, or that holds credentials, which would be shown; `instead` says where they belong. */
export function plainUrl(text: string, { instead }: { instead: string }): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError(`"${text}" is not an http or https URL`, { hint: 'Name the whole URL.' });
  if (url.username !== '' || url.password !== '')
    throw new UsageError('credentials do not belong into the URL', { hint: instead });
  return url;
}
