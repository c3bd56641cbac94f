/** How a pact verification reaches the provider, and whoever stands beside it: a broker, an endpoint for states. */
import { PactError } from '../../errors.ts';
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

/** What ends a run that nobody waits for any more. */
interface Interruptible {
  signal?: AbortSignal | undefined;
}

/** Sending throws a PactError once the signal has come. */
export function openAccess(
  target: Target,
  headers: Readonly<Record<string, string>>,
  { signal }: Interruptible = {},
): ProviderAccess {
  const connection = target.openConnection();
  const sent: Exchange[] = [];
  const send: Send = async (request) => {
    const exchange = await sendOn(connection, { ...request, headers: { ...request.headers, ...headers } }, signal);
    sent.push(exchange);
    return exchange;
  };
  return { send, sent, close: () => connection.close() };
}

/** Sends to `origin` on a connection that is not kept; throws a PactError once the signal has come. */
export async function sendOnce(
  request: SentRequest,
  { origin, timeout, signal }: Interruptible & { origin: string; timeout: number },
): Promise<Exchange> {
  const connection = httpTarget(origin, { timeout }).openConnection();
  try {
    return await sendOn(connection, request, signal);
  } finally {
    await connection.close();
  }
}

async function sendOn(connection: Connection, request: SentRequest, signal?: AbortSignal): Promise<Exchange> {
  const length = request.body === undefined ? {} : { 'content-length': String(request.body.length) };
  refuseAborted(signal);
  const stop = (): void => void connection.close();
  signal?.addEventListener('abort', stop);
  try {
    return await connection.send({ ...request, headers: { ...request.headers, ...length } });
  } finally {
    signal?.removeEventListener('abort', stop);
    refuseAborted(signal);
  }
}

/** What ended the run is told as it is; a signal of the user has no words of its own. */
export function refuseAborted({ aborted, reason }: { aborted?: boolean; reason?: unknown } = {}): void {
  if (aborted !== true) return;
  throw (reason as Error).name === 'AbortError' ? new PactError('the run was interrupted') : reason;
}

/** The JSON of an answer; undefined where it has none. */
export function jsonOf({ response }: Exchange): unknown {
  return response && readJson(response.body)?.value;
}
