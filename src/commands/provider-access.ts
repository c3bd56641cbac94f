/** How a pact verification reaches the provider, and whoever brings its states about. */
import type { Exchanged, Outgoing, Send } from '../pact/exchanged.ts';
import { endpointHandlers } from '../pact/other-handlers.ts';
import type { HandlerSource } from '../pact/state-handler.ts';
import type { Lane, Target } from '../http/client/exchange.ts';
import { httpTarget } from '../http/client/http-target.ts';
import { plainUrl } from './plain-url.ts';

export interface ProviderAccess {
  /** One request after the other, each with the user's headers. */
  send: Send;
  /** Everything that was sent, and what came. */
  sent: readonly Exchanged[];
  close: () => Promise<void>;
}

export function openAccess(target: Target, headers: Readonly<Record<string, string>>): ProviderAccess {
  const lane = target.openLane();
  const sent: Exchanged[] = [];
  const send: Send = async (request) => {
    const exchange = await sendOn(lane, { ...request, headers: { ...request.headers, ...headers } });
    sent.push(exchange);
    return exchange;
  };
  return { send, sent, close: () => lane.close() };
}

/** The endpoint at a URL, which is given none of the provider's headers. Throws a UsageError for text that is no such URL. */
export function stateEndpoint(url: string, { timeout }: { timeout: number }): HandlerSource {
  const { origin } = plainUrl(url, {
    instead: 'Bring states about by functions in docpact.config.ts, which may hold them.',
  });
  return endpointHandlers(url, async (request) => {
    const lane = httpTarget(origin, { timeout }).openLane();
    try {
      return await sendOn(lane, request);
    } finally {
      await lane.close();
    }
  });
}

function sendOn(lane: Lane, request: Outgoing): Promise<Exchanged> {
  const length = request.body === undefined ? {} : { 'content-length': String(request.body.length) };
  return lane.send({ ...request, headers: { ...request.headers, ...length } });
}
