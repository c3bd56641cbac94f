/** `docpact pact verify` sends what the pact says, whatever that is, and takes the answer as it comes. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { runDocpact } from './run-docpact.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-requests-'));
const servers: { close: () => void }[] = [];
afterAll(() => servers.forEach((server) => server.close()));

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const refuse: Answer = (response) => {
  response.writeHead(400, { 'content-type': 'application/json' }).end('{"msg":"no"}');
};

/** A provider that keeps the bodies it was sent, and gives the same answer to each. */
async function serve(answer: Answer): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    bodies.push(Buffer.concat(chunks).toString());
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies };
}

/** A pact of one interaction, refused with a message of any text. */
function writePact(name: string, request: object, more: object = {}): string {
  const file = join(folder, `${name}.json`);
  const interaction = {
    type: 'Synchronous/HTTP',
    description: name,
    request: { method: 'POST', path: '/openapi/v2/manage/regions', ...request },
    response: {
      status: 400,
      body: { content: { msg: 'a' }, contentType: 'application/json', encoded: false },
      matchingRules: { body: { '$.msg': { combine: 'AND', matchers: [{ match: 'type' }] } } },
    },
    ...more,
  };
  const parties = { consumer: { name: 'shop' }, provider: { name: 'regions' } };
  writeFileSync(
    file,
    JSON.stringify({ ...parties, interactions: [interaction], metadata: { pactSpecification: { version: '4.0' } } }),
  );
  return file;
}

const json = { 'Content-Type': ['application/json'] };
const base64 = (text: string): object => ({
  contentType: 'application/json',
  encoded: 'base64',
  content: Buffer.from(text).toString('base64'),
});

it.each([
  ['a text', json, { content: 'a', contentType: 'application/json', encoded: false }, '"a"'],
  ['malformed JSON', json, base64('{"a":'), '{"a":'],
  ['200 kB', json, base64(`{"a":"${'b'.repeat(200_000)}"}`), `{"a":"${'b'.repeat(200_000)}"}`],
  ['JSON without a media type', undefined, base64('{"a":1}'), '{"a":1}'],
])('the body may be %s', async (name, headers, body, sent) => {
  const { url, bodies } = await serve(refuse);
  const pact = writePact(name, { headers, body });
  const { code } = await runDocpact(['pact', 'verify', url, '--pact', pact]);
  expect([code, bodies]).toEqual([0, [sent]]);
});

it('no proxy of the environment comes in between', async () => {
  const { url } = await serve(refuse);
  const env = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:1' };
  const { code } = await runDocpact(['pact', 'verify', url, '--pact', writePact('proxied', {})], { env });
  expect(code).toBe(0);
});

it('a redirect is told, and not followed', async () => {
  const { url, bodies } = await serve((response) => response.writeHead(301, { location: '/elsewhere' }).end());
  const { code, stdout } = await runDocpact(['pact', 'verify', url, '--pact', writePact('redirected', {})]);
  expect([code, bodies.length]).toEqual([1, 1]);
  expect(stdout).toMatch(/1\. {2}redirected/);
});

it('an answer may be packed whether that was asked for or not', async () => {
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  const { url } = await serve((response) => response.writeHead(400, headers).end(gzipSync('{"msg":"no"}')));
  const { code } = await runDocpact(['pact', 'verify', url, '--pact', writePact('packed', {})]);
  expect(code).toBe(0);
});

it('the value of a header is shown nowhere, though the provider sends it back', async () => {
  const { url } = await serve((response, { headers }) => {
    response
      .writeHead(400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ msg: [headers.authorization] }));
  });
  const log = join(folder, 'pact.log');
  const flags = ['--pact', writePact('echoed', {}), '--header', 'Authorization: s3cret-token', '--log', log];
  const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, ...flags]);
  const logged = readFileSync(log, 'utf8');
  expect([code, logged]).toEqual([1, expect.stringContaining('$AUTHORIZATION')]);
  expect(stdout + stderr + logged).not.toContain('s3cret');
});

const members = { msg: 'a', code: null, trace: null };
const expectsAll = {
  providerStates: [{ name: 'code is null in the answer' }, { name: 'trace is null in the answer' }],
  response: { status: 400, body: { content: members, contentType: 'application/json', encoded: false } },
};

it.each([
  ['all that the provider decides is missing', { msg: 'a' }, 0, /· 1 not reached/],
  ['more is missing', {}, 1, /the body has no msg\n[^]*expected {2}msg\n {4}actual {4}no members\n/],
])('of members that the provider decides, none has to come: %s', async (name, body, expected, said) => {
  const { url } = await serve((response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const { code, stdout } = await runDocpact(['pact', 'verify', url, '--pact', writePact(name, {}, expectsAll)]);
  expect([code, stdout]).toEqual([expected, expect.stringMatching(said)]);
});

it('what is wrong with many items of a list is one problem, shown by the first', async () => {
  const { url } = await serve((response) => {
    response.writeHead(400, { 'content-type': 'application/json' }).end('{"msg":["a",1,"b",null,true]}');
  });
  const body = { content: { msg: ['a'] }, contentType: 'application/json', encoded: false };
  const rule = { combine: 'AND', matchers: [{ match: 'type' }] };
  const response = { status: 400, body, matchingRules: { body: { '$.msg': rule, '$.msg[*]': rule } } };
  const { stdout } = await runDocpact(['pact', 'verify', url, '--pact', writePact('list', {}, { response })]);
  expect(stdout).toMatch(/\n1 problem,[^]*\n {4}msg\[1\]: [^]*expected {2}a value like "a" \(same type\)/);
});
