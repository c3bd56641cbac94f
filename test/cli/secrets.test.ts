/** Whatever a command was given in confidence stands in nothing that it writes, however a server sends it back. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formats } from '../../src/report/render-options.ts';
import { committedPact } from '../pact/committed-pact.ts';
import { codings, echoSecrets, leaksIn } from '../servers/echo-secrets.ts';
import { documentWith, writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';

const token = 'Tok3nQwErTyUiOp42';
const password = 'hUnT3rZwEiUnDsO9';
const basic = Buffer.from(`ann:${password}`).toString('base64');
const secrets = [token, password, basic];
const contract = writeContract({
  'openapi.json': {
    ...documentWith(
      { type: 'object', properties: { name: { type: 'string' } } },
      { type: 'object' },
      {
        security: [{ login: [] }, { key: [] }, {}],
      },
    ),
    components: {
      securitySchemes: {
        login: { type: 'http', scheme: 'basic' },
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      },
    },
  },
});

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'docpact-secrets-'));

/** Everything that was written: to the terminal, and into files. */
async function everything(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = newFolder();
  const run = await runDocpact([...args, '--debug'], { cwd, env });
  const files = readdirSync(cwd).map((name) => `${name}:\n${readFileSync(join(cwd, name), 'utf8')}`);
  const all = [`exit code ${run.code}`, run.stdout, run.stderr, ...files].join('\n');
  return all;
}

function writeFile(name: string, text: string): string {
  const file = join(newFolder(), name);
  writeFileSync(file, text);
  return file;
}

const reports = formats.flatMap((format) => ['--report', `${format}=report.${format}`]);
const headers = ['--header', `Authorization: Bearer ${token}`, '--header', `X-Login-Token: Basic ${basic}`];
const quick = ['--contract', contract, '--depth', 'quick'];

it('what looks for leaks finds each of the codings', () => {
  for (const [name, write] of Object.entries(codings))
    expect([name, leaksIn(JSON.stringify({ at: 1, value: write(token) }), [token]).length > 0]).toEqual([name, true]);
});

