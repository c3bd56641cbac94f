/** Whatever stands in a HAR: it is read, or told; it never ends the reading. */
import { expect, it } from 'vitest';
import { readHar } from '../../../src/http/har/read-har.ts';
import { crashesBeside, crashesInPlace } from '../hostile-values.ts';

const har = {
  log: {
    version: '1.2',
    creator: { name: 'browser', version: '1' },
    entries: [
      {
        startedDateTime: '2026-11-26T10:00:00Z',
        time: 3,
        request: {
          method: 'POST',
          url: 'http://shop.test/things?a=b',
          httpVersion: 'HTTP/1.1',
          headers: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
          queryString: [{ name: 'a', value: 'b' }],
          cookies: [{ name: 'c', value: 'd' }],
          postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'n', value: 'a' }] },
          headersSize: -1,
          bodySize: 3,
        },
        response: {
          status: 200,
          statusText: 'OK',
          httpVersion: 'HTTP/1.1',
          headers: [{ name: 'Content-Type', value: 'application/json' }],
          content: { mimeType: 'application/json', size: 8, encoding: 'base64', text: 'eyJhIjoxfQ==' },
          redirectURL: '',
          bodySize: 8,
        },
      },
    ],
  },
};

const read = (spoiled: unknown): void => void readHar(JSON.stringify(spoiled), { name: 'a.har' });

it('is a HAR', () => {
  expect(readHar(JSON.stringify(har), { name: 'a.har' }).exchanges).toHaveLength(1);
});

it('in place of any value', () => {
  expect(crashesInPlace(har, read)).toEqual([]);
});

it('beside any member', () => {
  expect(crashesBeside(har, read)).toEqual([]);
});
