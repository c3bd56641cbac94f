/** Credentials in addresses: refused where a user gives them, and hidden where something else names them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { httpTarget } from '../../../src/http/client/http-target.ts';
import { hideCredentials, plainUrl, proxySecrets } from '../../../src/http/client/plain-url.ts';

const messageOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return `${(error as Error).message} ${(error as { hint?: string }).hint}`;
  }
  return 'nothing was thrown';
};

afterEach(() => void vi.unstubAllEnvs());

it.each([
  'http://ann:s3cret@h/',
  'https://ann:s3cret@h',
  'ftp://ann:s3cret@h/',
  'http://ann:s3/cr@et@h',
  'http://s3cret@h:99999',
])('%s is refused, and not repeated', (text) => {
  const message = messageOf(() => plainUrl(text, { instead: 'Put them elsewhere.' }));
  expect(message).toMatch(/credentials do not belong into the URL Put them elsewhere|is not an http or https URL/);
  expect(message).not.toMatch(/s3cret|cr@et|s3\/cr/);
});

it('those of a proxy are secrets', () => {
  const environment = {
    HTTPS_PROXY: 'http://ann:s3cret%21word@proxy:3128',
    http_proxy: 'http://proxy',
    PATH: '//a:b@c',
  };
  expect(proxySecrets(environment).map(([name, value]) => [name, value])).toEqual([
    ['HTTPS_PROXY', 'ann:s3cret!word'],
    ['HTTPS_PROXY', `Basic ${btoa('ann:s3cret!word')}`],
  ]);
});

it('a proxy that refuses is told of, without them', async () => {
  const proxy = createServer().on('connect', (_, socket) => {
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  const { port } = proxy.address() as AddressInfo;
  vi.stubEnv('HTTPS_PROXY', `http://ann:s3cret-word@127.0.0.1:${port}`);
  vi.stubEnv('NO_PROXY', '');
  const connection = httpTarget('https://provider.invalid', { timeout: 5_000 }).openConnection();
  const { failure } = await connection.send({
    method: 'GET',
    url: 'https://provider.invalid/a',
    headers: {},
    body: undefined,
  });
  await connection.close();
  proxy.close();
  expect(failure?.message).toMatch(/tunnel.*via http.*407/);
  expect(failure?.message).not.toContain('s3cret');
});

it.each([
  ['no page at http://ann:pass-word@127.0.0.1:80/x.md', 'no page at http://…@127.0.0.1:80/x.md'],
  ['"ann:pass%2Fword@127.0.0.1:80/" is none', '"…@127.0.0.1:80/" is none'],
  ['at http:ann:pass/word@host/a, ftp://a:b@h', 'at http:…@host/a, ftp://…@h'],
  ['http://h/a?token=abc/d+e&b=1 cannot be read', 'http://h/a?token=…&b=1 cannot be read'],
  ['at http://h:80/a?b=c, mail ann@example.com: no', 'at http://h:80/a?b=c, mail ann@example.com: no'],
  [
    'at load (file:///a/b.ts:1:2)\n    at node_modules/@scope/c.js:3:4',
    'at load (file:///a/b.ts:1:2)\n    at node_modules/@scope/c.js:3:4',
  ],
])('credentials of addresses in a message are left out: %s', (text, shown) => {
  expect(hideCredentials(text)).toBe(shown);
});
