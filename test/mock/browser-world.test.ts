/** The mock beside other sites in one browser: whose pages may read its answers, and with whose names. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import type { MockOptions } from '../../src/mock/start-mock.ts';
import { post, serve } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

interface Told {
  status: number;
  text: string;
}

/** Asks with exactly this Host: fetch lets nobody choose it. */
function askAs(host: string | undefined, url: string, target = path): Promise<Told> {
  const headers = { 'content-type': 'application/json', ...(host === undefined ? {} : { host }) };
  return new Promise((resolve, reject) => {
    const sent = request(url + target, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on('error', reject).end(JSON.stringify(plainRegion()));
  });
}

describe('a name that was led here', () => {
  it('reads nothing from a mock on loopback, and is told of in the log and on the page', async () => {
    const lines: string[] = [];
    const url = await serve({
      log: { write: (text: string) => void lines.push(text) } as unknown as NodeJS.WritableStream,
    });
    const { status, text } = await askAs('evil.example:4010', url);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toEqual({ msg: expect.stringContaining('--allow-host NAME') as string });
    expect((await askAs('evil.example', url, '/none')).status).toBe(403);
    await expect.poll(() => lines.join('')).toMatch(/403 .*evil\.example:4010 is no name of this mock/);
    expect(await (await fetch(`${url}/__docpact/exchanges`)).text()).toContain('evil.example');
  });

  it('does nothing there: the same thing can be made after it', async () => {
    const url = await serve();
    const body = plainRegion();
    const sent = await new Promise<number>((resolve) => {
      const headers = { 'content-type': 'application/json', host: 'evil.example' };
      request(url + path, { method: 'POST', headers }, (response) => resolve(response.resume().statusCode ?? 0)).end(
        JSON.stringify(body),
      );
    });
    expect(sent).toBe(403);
    expect((await post(url, body)).status).toBe(201);
  });

  it.each<[string, MockOptions]>([
    ['localhost:4010', {}],
    ['app.localhost', {}],
    ['127.3.2.1:4010', {}],
    ['[::1]:4010', {}],
    ['api:4010', {}],
    ['host.docker.internal:4010', {}],
    ['api.shop.example', { allowHosts: ['api.shop.example'] }],
    ['a.shop.example', { allowHosts: ['.shop.example'] }],
    ['api.shop.example', { host: '0.0.0.0' }],
  ])('is answered as %s with %j', async (host, options) => {
    expect((await askAs(host, (await serve(options)).replace('0.0.0.0', '127.0.0.1'))).status).toBe(201);
  });

  it('reaches no server that is watched', async () => {
    let asked = 0;
    const real = createServer((_, response) => {
      asked += 1;
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    });
    await new Promise<void>((resolve) => {
      real.listen(0, '127.0.0.1', resolve);
    });
    afterAll(() => void real.close());
    const upstream = new URL(`http://127.0.0.1:${(real.address() as AddressInfo).port}`);
    const url = await serve({ upstream: { url: upstream, judge: () => [] } });
    expect((await askAs('evil.example', url)).status).toBe(403);
    expect(asked).toBe(0);
    expect((await askAs('localhost', url)).status).toBe(201);
    expect(asked).toBe(1);
  });
});

describe('a page', () => {
  const told = async (origin: string, options: MockOptions = {}) => {
    const { headers } = await post(await serve(options), plainRegion(), { headers: { origin } });
    return [headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
  };

  it.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:3000', 'https://app.localhost'])(
    'of this machine, at %s, may send credentials',
    async (origin) => {
      expect(await told(origin)).toEqual([origin, 'true']);
    },
  );

  it.each(['https://evil.example', 'http://localhost.evil.example', 'null', 'file://'])(
    'of anywhere else, at %s, reads answers without credentials',
    async (origin) => {
      expect(await told(origin)).toEqual(['*', null]);
    },
  );

  it('may send them from where it is asked for', async () => {
    const origin = 'https://app.shop.example';
    expect(await told(origin, { allowOrigins: [origin] })).toEqual([origin, 'true']);
    expect(await told(origin, { allowOrigins: ['*'] })).toEqual([origin, 'true']);
    expect(await told('https://evil.example', { allowOrigins: [origin] })).toEqual(['*', null]);
  });
});

it.each(['', 'reference', 'none'])('the page %s lets nothing in by unsafe-*', async (name) => {
  const { headers } = await fetch(`${await serve()}/__docpact/${name}`);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/);
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
});
