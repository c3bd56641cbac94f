/** Starts servers below HTTP, and keeps account of what they send and of who strays to another origin. */
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { RunningServer } from '../right-server.ts';
import type { Variant } from '../variant.ts';

/** A request that came to an origin that was not the target. */
export interface Stray {
  url: string;
  headers: Readonly<Record<string, unknown>>;
}

export interface HostileRun extends RunningServer {
  /** What followed a redirect to the other origin: must stay empty. */
  strays: readonly Stray[];
  /** How many connections there were. */
  connections: () => number;
}

export interface HostileServer extends Variant {
  start: () => Promise<HostileRun>;
}

/** What a hostile server does with a connection; `other` is the origin of a second server. */
export type Harm = (socket: Socket, other: string) => void;

/** A hostile server as one line of a table. */
export type Row = readonly [name: string, sentence: string, harm: Harm];

export function defineHostile(family: string, [name, sentence, harm]: Row): HostileServer {
  return { name, family, sentence, start: () => startHostile(harm) };
}

async function startHostile(harm: Harm): Promise<HostileRun> {
  const strays: Stray[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const stranger = createHttpServer(({ url = '', headers }, response) => {
    strays.push({ url, headers });
    response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
  });
  const other = await listen(stranger);
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    harm(socket, other);
  });
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    stranger.closeAllConnections();
    await Promise.all([server, stranger].map((each) => new Promise((resolve) => each.close(resolve))));
  };
  return { url: await listen(server), close, strays, connections: () => connections };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const lengthOf = (head: string): number => Number(/^content-length:\s*(\d+)/im.exec(head)?.[1] ?? 0);

/** Calls `act` for every request, once its body is there. */
export function onRequest(socket: Socket, act: (head: string, body: string) => void): void {
  let received = '';
  socket.on('data', (data: Buffer) => {
    received += data.toString('latin1');
    for (let end = received.indexOf('\r\n\r\n'); end !== -1; end = received.indexOf('\r\n\r\n')) {
      const head = received.slice(0, end);
      const stop = /^transfer-encoding:/im.test(head)
        ? received.indexOf('0\r\n\r\n', end + 4) + 5
        : end + 4 + lengthOf(head);
      if (stop < end + 4 || received.length < stop) return;
      const body = received.slice(end + 4, stop);
      received = received.slice(stop);
      act(head, body);
    }
  });
}

/** Writes for ever, as fast as the reader reads. */
export function writeForEver(socket: Socket, make: () => string | Buffer): void {
  const write = (): void => {
    while (!socket.destroyed && socket.write(make()));
    if (!socket.destroyed) socket.once('drain', write);
  };
  write();
}

/** Writes every so often, until the connection ends. */
export function writeSlowly(socket: Socket, milliseconds: number, make: (index: number) => string): void {
  let index = 0;
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(make(index++));
  }, milliseconds);
  socket.on('close', () => clearInterval(timer));
}
