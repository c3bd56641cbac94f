/** Starts the mock server of a contract. */
import type { AddressInfo } from 'node:net';
import type { Contract } from '../contract/contract.ts';
import { MockError } from '../errors.ts';
import { loadFaker } from '../fixture/load-faker.ts';
import { createServer } from './create-server.ts';
import { createLog, formatLogLine } from './log-line.ts';
import { createNegotiator } from './negotiate.ts';
import { createResponder } from './respond.ts';

export interface MockOptions {
  /** 0 takes any free one. */
  port?: number;
  /** Loopback unless told otherwise. */
  host?: string;
  /** Same contract + same seed + same requests = same answers. */
  seed?: number;
  /** Faker's name of a locale; the contract's own unless told otherwise. */
  locale?: string;
  /** Optional members come and go, and the document's examples are not used. */
  dynamic?: boolean;
  /** Nothing is remembered from one request to the next. */
  stateless?: boolean;
  /** Milliseconds that every answer waits. */
  latency?: number;
  /** Takes one line a request; without it nothing is logged. */
  log?: NodeJS.WritableStream;
}

export interface Mock {
  /** `http://127.0.0.1:4010` */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves `contract` until it is closed. Throws a MockError where the port or host cannot be had.
 *
 * @example
 * const mock = await startMock(loadContract('contracts'), { port: 0 });
 * await fetch(`${mock.url}/unknown`); // 404
 * await mock.close();
 */
export async function startMock(contract: Contract, options: MockOptions = {}): Promise<Mock> {
  const { port = 4010, host = '127.0.0.1', seed = 1, locale = contract.locale } = options;
  const faker = await loadFaker(locale);
  const { dynamic = false, stateless = false, latency = 0, log } = options;
  const negotiate = createNegotiator(contract);
  const responder = createResponder(contract, { faker, locale, seed, negotiate, dynamic, stateless });
  const write = log ? createLog(log) : undefined;
  const app = createServer(contract, {
    responder,
    latency,
    ...(write ? { log: (exchange) => write(formatLogLine(exchange)) } : {}),
  });
  try {
    await app.listen({ port, host });
  } catch (cause) {
    await app.close();
    throw listenError(cause as NodeJS.ErrnoException, port, host);
  }
  const { address, family, port: bound } = app.server.address() as AddressInfo;
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`, close: () => app.close() };
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
