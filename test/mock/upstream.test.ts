/** `--upstream`: a real server is watched; nothing is changed on the way, and both sides are judged. */
import { createServer, request as ask, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ShownExchange } from '../../src/mock/client/shapes.ts';
import { loadContract } from '../../src/contract/load-contract.ts';
import { startMock, type Mock, type MockOptions } from '../../src/mock/start-mock.ts';
import { judgeWatched } from '../../src/verify/judge-watched.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { post } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(handler: RequestListener): Promise<URL> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => (server.closeAllConnections(), server.close()));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

async function watch(url: URL, options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock(loadContract('contracts'), {
    port: 0,
    upstream: { url, judge: judgeWatched },
    ...options,
  });
  closing.unshift(() => mock.close());
  return mock;
}

/** A conforming server: the mock itself. */
async function startRight(): Promise<URL> {
  const mock = await startMock(loadContract('contracts'), { port: 0 });
  closing.push(() => mock.close());
  return new URL(mock.url);
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

/** All that comes back until the connection is closed. */
function exchangeRaw({ url }: Mock, sent: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let text = '';
    socket.on('data', (part) => (text += part.toString('latin1'))).once('close', () => resolve(text));
    socket.write(sent);
  });
}

const answering =
  (status: number, body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (request, response) => {
    request
      .resume()
      .once('end', () => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body));
  };

async function seen(mock: Mock, count = 1): Promise<ShownExchange[]> {
  const list = async () => (await (await fetch(`${mock.url}/__docpact/exchanges`)).json()) as ShownExchange[];
  await expect.poll(async () => (await list()).length).toBe(count);
  return list();
}

const kindsOf = ({ problems = [] }: ShownExchange) => problems.map(({ kind }) => kind);

