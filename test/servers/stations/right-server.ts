/** A right server of the stations contract, in memory; a way changes what it decides, answers or writes. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Call, Reply } from './right/call.ts';
import { decide, findRoute, type Route } from './right/decide.ts';
import { plainPolicy, type Policy } from './right/policy.ts';
import { createState, type State } from './right/state.ts';

/** Stands around the right answer: what comes before it, in its place, after it. */
export type Around = (call: Call, next: () => Promise<Reply>) => Reply | Promise<Reply>;

/** Writes an answer; HEAD is told by the call's method. */
export type Write = (reply: Reply, call: Call, response: ServerResponse) => void | Promise<void>;

/** What a variant does otherwise than the plain right server. */
export interface Way {
  policy?: Partial<Policy>;
  /** Made anew for every start, so that what it remembers is that server's own. */
  around?: () => Around;
  /** JSON as text. */
  stringify?: (value: unknown) => string;
  write?: Write;
}

export interface RunningServer {
  url: string;
  close: () => Promise<void>;
}

export interface StartOptions {
  way?: Way;
  port?: number;
}

/** Starts the right server, or the variant that `way` makes of it. */
export async function startStations({ way = {}, port = 0 }: StartOptions = {}): Promise<RunningServer> {
  const state = createState();
  const around = way.around?.() ?? ((_call, next) => next());
  let requests = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1;
    const { call, route } = await readCall(request, { state, way, number: requests });
    const reply = await around(call, () => decide(call, route));
    await (way.write ?? writeReply)(encode(reply, way), call, response);
  };
  // Query parameters may be long; a client may keep its connection for as long as a run takes.
  const server = createServer({ maxHeaderSize: 65_536, keepAliveTimeout: 60_000 }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

interface Surroundings {
  state: State;
  way: Way;
  number: number;
}

async function readCall(request: IncomingMessage, around: Surroundings): Promise<{ call: Call; route: Route }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = request;
  const split = url.indexOf('?');
  const path = split < 0 ? url : url.slice(0, split);
  const policy = { ...plainPolicy, ...around.way.policy };
  const route = findRoute(method, path, policy);
  const call: Call = {
    method,
    url,
    path,
    ...(route.operation ? { operation: route.operation.id } : {}),
    byDefault: route.operation?.byDefault ?? false,
    params: route.params,
    query: new URLSearchParams(split < 0 ? '' : url.slice(split + 1)),
    headers,
    bytes: Buffer.concat(chunks),
    origin: `http://${headers.host ?? 'localhost'}`,
    state: around.state,
    policy,
    number: around.number,
  };
  return { call, route };
}

/** JSON becomes bytes. */
function encode(reply: Reply, { stringify = JSON.stringify }: Way): Reply {
  return reply.json === undefined ? reply : { ...reply, bytes: Buffer.from(stringify(reply.json)) };
}

export const writeReply: Write = ({ status, headers, bytes }, { method }, response) => {
  const hasLength = status !== 204 && status !== 304;
  const length = hasLength ? { 'content-length': bytes?.length ?? 0 } : {};
  response.writeHead(status, { ...headers, ...length });
  response.end(method === 'HEAD' ? undefined : bytes);
};
