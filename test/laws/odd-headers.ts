/** Odd header fields beside a valid body: media types, codings, preferences, and what no standard foresees. */
import { gzipSync } from 'node:zlib';
import {
  bytesOf,
  headOf,
  jsonOf,
  oddParts,
  requestOf,
  type Expectation,
  type HeadChanges,
  type OddRequest,
  type OddTarget,
} from './odd-request.ts';

type Case = readonly [
  sentence: string,
  headers: NonNullable<HeadChanges['headers']>,
  statuses: readonly number[],
  expectation?: Expectation,
];

const unsupported = [415, 400];

const mediaTypes: readonly Case[] = [
  ['content type text/plain', { 'content-type': 'text/plain' }, [415]],
  ['content type application/xml', { 'content-type': 'application/xml' }, [415]],
  ['content type of a form', { 'content-type': 'application/x-www-form-urlencoded' }, [415]],
  ['content type multipart/form-data', { 'content-type': 'multipart/form-data; boundary=x' }, [415]],
  ['content type multipart/form-data without a boundary', { 'content-type': 'multipart/form-data' }, [415]],
  ['content type application/octet-stream', { 'content-type': 'application/octet-stream' }, [415]],
  ['content type application/jsonx', { 'content-type': 'application/jsonx' }, [415]],
  ['content type json', { 'content-type': 'json' }, unsupported],
  ['content type of garbage', { 'content-type': '@@; =; ""' }, unsupported],
  ['content type of a slash', { 'content-type': '/' }, unsupported],
  ['two media types in one content type', { 'content-type': 'text/plain, application/json' }, unsupported],
  ['a wildcard as content type', { 'content-type': '*/*' }, [415, 400, 201]],
  ['a content type of 4,000 characters', { 'content-type': `text/${'x'.repeat(4000)}` }, unsupported],
  ['no content type', { 'content-type': undefined }, [201, 415, 400]],
  ['an empty content type', { 'content-type': '' }, [201, 415, 400]],
  ['two content types', { 'content-type': ['application/json', 'text/plain'] }, [201, 415, 400]],
  ['a content type in capitals', { 'content-type': 'APPLICATION/JSON' }, [201]],
  ['a content type with charset=utf-8', { 'content-type': 'application/json;charset=utf-8' }, [201]],
  ['a content type with a quoted charset', { 'content-type': 'application/json; charset="UTF-8"' }, [201]],
  ['a content type with an unknown parameter', { 'content-type': 'application/json; version=2' }, [201]],
  ['a content type with white space around it', { 'content-type': '  application/json  ' }, [201]],
  ['a content type that ends with a semicolon', { 'content-type': 'application/json;' }, [201, 415, 400]],
  ['a charset that the body does not have', { 'content-type': 'application/json; charset=utf-16' }, [201, 415, 400]],
  ['a charset that does not exist', { 'content-type': 'application/json; charset=klingon' }, [201, 415, 400]],
  ['a JSON type of a vendor', { 'content-type': 'application/vnd.api+json' }, [201, 415]],
];

const preferences: readonly Case[] = [
  'code=abc',
  'code=99',
  'code=1000',
  'code=',
  'code',
  '=',
  '',
  ';;;',
  ',,,',
  'code="201',
  'code=-201',
  'code=2e2',
  'dynamic=maybe',
  'example=',
  'return=minimal',
  'respond-async, wait=100',
  'constructor=1',
  '__proto__=1',
  `wait=${'9'.repeat(3000)}`,
].map((value): Case => [`Prefer: ${value.slice(0, 30)}`, { prefer: value }, [201]]);

/** What a client asks of the mock that the contract does not have; another server does not know the preference. */
const wishes: readonly Case[] = [
  ['a preferred status that is not documented', { prefer: 'code=418' }, [404, 201]],
  ['a preferred status of 500', { prefer: 'code=500' }, [404, 201]],
  ['a preferred status of 100', { prefer: 'code=100' }, [404, 201]],
  ['a preferred status of 999', { prefer: 'code=999' }, [404, 201]],
  ['an example that does not exist', { prefer: 'example=nothing' }, [404, 201]],
  ['an example named by a path', { prefer: 'example=../../etc/passwd' }, [404, 201]],
  ['an example named __proto__', { prefer: 'example=__proto__' }, [404, 201]],
  ['a status and an example that do not fit', { prefer: 'code=201, example=duplicate-name' }, [404, 201]],
  ['two statuses', { prefer: ['code=400', 'code=201'] }, [201, 400]],
];

const negotiations: readonly Case[] = [
  ['Accept for another media type', { accept: 'text/html' }, [406, 201]],
  ['Accept that rules everything out', { accept: '*/*;q=0' }, [406, 201]],
  ['Accept of garbage', { accept: '@@@' }, [406, 201, 400]],
  ['Accept of commas', { accept: ', ,,' }, [201, 406]],
  ['an empty Accept', { accept: '' }, [201, 406]],
  [
    'Accept of 500 media types',
    { accept: Array.from({ length: 500 }, (_, index) => `a/b${index}`).join(',') },
    [406, 201],
  ],
  ['Accept with a quality that is no number', { accept: 'application/json;q=high' }, [201, 406]],
  ['Accept for every application type', { accept: 'application/*' }, [201]],
  ['Accept-Charset and Accept-Language of garbage', { 'accept-charset': '@', 'accept-language': '@' }, [201]],
  ['Accept-Encoding for a coding that does not exist', { 'accept-encoding': 'klingon;q=1, *;q=0' }, [201]],
];

