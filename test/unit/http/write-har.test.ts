/** A HAR that is written tells no secrets: what a header's name says is one is left out, whatever its value. */
import { expect, it } from 'vitest';
import { Redactor } from '../../../src/http/display/redactor.ts';
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

const token = 'tok-Q7w8E9r0T1y2';
const bytes = [...Buffer.from(token)];

it.each<[string, unknown]>([
  ['as it is', { a: token }],
  ['in a name', { [token]: 1 }],
  ['in two items', [token.slice(0, 7), token.slice(7)]],
  ['in items of lists', [[token.slice(0, 7)], [token.slice(7)]]],
  ['in items with numbers', [token.slice(0, 7), token.slice(7)].map((part, n) => ({ n, part }))],
  ['in a list of bytes', { size: 1234, data: bytes, more: [1, 2, 3] }],
  ['in bytes by their numbers', { ...bytes }],
  [
    'in base64 that is cut into items',
    Buffer.from(token)
      .toString('base64')
      .match(/.{1,5}/g),
  ],
  ['in lists of what is secret by its name', { password: ['hunter22', 'hunter33'], secrets: [104, 105], n: [1] }],
])('a secret stands in no HAR %s, which stays JSON and says the rest', (_, value) => {
  const answer = JSON.stringify({ kind: 'echo', value, total: 41.5 });
  const sent = {
    ...exchange,
    method: 'POST',
    url: `http://127.0.0.1/things/${token}?x=${token}`,
    requestHeaders: { authorization: `Bearer ${token}`, 'content-type': `application/json; x=${token}` },
    responseHeaders: { [`x-${token}`]: 'a', 'x-echo': token, 'content-type': `application/json; x=${token}` },
    requestBody: Buffer.from(answer),
    responseBody: Buffer.from(answer),
  };
  const har = writeHar([sent], { tool: { name: 'docpact', version: '1' }, hide: createHider() });
  expect(har).not.toMatch(/tok-q7w8e|9r0t1y2|dG9rL|116,111|"0":116|hunter|104,105/i);
  const [{ request, response }] = JSON.parse(har).log.entries;
  for (const { text } of [request.postData, response.content])
    expect(JSON.parse(text)).toMatchObject({ kind: 'echo', total: 41.5 });
});

it('a secret that no text can stand for takes the whole body along', () => {
  const { redactJson } = { redactJson: (json: string) => new Redactor({ key: token }).redactJson(json) };
  expect(redactJson(JSON.stringify([...bytes.slice(0, -1), [bytes.at(-1)]]))).toBe('"$KEY"');
  expect(redactJson(`["\\\\","${token}","a\\"b"]`)).toBe('["\\\\","$KEY","a\\"b"]');
  expect(redactJson('{"a":1}\n{"b":"tok-Q7w8E9r0T1y2"}')).toBe('{"a":1}\n{"b":"$KEY"}');
});

it('digits of a secret in other numbers are left alone, and the number itself is not', () => {
  const sent = {
    ...exchange,
    requestHeaders: { 'x-api-key': '1234567890123456' },
    responseBody: Buffer.from('{"a":91234567890123456,"b":1234567890123456,"c":"x 1234567890123456"}'),
  };
  const har = JSON.parse(writeHar([sent], { tool: { name: 'docpact', version: '1' }, hide: createHider() }));
  expect(har.log.entries[0].response.content.text).toBe('{"a":91234567890123456,"b":"$X_API_KEY","c":"x $X_API_KEY"}');
});
