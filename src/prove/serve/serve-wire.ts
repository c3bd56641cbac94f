/** A handle behind a port: for what only shows on a connection. */
import { collectHeaders, type HeaderText } from '../../http/value/header.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Target } from '../../http/client/exchange.ts';
import { httpTarget } from '../../http/client/http-target.ts';
import type { Operation } from '../../contract/operation.ts';
import type { Kit } from '../kit.ts';
import type { Handle } from './call.ts';
import { patternOf, serveCalls } from './serve-calls.ts';

/** An answer that is ready to be sent. */
export interface WireAnswer {
  status: number;
  headers: Readonly<Record<string, HeaderText>>;
  bytes: Buffer;
  request: IncomingMessage;
  /** Which request to the operation it answers on its connection, from 1. */
  nth: number;
}

export type WriteWire = (answer: WireAnswer, response: ServerResponse) => void;

/** As servers mostly do: with its length. */
export const writePlain: WriteWire = ({ status, headers, bytes }, response) => {
  response.writeHead(status, { ...headers, ...(bytes.length > 0 ? { 'content-length': bytes.length } : {}) });
  response.end(bytes);
};

export interface Wire {
  target: Target;
  close(): void;
}

/** Listens on a free port of the loopback. Only what `operation` answers is written in its own way: what comes before it works. */
export async function serveWire(
  kit: Kit,
  handle: Handle,
  { write, operation, timeout }: { write: WriteWire; operation: Operation; timeout: number },
): Promise<Wire> {
  const answer = serveCalls(kit.contract, handle);
  const own = patternOf(operation);
  const counts = new WeakMap<object, number>();
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const isOwn = request.method?.toLowerCase() === operation.method && own.test(path);
    const nth = (counts.get(request.socket) ?? 0) + (isOwn ? 1 : 0);
    counts.set(request.socket, nth);
    try {
      const { status, headers, body } = await answer(await readRequest(request));
      const bytes = body ? Buffer.from(await new Response(body).arrayBuffer()) : Buffer.alloc(0);
      (isOwn ? write : writePlain)({ status, headers: collectHeaders(headers), bytes, request, nth }, response);
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    target: httpTarget(`http://127.0.0.1:${port}`, { timeout }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function readRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const {
    connection: _,
    'transfer-encoding': __,
    'content-length': ___,
    ...headers
  } = request.headers as Record<string, string>;
  const body = chunks.length > 0 ? { body: new Uint8Array(Buffer.concat(chunks)) } : {};
  return new Request(`http://127.0.0.1${request.url}`, { method: request.method ?? 'GET', headers, ...body });
}
