/** Pacts of bodies that are no JSON, and of other libraries. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pact } from '@pact-foundation/pact';
import { expect, it } from 'vitest';
import { verifyPactsAt } from '../../src/pact/provider/verify-pacts-at.ts';
import { addInteraction, interactionFor } from '../../src/pact.ts';
import { contractOf, startServer, takes } from './wire-kit.ts';

process.env['PACT_DO_NOT_TRACK'] = 'true';

const responses = { 200: { description: 'done' }, 400: { description: 'no' } };
const named = {
  type: 'object',
  properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
};
const upload = { type: 'object', properties: { file: { type: 'string', format: 'binary' }, name: { type: 'string' } } };

const bodies: [id: string, mediaType: string, schema: object, body: unknown, sent: RegExp][] = [
  ['form', 'application/x-www-form-urlencoded', named, { name: 'a b', tags: ['x', 'y'] }, /^name=a\+b&tags=x&tags=y$/],
  [
    'xml',
    'application/xml',
    { ...named, xml: { name: 'thing' } },
    { name: 'a<b' },
    /<thing><name>a&lt;b<\/name><\/thing>$/,
  ],
  ['text', 'text/plain', { type: 'string' }, 'some text', /^some text$/],
  ['csv', 'text/csv', { type: 'string' }, 'a,b\n1,2\n', /^a,b\n1,2\n$/],
  ['bytes', 'application/octet-stream', { type: 'string', format: 'binary' }, 'a\u0000ÿ', /^a.ÿ$/s],
  [
    'parts',
    'multipart/form-data',
    upload,
    { file: 'a\u0000ÿ', name: 'x' },
    /name="file"; filename=.*a.ÿ.*name="name"/s,
  ],
];

it.each(bodies)('a body of %s is sent as a client sends it', async (id, mediaType, schema, body, wanted) => {
  const contract = contractOf({
    [`/${id}`]: { post: { operationId: id, ...takes(mediaType, { schema }), responses } },
  });
  const dir = mkdtempSync(join(tmpdir(), 'docpact-wire-'));
  const pact = new Pact({ consumer: 'shop', provider: 'wire', dir, logLevel: 'error' });
  const draft = { operation: id, description: id, request: { body }, response: { status: 200 } };
  const interaction = interactionFor(contract, draft as Parameters<typeof interactionFor>[1]);
  const { written } = interaction.request;
  const bytes = Buffer.from(written?.bytes ?? String(body), 'latin1');
  await addInteraction(pact, interaction).executeTest(async ({ url }) => {
    const headers = { 'content-type': written?.contentType ?? mediaType };
    const response = await fetch(`${url}/${id}`, { method: 'POST', headers, body: bytes });
    expect(response.status).toBe(200);
  });
  const seen: string[] = [];
  const url = await startServer((call) => {
    seen.push(call.bytes.toString('latin1'));
    return { status: call.type === mediaType ? 200 : 400 };
  });
  const { problems } = await verifyPactsAt(url, { contract, pact: [dir] });
  expect(problems).toEqual([]);
  expect(seen.join()).toMatch(wanted);
});

const image = { 'content-type': 'image/png' };
const answers: [id: string, mediaType: string, schema: object, body: unknown, right: Answer[], wrong: Answer[]][] = [
  [
    'xml',
    'application/xml',
    {
      type: 'object',
      required: ['name', 'tags', 'size'],
      properties: {
        ...named.properties,
        tags: { ...named.properties.tags, xml: { wrapped: true } },
        id: { type: 'integer', xml: { attribute: true } },
        size: { type: 'integer' },
      },
      xml: { name: 'thing' },
    },
    { id: 1, name: 'a', tags: ['x', 'y'], size: 3 },
    [
      { body: '<thing id="7"><name>other</name><tags><tags>z</tags></tags><size>4</size></thing>' },
      { body: '<thing id="7"><size>4</size><name/><tags><tags>1</tags><tags>2</tags><tags>3</tags></tags></thing>' },
    ],
    [{ body: '<thing id="7"><tags><tags>z</tags></tags><size>4</size></thing>' }, { body: '<other/>' }, { body: 'x' }],
  ],
  ['text', 'text/plain', { type: 'string' }, 'some text', [{ body: 'other' }], [{ headers: image, body: 'x' }]],
  ['csv', 'text/csv', { type: 'string' }, 'a,b\n', [{ body: 'c,d\ne,f\n' }], [{ headers: image, body: 'x' }]],
  [
    'form',
    'application/x-www-form-urlencoded',
    { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    { name: 'a b' },
    [{ body: 'name=other' }],
    [{ body: 'nothing=x' }],
  ],
  [
    'bytes',
    'image/png',
    { type: 'string', format: 'binary' },
    '\u0089PNG\r\n\u001a\n\u0000',
    [{ body: Buffer.from('89504e470d0a1a0a0001', 'hex') }],
    [{ headers: { 'content-type': 'text/plain' }, body: 'x' }],
  ],
];

interface Answer {
  headers?: Record<string, string>;
  body: string | Uint8Array;
}

it.each(answers)('an answer in %s is right with other values', async (id, mediaType, schema, body, right, wrong) => {
  const documented = { 200: { description: 'it', content: { [mediaType]: { schema } } } };
  const contract = contractOf({ [`/${id}`]: { get: { operationId: id, responses: documented } } });
  const dir = mkdtempSync(join(tmpdir(), 'docpact-wire-'));
  const pact = new Pact({ consumer: 'shop', provider: 'wire', dir, logLevel: 'error' });
  const draft = { operation: id, description: id, request: {}, response: { status: 200, body } };
  const interaction = interactionFor(contract, draft as Parameters<typeof interactionFor>[1]);
  await addInteraction(pact, interaction).executeTest(async ({ url }) => {
    const response = await fetch(`${url}/${id}`);
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });
  const problemsOf = async ({ headers = { 'content-type': mediaType }, body: sent }: Answer) => {
    const url = await startServer(() => ({ status: 200, headers, body: sent }));
    return (await verifyPactsAt(url, { contract, pact: [dir] })).problems;
  };
  for (const each of right) expect(await problemsOf(each)).toEqual([]);
  for (const each of wrong) expect(await problemsOf(each)).not.toEqual([]);
});

it('a place that another library writes as an item of a list is that of the value', async () => {
  const schema = { type: 'object', properties: { id: { type: 'integer' } } };
  const documented = { 200: { description: 'it', content: { 'application/json': { schema } } } };
  const contract = contractOf({ '/thing': { get: { operationId: 'getThing', responses: documented } } });
  const file = join(mkdtempSync(join(tmpdir(), 'docpact-wire-')), 'shop-wire.json');
  const response = {
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: { id: 5 },
    matchingRules: { body: { '$.id': { combine: 'AND', matchers: [{ match: 'type' }] } } },
    generators: { body: { '$.id[0]': { type: 'ProviderState', expression: '${id}' } } },
  };
  const interaction = { description: 'a thing', request: { method: 'GET', path: '/thing' }, response };
  const metadata = { pactSpecification: { version: '3.0.0' } };
  const pact = { consumer: { name: 'shop' }, provider: { name: 'wire' }, interactions: [interaction], metadata };
  writeFileSync(file, JSON.stringify(pact));
  const answering = (body: string) =>
    startServer(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
  expect((await verifyPactsAt(await answering('{"id":7}'), { contract, pact: [file] })).problems).toEqual([]);
  expect((await verifyPactsAt(await answering('{"id":"x"}'), { contract, pact: [file] })).problems).toHaveLength(1);
});

it.each(['$.id', '$.id[0]', "$['id'][0]"])('a value of a state stands in the request at %s', async (place) => {
  const schema = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
  const contract = contractOf({
    '/thing': { put: { operationId: 'x', ...takes('application/json', { schema }), responses } },
  });
  const file = join(mkdtempSync(join(tmpdir(), 'docpact-wire-')), 'shop-wire.json');
  const request = {
    method: 'PUT',
    path: '/thing',
    headers: { 'Content-Type': 'application/json' },
    body: { id: 5 },
    generators: { body: { [place]: { type: 'ProviderState', expression: '${id}' } } },
  };
  const providerStates = [{ name: 'there is a thing' }];
  const interaction = { description: 'a thing', providerStates, request, response: { status: 200 } };
  const metadata = { pactSpecification: { version: '3.0.0' } };
  const pact = { consumer: { name: 'shop' }, provider: { name: 'wire' }, interactions: [interaction], metadata };
  writeFileSync(file, JSON.stringify(pact));
  const url = await startServer(({ text }) => ({ status: text === '{"id":77}' ? 200 : 400 }));
  const config = { states: { 'there is a thing': () => ({ id: 77 }) } };
  expect((await verifyPactsAt(url, { contract, pact: [file], config })).problems).toEqual([]);
});