it.each(Object.keys(codings))('verify shows no credentials that come back %s', async (coding) => {
  const url = await echoSecrets({ only: [coding] });
  const written = await everything(['verify', url, ...quick, ...headers, '--format', 'json']);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it('verify shows none in any report, in Chinese either', async () => {
  const written = await everything(['verify', await echoSecrets(), ...quick, ...headers, ...reports, '--lang', 'zh']);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it('verify shows none of a recording that a browser made', async () => {
  const echoed = Object.values(codings).map((write) => [token, password, basic].map(write));
  const entry = (value: unknown) => ({
    startedDateTime: '2026-11-26T10:00:00.000Z',
    time: 1,
    request: {
      method: 'POST',
      url: `http://127.0.0.1/things?api_key=${token}`,
      headers: [
        { name: 'Authorization', value: `Basic ${basic}` },
        { name: 'Content-Type', value: 'application/json' },
      ],
      postData: { mimeType: 'application/json', text: JSON.stringify({ name: 5, password: [password] }) },
    },
    response: {
      status: 500,
      headers: [{ name: 'X-You-Sent', value: token }],
      content: { mimeType: 'application/json', text: JSON.stringify({ value }) },
    },
  });
  const har = writeFile(
    'made.har',
    JSON.stringify({ log: { version: '1.2', creator: { name: 'x' }, entries: echoed.map(entry) } }),
  );
  const written = await everything(['verify', '--har', har, '--contract', contract, ...reports]);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
});

/** A config whose parts are JavaScript. */
const writeConfig = (parts: string): string => writeFile('docpact.config.mjs', `export default { ${parts} };`);

it.each<[string, string, string[]]>([
  ['a header', `headers: { Authorization: 'Bearer ${token}' }`, []],
  ['credentials', `auth: { key: '${token}' }`, []],
  ['credentials that are fetched', `auth: { login: async () => 'ann:${password}' }`, []],
  ['a value that is secret by its name', `values: { addThing: { password: '${token}' } }`, []],
  ['a step before', `headers: { a: '${token}' }, before() { throw new Error('no ${token.toUpperCase()}'); }`, []],
  ['a step behind', `headers: { a: '${token}' }, after() { throw new Error('${token} at http://ann:pw@h'); }`, []],
  ['what fetches credentials', `headers: { a: '${token}' }, auth: { key() { throw new Error('${token}'); } }`, []],
])('verify shows nothing of what a config says: %s', async (_, parts) => {
  const url = await echoSecrets();
  const written = await everything(['verify', url, ...quick, '--config', writeConfig(parts), ...reports]);
  expect(written).not.toContain('bug in docpact');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it.each([
  ['a password', `http://ann:${password}@`],
  ['a password in escapes', `http://ann:${encodeURIComponent(password).replace('U', '%55')}@`],
  ['a token', `http://${password}@`],
])('verify shows nothing of a proxy with %s, which sends it back', async (_, prefix) => {
  const proxy = (await echoSecrets()).replace('http://', prefix);
  const env = { HTTP_PROXY: proxy, http_proxy: proxy, NO_PROXY: '', no_proxy: '' };
  const written = await everything(['verify', 'http://provider.invalid', ...quick, ...headers, ...reports], env);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it.each<[string, Parameters<typeof echoSecrets>[0]]>([
  ['refuses', { status: 401 }],
  ['sends elsewhere', { status: 302, headers: ([own = '']) => ({ location: `http://127.0.0.1:1/${own}` }) }],
  ['sends nowhere', { status: 302, headers: ([own = '']) => ({ location: `http://[${own}` }) }],
  ['sends to a file', { status: 302, headers: ([own = '']) => ({ location: `file:///${own}` }) }],
  [
    'answers a page that names another',
    { status: 200, headers: () => ({ 'content-type': 'text/html' }), body: ([own]) => `spec-url='/${own}.json'` },
  ],
  [
    'answers a page that names none',
    {
      status: 200,
      headers: () => ({ 'content-type': 'text/html' }),
      body: ([own]) => `spec-url='http://[${own}.json'`,
    },
  ],
  ['answers no document', { status: 200, body: (own) => own.join() }],
  [
    'answers a document of another version',
    { status: 200, body: ([own]) => ({ openapi: own, info: { title: own, version: own }, paths: { [`/${own}`]: 1 } }) },
  ],
])('what fetches a document shows no credentials, where its server %s', async (_, options) => {
  const url = await echoSecrets(options);
  const written = await everything(['lint', '--contract', `${url}/openapi.json`, ...headers]);
  expect(written).toMatch(/exit code [12]/);
  expect(written).not.toContain('bug in docpact');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it.each([
  ['the token of a query', (url: string) => `${url}/openapi.json?token=${token}&v=1`],
  ['a signature', (url: string) => `${url}/openapi.json?X-Amz-Signature=${token}`],
])('verify shows nothing of an address of the contract that holds %s', async (_, address) => {
  const document = JSON.parse(readFileSync(join(contract, 'openapi.json'), 'utf8')) as unknown;
  const source = await echoSecrets({ status: 200, body: () => document });
  const url = await echoSecrets();
  const of = ['--contract', address(source)];
  const written = await everything(['verify', url, ...of, '--depth', 'quick', ...reports]);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
  for (const args of [['lint'], ['resources'], ['bundle'], ['fixtures', 'Thing']])
    expect(leaksIn(await everything([...args, ...of]), secrets)).toEqual([]);
  for (const format of ['text', 'markdown', 'github', 'sarif', 'json', 'changelog'])
    expect(leaksIn(await everything(['diff', contract, address(source), '--format', format]), secrets)).toEqual([]);
});

/** A pact of one interaction for each coding, and the contract of their provider. */
function writeInteractions(more: object = {}): string[] {
  const names = Object.keys(codings);
  const shape = { type: 'object', required: ['a'], properties: { a: { type: 'integer' } } };
  const answer = { description: 'x', content: { 'application/json': { schema: shape } } };
  const operation = (id: string) => ({ get: { operationId: id, responses: { 200: answer } } });
  const folder = writeContract({
    'openapi.json': {
      openapi: '3.1.0',
      info: { title: 'echo', version: '1' },
      paths: Object.fromEntries(names.map((_, index) => [`/echo/${index}`, operation(`echo${index}`)])),
    },
    'pacts/pact.json': {
      consumer: { name: 'shop' },
      provider: { name: 'echo' },
      interactions: names.map((name, index) => ({
        description: name,
        request: { method: 'GET', path: `/echo/${index}` },
        response: {
          status: 200,
          headers: { 'x-you-sent': 'nothing' },
          body: { a: 1 },
          matchingRules: { '$.body.a': { match: 'type' } },
        },
        ...more,
      })),
      metadata: { pactSpecification: { version: '2.0.0' } },
    },
  });
  return ['--contract', folder, '--pact', join(folder, 'pacts')];
}

const everyCoding = Object.values(codings);

it('pact verify shows no credentials that come back in any coding', async () => {
  const indexOf = (asked = ''): number => Number(asked.split('/')[2]);
  const url = await echoSecrets({
    status: ({ url: asked }) => (indexOf(asked) % 2 === 0 ? 200 : 500),
    body: (own, { url: asked }) => ({ a: own.map((secret) => everyCoding[indexOf(asked)]?.(secret)) }),
  });
  const args = ['pact', 'verify', url, ...writeInteractions(), ...headers, ...reports, '--log', 'log'];
  const written = await everything(args);
  expect(written).toContain('exit code 1');
  expect(leaksIn(written, secrets)).toEqual([]);
});

it('pact verify shows nothing of what a function for a state says', async () => {
  const url = await echoSecrets();
  const config = `headers: { a: '${token}' }, states: { there() { throw new Error('${btoa(token)} and ${basic}'); } }`;
  const pact = writeInteractions({ providerState: 'there' });
  const written = await everything(['pact', 'verify', url, ...pact, ...headers, '--config', writeConfig(config)]);
  expect(written).toContain('the handler of the state "there" failed');
  expect(leaksIn(written, secrets)).toEqual([]);
});

const broker = ['--provider', 'echo', '--broker-url'];

it.each<[string, Parameters<typeof echoSecrets>[0]]>([
  ['refuses', { status: 401 }],
  ['names itself so', { status: 200, body: ([own]) => links(`http://${own}.example/`) }],
  [
    'has its pacts there',
    { status: 200, body: ([own], { url }) => (url === '/' ? links(`/${own}`) : links(`/${own}/1`)) },
  ],
])('pact verify shows nothing of the token for a broker that %s', async (_, options) => {
  const url = await echoSecrets();
  const written = await everything(
    ['pact', 'verify', url, '--contract', contract, ...broker, await echoSecrets(options), ...reports],
    { PACT_BROKER_TOKEN: token },
  );
  expect(written).toMatch(/exit code [123]/);
  expect(leaksIn(written, secrets)).toEqual([]);
});

/** What the index of a broker says, and its list of pacts. */
function links(href: string): object {
  return {
    _links: { 'pb:provider-pacts-for-verification': { href } },
    _embedded: { pacts: [{ _links: { self: { href } } }] },
  };
}

it.each([
  ['publish', ['--consumer-app-version', '1', '--pact', committedPact], { PACT_BROKER_TOKEN: token }],
  [
    'publish',
    ['--consumer-app-version', '1', '--pact', committedPact, '--broker-username', 'ann', `-p=${password}`],
    {},
  ],
  ['can-i-deploy', ['--pacticipant', 'shop', '--version', '1', '--broker-token', token], {}],
])(
  'pact %s shows nothing of the credentials that a broker repeats, and nothing that steers a terminal',
  async (...of) => {
    const [command, flags, env] = of;
    const evil = (sent: readonly string[]) => ({ errors: [`\u001B[2J${sent.join()}\u202E\u0007`] });
    const own = await echoSecrets({ status: 401, body: evil });
    const written = await everything(['pact', command, '--broker-url', own, ...flags], env as Record<string, string>);
    expect(written).toMatch(/exit code [13]/);
    expect(leaksIn(written, secrets)).toEqual([]);
    expect(written).not.toMatch(/[[\p{Cc}--[\n\t]]\p{Bidi_Control}]/v);
  },
);
