/** A HAR that is written tells no secrets: what a header's name says is one is left out, whatever its value. */
import { expect, it } from 'vitest';
import { createHider, writeHar } from '../../../src/http/har/write-har.ts';

it('shows of a header that is secret by its name a variable, however short it is, and others as they are', () => {
  const exchange = {
    at: 0,
    duration: 1,
    method: 'GET',
    url: 'http://127.0.0.1/things',
    status: 200,
    requestHeaders: { 'x-api-key': 'ab1', authorization: 'Bearer cd2', accept: 'text/html' },
    responseHeaders: { 'set-cookie': ['sid=ef3', 'other=gh4'], 'x-count': '3' },
    requestBody: undefined,
    responseBody: undefined,
  };
  const har = JSON.parse(writeHar([exchange], { tool: { name: 'docpact', version: '1' }, hide: createHider() }));
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
