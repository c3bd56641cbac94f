/** A HAR that is written tells no secrets: what a header's name says is one is left out, whatever its value. */
import { expect, it } from 'vitest';
import { createHider, writeHar, type WrittenExchange } from '../../../src/http/har/write-har.ts';

const exchange: WrittenExchange = {
  at: 0,
  duration: 1,
  method: 'GET',
  url: 'http://127.0.0.1/things',
  status: 200,
  requestHeaders: {},
  responseHeaders: {},
  requestBody: undefined,
  responseBody: undefined,
};

/** The entry's message that has these headers. */
function written(headers: Record<string, unknown>, isSecret?: (name: string) => boolean): string[] {
  const hide = createHider(isSecret);
  const har = writeHar([{ ...exchange, requestHeaders: headers }], { tool: { name: 'docpact', version: '1' }, hide });
  const { log } = JSON.parse(har) as {
    log: { entries: { request: { headers: { name: string; value: string }[] } }[] };
  };
  return (log.entries[0]?.request.headers ?? []).map(({ name, value }) => `${name}: ${value}`);
}

it.each([
  ['authorization', true],
  ['Proxy-Authorization', true],
  ['cookie', true],
  ['x-auth-user', true],
  ['x-amz-security-token', true],
  ['x-session-id', true],
  ['x-hub-signature-256', true],
  ['x-csrf-token', true],
  ['accept', false],
  ['content-type', false],
  ['x-request-id', false],
  ['x-token-type', false],
  ['x-shop', false],
])('of the header %s the value is hidden: %j', (name, isHidden) => {
  const [line = ''] = written({ [name]: 'v1' });
  expect(line).toBe(isHidden ? `${name}: $${name.toUpperCase().replaceAll('-', '_')}` : `${name}: v1`);
});

it('a name that the document gives to a credential is secret, too, and no name repeats one', () => {
  const secret = 'zr4k9xyq7w';
  const isSecret = (name: string): boolean => name === 'x-shop';
  expect(written({ 'x-shop': secret, [`x-${secret}`]: '1', 'x-other': secret.toUpperCase() }, isSecret)).toEqual([
    'x-shop: $X_SHOP',
    'x-$X_SHOP: 1',
    'x-other: $X_SHOP',
  ]);
});

it('shows of a header that is secret by its name a variable, however short it is, and others as they are', () => {
  const shown = {
    ...exchange,
    requestHeaders: { 'x-api-key': 'ab1', authorization: 'Bearer cd2', accept: 'text/html' },
    responseHeaders: { 'set-cookie': ['sid=ef3', 'other=gh4'], 'x-count': '3' },
  };
  const har = JSON.parse(writeHar([shown], { tool: { name: 'docpact', version: '1' }, hide: createHider() }));
  const [{ request, response }] = har.log.entries;
  expect([...request.headers, ...response.headers].map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'x-api-key: $X_API_KEY',
    'authorization: $AUTHORIZATION',
    'accept: text/html',
    'set-cookie: $SET_COOKIE',
    'set-cookie: $SET_COOKIE',
    'x-count: 3',
  ]);
});