describe('a watched server', () => {
  it('that conforms is found to conform, whatever it is sent', async () => {
    const mock = await watch(await startRight());
    const region = plainRegion();
    const statuses = [];
    for (const body of [region, region, { ...region, status: '1' }, {}, plainRegion({ scope: 'team' })]) {
      statuses.push((await post(mock.url, body)).status);
    }
    expect(statuses).toEqual([201, 400, 400, 400, 201]);
    const exchanges = await seen(mock, 5);
    expect(exchanges.flatMap(kindsOf)).toEqual([]);
    expect(exchanges[2]?.violations).toMatchObject([{ in: 'body', field: 'status' }]);
    expect(exchanges[4]).toMatchObject({ open: true, violations: [{ field: 'scope' }] });
  });

  it.each([
    ['an invalid request accepted', answering(201, '{}'), {}, 'accepted-invalid'],
    ['a body that breaks its schema', answering(201, '{"region_id":1}'), undefined, 'body-schema'],
    ['a body that is not JSON', answering(400, '<html>'), undefined, 'not-json'],
    ['a failure', answering(500, '{}'), undefined, 'server-error'],
    ['an undocumented status', answering(202, '{}'), undefined, 'undocumented-status'],
    ['a wrong media type', answering(400, '{"msg":"a"}', { 'content-type': 'text/plain' }), undefined, 'content-type'],
    [
      'a gzipped body that breaks its schema',
      answering(400, gzipSync('{"msg":""}'), { 'content-encoding': 'gzip' }),
      undefined,
      'body-schema',
    ],
    [
      'a name that does not come back',
      answering(201, JSON.stringify({ ...plainRegion(), region_id: 'a', status: '0' })),
      undefined,
      'echo-broken',
    ],
  ])('is told of: %s', async (_, handler, body, kind) => {
    const mock = await watch(await listen(handler));
    await fetch(mock.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body ?? plainRegion()),
    }).then((response) => response.arrayBuffer());
    const [exchange] = await seen(mock);
    expect(kindsOf(exchange as ShownExchange)).toContain(kind);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('may pack its answers (%s): the client gets them so, the page shows what is in them', async (encoding, pack) => {
    const packed = pack('{"msg":"taken"}');
    const mock = await watch(await listen(answering(400, packed, { 'content-encoding': encoding })));
    const got = await new Promise<Buffer>((resolve, reject) => {
      const sent = ask(mock.url + path, { method: 'POST', headers: { 'content-type': 'application/json' } });
      sent.once('response', (answer) => answer.once('data', resolve)).once('error', reject);
      sent.end(JSON.stringify(plainRegion()));
    });
    expect(got).toEqual(packed);
    const [exchange] = await seen(mock);
    expect(exchange).toMatchObject({ problems: [], response: { body: '{"msg":"taken"}' } });
  });

  it.each([
    [401, 'undocumented-status'],
    [403, 'undocumented-status'],
    [404, 'refused-valid'],
    [422, 'refused-valid'],
  ])('is told of a valid request that is refused with an undocumented %i', async (status, kind) => {
    const mock = await watch(await listen(answering(status, '{"detail":"no"}')));
    await post(mock.url, plainRegion());
    expect(kindsOf((await seen(mock))[0] as ShownExchange)).toEqual([kind]);
  });

  it.each([401, 403])('may refuse an invalid request with %i: who asks comes before what is asked', async (status) => {
    const mock = await watch(await listen(answering(status, '{"detail":"no"}')));
    await post(mock.url, {});
    expect(kindsOf((await seen(mock))[0] as ShownExchange)).toEqual([]);
  });

  it('is told of a request that is taken without the credentials that the document demands', async () => {
    const responses = { 201: { description: 'made' }, 400: { description: 'no' }, 401: { description: 'who?' } };
    const contract = loadContract(
      writeContract({
        'openapi.yaml': {
          ...documentWith({ type: 'object' }, true, { responses, security: [{ key: [] }] }),
          components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
        },
      }),
    );
    const judged = async (status: number, headers: Record<string, string>): Promise<string[]> => {
      const url = await listen(answering(status, ''));
      const mock = await startMock(contract, { port: 0, upstream: { url, judge: judgeWatched } });
      closing.unshift(() => mock.close());
      const sent = { 'content-type': 'application/json', ...headers };
      await fetch(`${mock.url}/things`, { method: 'POST', headers: sent, body: '{}' });
      return kindsOf((await seen(mock))[0] as ShownExchange);
    };
    expect(await judged(201, {})).toEqual(['accepted-invalid']);
    expect(await judged(401, {})).toEqual([]);
    expect(await judged(201, { 'x-key': 'any' })).toEqual([]);
  });

  it.each([405, 413, 429])('may refuse a valid request with HTTP’s own %i, and for what it knows', async (status) => {
    const mock = await watch(await listen(answering(status, '{"detail":"no"}')));
    await post(mock.url, plainRegion());
    expect(kindsOf((await seen(mock))[0] as ShownExchange)).toEqual([]);
    const other = await watch(await listen(answering(400, '{"msg":"taken"}')));
    await post(other.url, plainRegion());
    expect(kindsOf((await seen(other))[0] as ShownExchange)).toEqual([]);
  });

  it('gets, and gives, every byte and header as it is, odd spelling, repeats and all', async () => {
    let got: { method?: string; url?: string; raw: string[]; body: string } | undefined;
    const upstream = await listen(async (request, response) => {
      got = {
        method: request.method ?? '',
        url: request.url ?? '',
        raw: request.rawHeaders,
        body: await readAll(request),
      };
      response.writeHead(299, 'Odd', ['X-A', '1', 'x-a', '2', 'Set-Cookie', 'a=b', 'Set-Cookie', 'c=d']);
      response.end('raw\u0000bytes');
    });
    const mock = await watch(new URL('/base/', upstream));
    const answer = await exchangeRaw(
      mock,
      'PUT /any%2Fwhere?q=%20a&q HTTP/1.1\r\nHoSt: mock\r\nX-Odd:  v \r\nx-odd: w\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{"a":',
    );
    expect(got).toMatchObject({ method: 'PUT', url: '/base/any%2Fwhere?q=%20a&q', body: '{"a":' });
    expect(got?.raw.join('|')).toContain('X-Odd|v|x-odd|w|Content-Length|5');
    expect(got?.raw.join('|')).toContain(`Host|${upstream.host}`);
    expect(answer).toMatch(/^HTTP\/1\.1 299 Odd\r\nX-A: 1\r\nx-a: 2\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n/);
    expect(answer).toContain('raw\u0000bytes');
    expect((await seen(mock))[0]?.reasons).toEqual(['the contract has no such operation']);
  });

  it.each(['//other.example/x', 'http://other.example/x?y', '/a/../b/%2e%2e/c', String.raw`/a\b?q='"|`, '/a;b?'])(
    'is the only one that is asked, for the target as it came: %s',
    async (target) => {
      const mock = await watch(await listen(({ url }, response) => void response.end(`got ${url}`)));
      const answer = await exchangeRaw(mock, `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      expect(answer).toContain(`got ${target.replace('http://other.example', '')}`);
    },
  );

  it('tells the client itself whether to send a body that was announced', async () => {
    const upstream = await listen((request, response) => {
      request.resume().once('end', () => response.end('taken'));
    });
    const refusing = createServer().on('checkContinue', (_, response) => response.writeHead(417).end('refused'));
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    closing.push(() => (refusing.closeAllConnections(), refusing.close()));
    const head = 'POST /a HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n';
    const taken = await exchangeRaw(await watch(upstream), `${head}connection: close\r\n\r\n{}`);
    expect(taken).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 [^]*taken/);
    const other = await watch(new URL(`http://127.0.0.1:${(refusing.address() as AddressInfo).port}`));
    expect(await exchangeRaw(other, `${head}\r\n`)).toMatch(/^HTTP\/1\.1 417 [^]*refused/);
  });

  it('is passed what is too long to be judged', { timeout: 20_000 }, async () => {
    let length = 0;
    const mock = await watch(
      await listen((request, response) => {
        request
          .on('data', (part: Buffer) => (length += part.length))
          .once('end', () => response.end('x'.repeat(3_000_000)));
      }),
    );
    const response = await fetch(mock.url + path, { method: 'POST', body: 'y'.repeat(3_000_000) });
    expect((await response.text()).length).toBe(3_000_000);
    expect(length).toBe(3_000_000);
    const [exchange] = await seen(mock);
    expect(kindsOf(exchange as ShownExchange)).toEqual([]);
  });

  it('that cannot be reached gets the client a 502 with a sentence', async () => {
    const url = await listen(answering(200, ''));
    await closing.shift()?.();
    const mock = await watch(url);
    const { status, body } = await post(mock.url, plainRegion());
    expect(status).toBe(502);
    expect(body['msg']).toContain(url.origin);
    expect(kindsOf((await seen(mock))[0] as ShownExchange)).toEqual(['unreachable']);
  });

  it('may close a connection just when it would be used again: no request is lost to it', async () => {
    const used = new WeakSet<object>();
    const url = await listen((incoming, response) => {
      if (used.has(incoming.socket)) return incoming.socket.destroy();
      used.add(incoming.socket);
      return response.end('ok');
    });
    const mock = await watch(url);
    for (const _ of [1, 2, 3]) expect((await fetch(`${mock.url}/a`)).status).toBe(200);
  });

  it('that breaks its answer off breaks it off for the client, and is told of', async () => {
    const mock = await watch(
      await listen((_, response) => {
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"a":');
        setTimeout(() => response.destroy(), 50);
      }),
    );
    await expect(post(mock.url, plainRegion())).rejects.toThrow();
    expect(kindsOf((await seen(mock))[0] as ShownExchange)).toEqual(['connection-lost']);
  });

  it('answers for itself: no scenario, latency, fault or state goes with it', async () => {
    for (const options of [{ scenario: 'server-error' }, { latency: 5 }, { stateFile: 'x' }]) {
      await expect(watch(new URL('http://127.0.0.1:1'), options)).rejects.toThrow(/answers for itself/);
    }
    const mock = await watch(await startRight());
    const response = await fetch(`${mock.url}/__docpact/settings`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"latency":"5"}',
    });
    expect(response.status).toBe(409);
  });

  it('is in the log, a line a request', async () => {
    const lines: string[] = [];
    const log = { write: (text: string) => void lines.push(text) } as unknown as NodeJS.WritableStream;
    const mock = await watch(await listen(answering(201, '{}')), { log });
    await post(mock.url, {});
    await expect
      .poll(() => lines.join(''))
      .toMatch(/201 [\d.]+ ms {2}client: httpdomain is required.*upstream: an invalid request is accepted/);
  });
});
