/** How a pact verification reaches the provider, and whoever brings its states about. */
import type { Exchanged, Outgoing, Send } from '../pact/exchanged.ts';
import { endpointHandlers } from '../pact/other-handlers.ts';
import type { HandlerSource } from '../pact/state-handler.ts';
import type { Connection, Target } from '../http/exchange.ts';
import { httpTarget } from '../http/http-target.ts';
import { plainUrl } from './plain-url.ts';

export interface ProviderAccess {
  /** One request after the other, each with the user's headers. */
  send: Send;
  /** Everything that was sent, and what came. */
  sent: readonly Exchanged[];
  close: () => Promise<void>;
}

export function openAccess(target: Target, headers: Readonly<Record<string, string>>): ProviderAccess {
  const connection = target.openConnection();
  const sent: Exchanged[] = [];
  const send: Send = async (request) => {
    const exchange = await sendOn(connection, { ...request, headers: { ...request.headers, ...headers } });
    sent.push(exchange);
    return exchange;
  };
  return { send, sent, close: () => connection.close() };
}

/** The endpoint at a URL, which is given none of the provider's headers. Throws a UsageError for text that is no such URL. */
export function stateEndpoint(url: string, { timeout }: { timeout: number }): HandlerSource {
  const { origin } = plainUrl(url, {
    instead: 'Bring states about by functions in docpact.config.ts, which may hold them.',
  });
  return endpointHandlers(url, async (request) => {
    const connection = httpTarget(origin, { timeout }).openConnection();
    try {
      return await sendOn(connection, request);
    } finally {
      await connection.close();
    }
  });
}

function sendOn(connection: Connection, request: Outgoing): Promise<Exchanged> {
  const length = request.body === undefined ? {} : { 'content-length': String(request.body.length) };
  return connection.send({ ...request, headers: { ...request.headers, ...length } });
}
