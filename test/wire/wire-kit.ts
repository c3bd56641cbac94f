/** Small contracts, small servers and mocks of them: what the tests of how values travel are put through. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { type MockOptions, startMock } from '../../src/mock/start-mock.ts';
import type { Report } from '../../src/verdict/report.ts';
import type { Depth } from '../../src/verify/plan/case.ts';
import { verify } from '../../src/verify/verify.ts';
import type { VerifyOptions } from '../../src/verify/verify-options.ts';
import { whenFileEnds } from '../file-ends.ts';
import { writeContract } from '../write-contract.ts';

/** A contract of these paths; what a document has beside them is filled in. */
export function contractOf(paths: object, more: object = {}): Contract {
  const document = { openapi: '3.2.0', info: { title: 'wire', version: '1' }, paths, ...more };
  return loadContract(writeContract({ 'openapi.json': document }));
}

/** A contract of one operation at `/things`, answered with 200 and refused with 400. */
export function oneOperation(operation: object, { method = 'post', path = '/things', more = {} } = {}): Contract {
  const responses = { 200: { description: 'done' }, 400: { description: 'refused' } };
  return contractOf({ [path]: { [method]: { operationId: 'tryIt', responses, ...operation } } }, more);
}

/** An operation that takes a body in one media type. */
export function takes(mediaType: string, media: object, body: object = { required: true }): object {
  return { requestBody: { ...body, content: { [mediaType]: media } } };
}

export interface Call {
  method: string;
  /** As it stands in the request line. */
  url: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The media type without its parameters. */
  type: string | undefined;
}

export interface Reply {
  status: number;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
}

/** A server on a free port; what it throws is answered with 500. */
export async function startServer(answer: (call: Call) => Reply | Promise<Reply>): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/', headers } = request;
    const bytes = Buffer.concat(chunks);
    const [path = '/', query = ''] = url.split('?', 2);
    const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    const call = { method, url, path, query: new URLSearchParams(query), headers, bytes, text: bytes.toString(), type };
    const reply = await Promise.resolve(call)
      .then(answer)
      .catch((error: unknown): Reply => ({ status: 500, body: String(error) }));
    response.writeHead(reply.status, reply.headers).end(method === 'HEAD' ? undefined : reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  whenFileEnds(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Judged {
  report: Report;
  /** `kind clause`, sorted. */
  problems: string[];
}

/** What verify says of a server that answers so. */
export async function judge(
  contract: Contract,
  answer: (call: Call) => Reply | Promise<Reply>,
  options: { runId?: string; seed?: number; depth?: Depth } = {},
): Promise<Judged> {
  return judgeAt(contract, await startServer(answer), options);
}

/** What verify says of what runs at `target`. */
export async function judgeAt(
  contract: Contract,
  target: VerifyOptions['target'],
  options: object = {},
): Promise<Judged> {
  const report = await verify({ contract, target, runId: 'wire', ...options });
  const problems = report.problems.map(({ kind, clause }) => `${kind} ${clause}`).toSorted();
  return { report, problems };
}

/** The address of a mock of `contract`. */
export async function mockOf(contract: Contract, options: MockOptions = {}): Promise<string> {
  const mock = await startMock(contract, { port: 0, ...options });
  whenFileEnds(mock.close);
  return mock.url;
}
