/** Recorded traffic held against a contract: whoever recorded it, nothing is told that it does not show. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { readHar } from '../../src/http/har/read-har.ts';
import { verifyTraffic } from '../../src/verify/traffic/verify-traffic.ts';
import type { TrafficReport } from '../../src/verdict/report.ts';
import { documentWith, writeContract } from '../write-contract.ts';

const folder = writeContract({
  'openapi.yaml': {
    ...documentWith(
      {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', minLength: 2 }, size: { type: 'integer' }, password: { type: 'string' } },
      },
      { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } },
      {
        parameters: [{ in: 'cookie', name: 'sid', required: true, schema: { type: 'string' } }],
      },
    ),
    servers: [{ url: 'https://api.example.com/v1' }],
  },
});
const contract = loadContract(folder);

type Members = Record<string, unknown>;

const json = { name: 'Content-Type', value: 'application/json' };

function entry(request: Members = {}, response: Members = {}, more: Members = {}): Members {
  return {
    startedDateTime: '2026-11-26T08:15:00.000Z',
    time: 12,
    request: {
      method: 'POST',
      url: 'https://api.example.com/v1/things',
      headers: [{ name: ':authority', value: 'api.example.com' }, json],
      postData: { mimeType: 'application/json', text: '{"name":"a lamp"}' },
      ...request,
    },
    response: {
      status: 201,
      headers: [json],
      content: { size: 8, mimeType: 'application/json', text: '{"id": 1}' },
      ...response,
    },
    ...more,
  };
}

function judge(entries: readonly unknown[], more: { base?: string; creator?: string } = {}): TrafficReport {
  const { base, creator = 'WebInspector' } = more;
  const text = JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '1' }, entries } });
  return verifyTraffic({ contract, recording: readHar(text, { name: 'x.har' }), base, name: 'x.har', repeat: 'again' });
}

const kindsOf = ({ problems }: TrafficReport) => problems.map(({ kind, clause }) => `${kind} ${clause}`);

describe('recorded traffic of a server that conforms', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  it.each([
    ['plain', {}, {}],
    ['with its body in base64', {}, { content: { size: 8, encoding: 'base64', text: base64('{"id":1}') } }],
    [
      'with the bytes as they were packed',
      {},
      {
        headers: [json, { name: 'content-encoding', value: 'gzip' }],
        content: { size: 28, encoding: 'base64', text: gzipSync('{"id":1}').toString('base64') },
      },
    ],
    ['unpacked, with the header of its encoding', {}, { headers: [json, { name: 'content-encoding', value: 'br' }] }],
    ['without the body of the answer', {}, { content: { size: 900, mimeType: 'application/json' } }],
    ['with the first part of the answer', {}, { content: { size: 900, mimeType: 'application/json', text: '{"id"' } }],
    ['without headers', { headers: [] }, { headers: [] }],
    ['without the body of the request', { postData: undefined, bodySize: 17 }, {}],
    ['with a request that was cut off', { bodySize: 40, postData: { mimeType: 'application/json', text: '{"na' } }, {}],
    ['with a mark at the beginning', {}, { content: { size: 11, mimeType: 'application/json', text: '{"id":1}' } }],
    ['refused for what it is', { postData: { text: '{}' } }, { status: 400, content: { size: 0 } }],
    ['lacking a method that nobody knows', { method: 'post' }, {}],
  ])('%s, conforms', (_, request, response) => {
    const report = judge([entry(request, response)]);
    expect(report.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report).toMatchObject({ conforms: true, entries: 1, summary: { cases: 1 } });
  });

  it('counts what is none of its exchanges, and judges none of it', () => {
    const report = judge([
      entry(),
      entry({ url: 'https://cdn.example.net/things' }, { status: 500 }),
      entry({ url: 'https://api.example.com/v1/unknown' }, { status: 500 }),
      entry({ url: 'data:text/plain,1' }),
      entry({ url: 'wss://api.example.com/v1/things', method: 'GET' }, { status: 200 }),
      entry({}, { status: 101 }),
      entry({}, { status: 500 }, { _resourceType: 'websocket' }),
      entry({}, { status: 500 }, { _resourceType: 'preflight' }),
      entry(
        { method: 'OPTIONS', headers: [{ name: 'Access-Control-Request-Method', value: 'POST' }] },
        { status: 204 },
      ),
      entry({}, { status: 0, headers: [] }, { _error: 'net::ERR_ABORTED' }),
      entry({}, { status: 200 }, { _fromCache: 'disk' }),
      entry(
        { url: 'http://api.example.com/v1/things' },
        {
          status: 301,
          headers: [{ name: 'Location', value: 'https://api.example.com/v1/things' }],
        },
      ),
      'nothing',
    ]);
    expect(report).toMatchObject({ conforms: true, entries: 13, problems: [], summary: { cases: 1 } });
    expect(report.notes?.join('\n')).toMatch(
      /2 with other servers, 1 that the contract has no operation for \(POST \/v1\/unknown\), 3 websocket, 2 preflight, 1 no answer, 1 from a cache, 1 sent on to https, 1 unreadable/,
    );
  });

  it('is found on another host than the document names, and below another path where that is said', () => {
    const local = entry({ url: 'http://localhost:3000/v1/things' });
    expect(judge([local])).toMatchObject({ conforms: true, target: 'http://localhost:3000/v1 in x.har' });
    const proxied = entry({ url: 'http://localhost:3000/backend/things?x=1' });
    expect(judge([proxied])).toMatchObject({ conforms: false, summary: { cases: 0 } });
    expect(judge([proxied]).incomplete?.because).toContain('none of 1 recorded exchange is of the contract');
    expect(judge([proxied], { base: 'http://localhost:3000/backend/' })).toMatchObject({ conforms: true });
  });

  it('has what docpact left out of it judged by nobody', () => {
    const hidden = entry({ postData: { mimeType: 'application/json', text: '{"name":"$N","size":"$SIZE"}' } });
    expect(kindsOf(judge([hidden]))).toEqual(['accepted-invalid addThing.request.body.size.type']);
    expect(kindsOf(judge([hidden], { creator: 'docpact' }))).toEqual([]);
  });
});

describe('recorded traffic of a server that does not', () => {
  it.each([
    [
      'breaks the schema',
      {},
      { content: { size: 8, text: '{"id":"1"}' } },
      'body-schema addThing.response.201.body.id.type',
    ],
    ['fails', {}, { status: 500, content: { size: 0 } }, 'server-error addThing.response.201.status'],
    [
      'refuses what is right',
      { headers: [json, { name: 'cookie', value: 'sid=1' }] },
      { status: 418, content: { size: 0 } },
      'refused-valid addThing.response.201.status',
    ],
    [
      'takes what is wrong',
      { postData: { text: '{"name":"x"}' } },
      {},
      'accepted-invalid addThing.request.body.name.minLength',
    ],
    [
      'answers in another type',
      {},
      { headers: [{ name: 'content-type', value: 'text/html' }] },
      'content-type addThing.response.201.body.media-type',
    ],
  ])('is told when it %s', (_, request, response, found) => {
    const report = judge([entry(), entry(request, response), entry(request, response)]);
    expect(kindsOf(report)).toEqual([found]);
    expect(report.conforms).toBe(false);
    expect(report.problems[0]).toMatchObject({ case: 'entry 2 (2026-11-26T08:15:00.000Z)', count: 2 });
  });

  it('and a client that breaks the contract is told, which decides nothing', () => {
    const report = judge([entry({ postData: { text: '{"name":"x"}' } }, { status: 400, content: { size: 0 } })]);
    expect(report.problems).toMatchObject([
      { kind: 'invalid-request', severity: 'warning', clause: 'addThing.request.body.name.minLength' },
    ]);
    expect(report.conforms).toBe(true);
    expect(report.coverage.outcomes.find(({ id }) => id.endsWith('name.minLength'))?.outcome).toBe('held');
  });

  it('is told without any secret', () => {
    const secret = {
      url: 'https://user:pass1234@api.example.com/v1/things?api_key=key-123456&x=1',
      headers: [
        json,
        { name: 'Authorization', value: 'Bearer tok-123456' },
        { name: 'cookie', value: 'sid=sid-123456' },
      ],
      postData: { text: '{"name":"x","password":"hunter2hunter2","size":"c2lkLTEyMzQ1Ng=="}' },
    };
    const answer = {
      content: { size: 8, text: '{"id":1,"name":"tok-123456 hunter2hunter2","access_token":"new-123456"}' },
    };
    const written = JSON.stringify(judge([entry(secret, answer)]).problems);
    for (const text of [
      'pass1234',
      'key-123456',
      'tok-123456',
      'sid-123456',
      'hunter2',
      'new-123456',
      'c2lkLTEyMzQ1Ng',
    ])
      expect(written).not.toContain(text);
    expect(written).toContain('$PASSWORD');
  });
});

describe('what is no HAR', () => {
  it.each([
    ['{', /is not JSON.*/],
    ['[]', /no HAR/],
    ['{"log":{}}', /no HAR/],
  ])('is refused: %s', (text, message) => {
    expect(() => readHar(text, { name: 'x.har' })).toThrow(message);
  });
});
