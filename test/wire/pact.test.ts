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

it('a place that another library writes as an item of a list is that of the value', async () => {
  const schema = { type: 'object', properties: { id: { type: 'integer' } } };
  const answers = { 200: { description: 'it', content: { 'application/json': { schema } } } };
  const contract = contractOf({ '/thing': { get: { operationId: 'getThing', responses: answers } } });
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
