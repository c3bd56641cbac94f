/** The HTTP server that stays while what answers behind it is exchanged. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { MockError } from '../../errors.ts';

/** How long a client may take for the head of a request, in milliseconds: a busy machine reads late what came in time. */
const HEAD_DEADLINE = 3_000;

/** What answers. */
export interface Answering {
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Whether `handle` itself tells a client that asks first (`Expect: 100-continue`) to send its body. */
  continues: boolean;
  /** Told of what is no HTTP. */
  refuseRaw(error: Error & { code?: string }, socket: Socket): void;
}

/** Listens on `host`, and hands every request to `answering`. Throws a MockError where it cannot. */
export async function listenWith(
  { handle, continues, refuseRaw }: Answering,
  { host, port }: { host: string; port: number },
): Promise<Server> {
  const server = createServer(
    { headersTimeout: HEAD_DEADLINE, connectionsCheckingInterval: HEAD_DEADLINE / 4, requireHostHeader: false },
    handle,
  );
  server.on('checkContinue', (request, response) => {
    if (!continues) response.writeContinue();
    handle(request, response);
  });
  server.on('clientError', (error, socket) => refuseRaw(error, socket as Socket));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenError(cause, port, host)));
    server.listen({ port, host }, resolve);
  });
  return server;
}

/** Ends the server and every connection, without waiting for what is under way. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** `http://127.0.0.1:4010` */
export function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function listenError(cause: NodeJS.ErrnoException, port: number, host: string): MockError {
  switch (cause.code) {
    case 'EADDRINUSE':
      return new MockError(`port ${port} on ${host} is taken`, {
        hint: 'Stop what listens there, or choose another with --port (--port 0 takes any free one).',
        cause,
      });
    case 'EACCES':
      return new MockError(`port ${port} may not be used by this account`, {
        hint: 'Choose one above 1023 with --port.',
        cause,
      });
    default:
      return new MockError(`cannot listen on ${host}:${port}: ${cause.message}`, {
        hint: 'Check --host and --port.',
        cause,
      });
  }
}
