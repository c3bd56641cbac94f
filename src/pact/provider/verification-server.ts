/** Stands between Pact and the provider while pacts are verified: brings states about, and keeps what was sent and answered. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainText } from '../../contract/name-text.ts';
import type { Exchange } from '../../http/client/exchange.ts';
import type { JsonObject } from '../consumer/interaction.ts';
import type { Send } from './provider-access.ts';
import type { StateHandler } from './state-handler.ts';
import { parseJsonText } from '../../contract/wide-integer.ts';

/** What happened for one interaction, in the order in which Pact went through them. */
export interface Recorded {
  /** What the states gave for expressions. */
  values: JsonObject;
  /** Why a state could not be brought about. */
  failures: readonly { state: string; reason: string }[];
  /** States that were left to the provider. */
  left: readonly string[];
  /** What was sent for the states. */
  setUp: readonly Exchange[];
  exchange?: Exchange;
}

export interface VerificationServer {
  /** What Pact takes for the provider. */
  url: string;
  /** Where it asks for states. */
  stateUrl: string;
  recorded: readonly Recorded[];
  close: () => Promise<void>;
}

export interface ServerOptions {
  /** Base URL of the provider, without a slash at its end. */
  base: string;
  send: Send;
  handlers: ReadonlyMap<string, StateHandler>;
  /** Told of what ends the whole run. */
  onError: (error: unknown) => void;
}

const statePath = '/_docpact/states';

/** Headers that are of one connection, or that Pact's own hop has written. */
const ownHeaders = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'transfer-encoding',
  'x-forwarded-for',
]);

/** Headers of an answer whose body is unpacked already. */
const spentHeaders = new Set(['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Listens on a free port of the loopback. */
export async function startVerificationServer(options: ServerOptions): Promise<VerificationServer> {
  const recorded: Recorded[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.onError(error);
      response.writeHead(500).end();
    });
  });

  /** The interaction that is under way; its request is its end. */
  function current(): Recorded {
    const last = recorded.at(-1);
    if (last && !last.exchange) return last;
    const next: Recorded = { values: {}, failures: [], left: [], setUp: [] };
    recorded.push(next);
    return next;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    if (request.url === statePath) return setUp(parseJsonText(body.toString()) as JsonObject, response);
    const exchange = await options.send({
      method: request.method ?? 'GET',
      url: options.base + (request.url ?? ''),
      headers: { ...headersOf(request), 'accept-encoding': 'gzip, deflate, br' },
      body: body.length === 0 ? undefined : body,
    });
    Object.assign(current(), { exchange });
    forward(exchange, response);
  }

  /** A state that cannot be brought about is told in the report; Pact goes on with the example. */
  async function setUp({ state, params, action }: JsonObject, response: ServerResponse): Promise<void> {
    const handler = action === 'teardown' ? undefined : options.handlers.get(plainText(state));
    if (handler) {
      const { values, failure, left, exchange } = await handler((params as JsonObject | undefined) ?? {});
      const record = current();
      Object.assign(record, {
        values: { ...record.values, ...values },
        failures: failure === undefined ? record.failures : [...record.failures, { state, reason: failure }],
        left: left ? [...record.left, state] : record.left,
        setUp: exchange ? [...record.setUp, exchange] : record.setUp,
      });
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(recorded.at(-1)?.values ?? {}));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, stateUrl: url + statePath, recorded, close };
}

function forward({ response: received }: Exchange, response: ServerResponse): void {
  if (!received) {
    response.writeHead(502).end();
    return;
  }
  const headers = Object.entries(received.headers)
    .filter(([name]) => !spentHeaders.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? readable(value) : value.map(readable)]);
  response.writeHead(received.status, Object.fromEntries(headers) as Record<string, string | string[]>);
  response.end(received.body);
}

/** Pact's core panics at a value that is not ASCII, and no pact can expect one. */
function readable(value: string): string {
  return value.replaceAll(/[^\t -~]/g, '?');
}

function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headersDistinct).filter(([name]) => !ownHeaders.has(name));
  return Object.fromEntries(entries.map(([name, values = []]) => [name, values.join(', ')]));
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