const others: readonly Case[] = [
  ['Origin null', { origin: 'null' }, [201]],
  ['Origin of garbage', { origin: '@@ not an origin' }, [201, 400, 403]],
  ['Origin of 4,000 characters', { origin: `https://${'a'.repeat(4000)}` }, [201, 400, 403]],
  ['two Origins', { origin: ['https://a.example', 'https://b.example'] }, [201, 400, 403]],
  ['a cookie of garbage', { cookie: '=;==; ;a=%zz;__proto__=1' }, [201]],
  ['credentials of garbage', { authorization: 'Bearer' }, [201, 401, 400]],
  ['conditions and ranges', { 'if-match': '*', 'if-none-match': '"a"', range: 'bytes=9-1' }, [201, 412]],
  ['a method override', { 'x-http-method-override': 'DELETE' }, [201, 405]],
  [
    'a forwarded host and protocol',
    { forwarded: 'host=evil.example;proto=gopher', 'x-forwarded-host': 'evil.example' },
    [201],
  ],
  ['a content coding that is not applied', { 'content-encoding': 'gzip' }, [415, 400]],
  ['a content coding that does not exist', { 'content-encoding': 'klingon' }, [415, 400]],
  ['a content coding of identity', { 'content-encoding': 'identity' }, [201, 415]],
  ['a header value in Latin-1', { 'x-name': 'r\u00e9gion' }, [201]],
  ['a header named __proto__', { __proto__x: 'a', constructor: 'b', toString: 'c' }, [201]],
  [
    'an upgrade to WebSocket',
    {
      upgrade: 'websocket',
      connection: 'upgrade',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version': '13',
    },
    [201, 426, 400],
  ],
  [
    'an upgrade to HTTP/2',
    { upgrade: 'h2c', connection: 'upgrade, http2-settings', 'http2-settings': 'AAMAAABkAAQAAP__' },
    [201, 400],
  ],
  ['a connection to be closed', { connection: 'close' }, [201]],
  ['a connection header of garbage', { connection: '@, ,keep-alive, close' }, [201]],
  ['Expect: 100-continue', { expect: '100-continue' }, [201]],
  ['an expectation that nobody can meet', { expect: 'a-miracle' }, [417, 201, 400], { fail: false }],
];

/** Odd header fields, each on an otherwise valid request. */
export function oddHeaders(target: OddTarget): OddRequest[] {
  const cases = [...mediaTypes, ...preferences, ...wishes, ...negotiations, ...others];
  const gzipped = gzipSync(jsonOf(target));
  const type = target.types;
  return [
    ...cases.map(([sentence, headers, statuses, expectation]) =>
      oddParts(sentence, [requestOf(target, jsonOf(target), { headers })], statuses, expectation),
    ),
    oddParts(
      'a body that is really gzipped',
      [requestOf(target, gzipped, { headers: { 'content-encoding': 'gzip' } })],
      [415, 400, 201],
    ),
    oddParts('a gzipped body that does not say so', [requestOf(target, gzipped)], [400]),
    oddParts(
      'a wish for a refusal beside a body that is wrong anyway',
      [requestOf(target, '{}', { headers: { prefer: 'code=201' } })],
      [400, 201],
    ),
    oddParts(
      'a wrong media type and a wrong body',
      [requestOf(target, '{', { headers: { 'content-type': 'text/plain' } })],
      unsupported,
    ),
    ...malformedHeads(target, Object.keys(type).length),
  ];
}

/** Heads that are no HTTP; the server may hang up on them once it has said so. */
function malformedHeads(target: OddTarget, salt: number): OddRequest[] {
  const withLine = (line: string | Buffer) => {
    const body = jsonOf(target);
    const head = headOf(target, { headers: { 'content-length': String(Buffer.byteLength(body)) } }).slice(0, -2);
    return [bytesOf(head, line, '\r\n\r\n', body)];
  };
  const flood = (count: number, size: number) =>
    Array.from({ length: count }, (_, index) => `x-${salt}-${index}: ${'v'.repeat(size)}`).join('\r\n');
  const refused = (sentence: string, line: string | Buffer, statuses: readonly number[]) =>
    oddParts(sentence, withLine(line), statuses, { mayClose: true });
  return [
    refused('a header without a colon', 'nonsense', [400]),
    refused('a header with an empty name', ': value', [400]),
    refused('a header name with a space', 'x name: value', [400]),
    refused('a space before the colon', 'x-name : value', [400]),
    refused('a header name in Chinese', '名称: value', [400]),
    refused('a NUL in a header value', 'x-name: a\0b', [400]),
    refused('a control character in a header value', 'x-name: a\u0001b', [400]),
    refused('a bare carriage return in a header', 'x-name: a\rb', [400]),
    refused('a bare line feed after a header', 'x-name: a\nx-other: b', [400, 201]),
    refused('a header folded over two lines', 'x-name: a\r\n b', [400, 201]),
    refused('a header of 20,000 characters', `x-name: ${'v'.repeat(20_000)}`, [431, 400]),
    refused('a header name of 20,000 characters', `${'n'.repeat(20_000)}: v`, [431, 400]),
    refused('three thousand headers', flood(3000, 10), [431, 400]),
    refused('headers of 100 KB together', flood(100, 1000), [431, 400]),
    refused('bytes of high value in a header', bytesOf('x-name: ', Buffer.from([0x80, 0xff, 0xfe])), [201, 400]),
    oddParts('a hundred headers', withLine(flood(100, 10)), [201]),
  ];
}
