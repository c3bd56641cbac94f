/** `docpact pact verify`, as a script or a person uses it. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, describe, expect, it } from 'vitest';
import { changeMember } from '../servers/change-stages.ts';
import { committedPact } from '../pact/committed-pact.ts';
import { runDocpact, startDocpact, waitFor } from './run-docpact.ts';
import { faulty, serve } from './serve-regions.ts';

const folder = mkdtempSync(join(tmpdir(), 'docpact-pact-'));

/** A pact of one interaction, after this state. */
function writePact(name: string, state: string, more: object = {}): string {
  const file = join(folder, `${name}.json`);
  const path = '/openapi/v2/manage/regions';
  const interaction = {
    type: 'Synchronous/HTTP',
    description: 'a request without a body',
    providerStates: [{ name: state, params: { name: 'a' } }],
    request: { method: 'POST', path },
    response: { status: 400 },
    ...more,
  };
  const parties = { consumer: { name: 'shop' }, provider: { name: 'regions' } };
  const metadata = { pactSpecification: { version: '4.0' } };
  writeFileSync(file, JSON.stringify({ ...parties, interactions: [interaction], metadata }, null, 2));
  return file;
}

const servers: { close: () => void }[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** An endpoint for states, which keeps what it was asked. */
async function serveStates(status: number, values: object = {}): Promise<{ url: string; asked: unknown[] }> {
  const asked: unknown[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    asked.push(JSON.parse(text));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(values));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/states`, asked };
}

describe('the exit code and the report', () => {
  it('are 0 and the interactions for a provider that does what its consumers rely on; Pact itself is not heard', async () => {
    const { url } = await serve();
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, '--pact', committedPact]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^CONFORMS {2}http/);
    expect(stdout).toMatch(/21 held .* 1 not reached {3}of 22 interactions/);
    expect(stdout).toMatch(/docpact pact verify http\S+ \\\n {4}--pact contracts\/pacts\/\S+ --run-id \w+\n$/);
    expect(stdout).not.toMatch(/Verifying a pact|seed|depth/);
  });

  it('are 1 and each problem once, with a line that shows it again, for one that does not', async () => {
    const { url } = await serve(faulty);
    const { code, stdout } = await runDocpact(['pact', 'verify', url]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^DOES NOT CONFORM {2}http/);
    expect(stdout).toMatch(/1\. {2}echo-broken {2}in 1 case\n {4}desc: Expected 'another'/);
    expect(stdout).toMatch(/written {3}contracts\/pacts\/console-regions.json:\d+\n {14}addRegionv2.md:99/);
    const [line = ''] = /curl -i .*/.exec(stdout) ?? [];
    expect(line).toContain(url);
    expect(line).not.toMatch(/accept-encoding|content-length/);
    expect(stdout.split('\n').filter((each) => each.length > 80 && !/curl|docpact/.test(each))).toEqual([]);
  });

  it('show what is wrong with many interactions by the one that sends least', async () => {
    const { url } = await serve(changeMember('region_id', () => 5));
    const { stdout } = await runDocpact(['pact', 'verify', url]);
    expect(stdout).toMatch(/1\. {2}body-schema {2}in 11 cases\n {4}region_id: /);
    const [line = ''] = /curl -i .*/.exec(stdout) ?? [];
    expect(line).not.toMatch(/cert_file|desc/);
  });

  it.each([
    ['json', (text: string) => expect(JSON.parse(text)).toMatchObject({ conforms: false, unit: 'interaction' })],
    ['json', expectPactReport],
    ['html', (text: string) => expect(text).toMatch(/<h2 id="coverage">Interactions<\/h2>/)],
    ['github', (text: string) => expect(text).toMatch(/^::error file=contracts\/pacts\/console-regions.json,line=\d+/)],
    ['junit', expectJunit],
  ])('come as %s, too', async (format, check) => {
    const { url } = await serve(faulty);
    const { code, stdout } = await runDocpact(['pact', 'verify', url, '--format', format]);
    expect(code).toBe(1);
    check(stdout);
  });
});

function expectPactReport(text: string): void {
  const report = JSON.parse(text) as object;
  expect(report).toMatchObject({ version: 1, kind: 'pact', pacts: 1, contract: { files: ['contracts/openapi.yaml'] } });
  expect(report).not.toHaveProperty('seed');
  expect(report).not.toHaveProperty('depth');
}

it('is not merged with the report of a verification', async () => {
  const { url } = await serve(faulty);
  const files = ['pacts.json', 'clauses.json'].map((name) => join(folder, name));
  await runDocpact(['pact', 'verify', url, '--format', 'json', '--out', files[0] ?? '']);
  await runDocpact(['verify', url, '--depth', 'quick', '--format', 'json', '--out', files[1] ?? '']);
  const { code, stderr } = await runDocpact(['report', 'merge', ...files]);
  expect(code).toBe(2);
  expect(stderr).toContain('The reports are not of one run: different kind (pact and verify).');
});

function expectJunit(text: string): void {
  const parsed = new XMLParser({ ignoreAttributes: false }).parse(text) as {
    testsuites: { testsuite: { testcase: { '@_name': string; failure?: unknown }[] } };
  };
  const cases = parsed.testsuites.testsuite.testcase;
  expect(cases).toHaveLength(22);
  expect(cases.filter(({ failure }) => failure).map((each) => each['@_name'])).toEqual([
    'console.Every member is sent; the data centre is created with all of them.',
  ]);
}

describe('credentials', () => {
  it('reach the provider with every request, and nobody else', async () => {
    const { url, seen } = await serve(faulty);
    const log = join(folder, 'pact.log');
    const flags = ['--header', 'Authorization: s3cret-token', '--log', log];
    const { stdout, stderr } = await runDocpact(['pact', 'verify', url, ...flags]);
    expect([...seen.authorizations]).toEqual(['s3cret-token']);
    expect(stdout).toContain('authorization: $AUTHORIZATION');
    expect(stdout + stderr + readFileSync(log, 'utf8')).not.toContain('s3cret');
    expect(readFileSync(log, 'utf8')).toContain('Verifying a pact');
  });

  it('in the URL of an endpoint for states are refused, since it is shown', async () => {
    const { url } = await serve();
    const flags = ['--pact', writePact('inline', 'the shop is open'), '--state-url', 'http://bob:s3cret@127.0.0.1:1/'];
    const { code, stderr } = await runDocpact(['pact', 'verify', url, ...flags]);
    expect(code).toBe(2);
    expect(stderr).toContain('credentials do not belong into the URL');
    expect(stderr).not.toContain('s3cret');
  });
});

describe('provider states', () => {
  it('are brought about by an endpoint, where one is named', async () => {
    const { url } = await serve();
    const states = await serveStates(200);
    const pact = writePact('endpoint', 'the shop is open');
    const { code } = await runDocpact(['pact', 'verify', url, '--pact', pact, '--state-url', states.url]);
    expect(code).toBe(0);
    expect(states.asked).toEqual([{ state: 'the shop is open', params: { name: 'a' }, action: 'setup' }]);
  });

  it('are brought about by functions of the config file', async () => {
    const { url } = await serve();
    const pact = writePact('function', 'the shop is open');
    const marker = join(folder, 'called');
    const config = join(folder, 'docpact.config.mjs');
    const handler = `async ({ name }) => { writeFileSync(${JSON.stringify(marker)}, name); }`;
    writeFileSync(
      config,
      `import { writeFileSync } from 'node:fs';\nexport default { states: { 'the shop is open': ${handler} } };\n`,
    );
    const { code } = await runDocpact(['pact', 'verify', url, '--pact', pact, '--config', config]);
    expect([code, readFileSync(marker, 'utf8')]).toEqual([0, 'a']);
  });

  it('without a handler end the run before anything is sent', async () => {
    const { url, seen } = await serve();
    const pact = writePact('unknown', 'the shop is open');
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, '--pact', pact]);
    expect([code, stdout, seen.requests]).toEqual([2, '', 0]);
    expect(stderr).toMatch(/unknown\.json:\d+: nothing brings about the state "the shop is open"/);
    expect(stderr).toContain('--state-url');
  });

  it('that a handler fails to bring about end the run with exit code 3, and what the handler said', async () => {
    const { url } = await serve();
    const pact = writePact('throwing', 'the shop is open');
    const config = join(folder, 'throwing.config.mjs');
    const handler = `() => { throw new Error('no database'); }`;
    writeFileSync(config, `export default { states: { 'the shop is open': ${handler} } };\n`);
    const out = join(folder, 'report.txt');
    const flags = ['--pact', pact, '--config', config, '--out', out];
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', url, ...flags]);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/the handler of the state "the shop is open" failed: no database/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    ['answers 500', async () => (await serveStates(500)).url, /answered 500/],
    ['is not there', () => Promise.resolve('http://127.0.0.1:1/states'), /did not answer/],
  ])('of an endpoint that %s end the run with exit code 3', async (_, start, said) => {
    const { url } = await serve();
    const pact = writePact('failing', 'the shop is open');
    const flags = ['--pact', pact, '--state-url', await start()];
    const { code, stderr } = await runDocpact(['pact', 'verify', url, ...flags]);
    expect(code).toBe(3);
    expect(stderr).toMatch(said);
  });
});

describe('an interaction that is pending', () => {
  it.each([
    [true, 0, /· 1 not reached/],
    [false, 1, /▒ 1 broken/],
  ])('may fail: %s', async (pending, expected, said) => {
    const { url } = await serve();
    const more = { pending, providerStates: [], response: { status: 201 } };
    const { code, stdout } = await runDocpact(['pact', 'verify', url, '--pact', writePact('pending', '', more)]);
    expect(code).toBe(expected);
    expect(stdout).toMatch(said);
  });
});

describe('what cannot be verified', () => {
  it('is told in a sentence where nothing listens, with exit code 3', async () => {
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', 'http://127.0.0.1:1']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toMatch(/http:\/\/127\.0\.0\.1:1 cannot be reached/);
  });

  it.each([
    [
      'a file that does not exist',
      'nowhere.json',
      () => undefined,
      /nowhere\.json cannot be read: there is no such file/,
    ],
    ['a file that is no JSON', 'broken.json', () => '{\n  "consumer": {', /broken\.json:2: this is not valid JSON/],
    ['a file that is no pact', 'other.json', () => '{}', /other\.json is not a pact file/],
    [
      'an interaction without a request',
      'half.json',
      () => '{"interactions":[{"description":"a"}]}',
      /half\.json:1#\/interactions\/0\/description: an interaction needs/,
    ],
    ['a pact without interactions', 'empty.json', () => '{"interactions":[]}', /no interaction in .*empty\.json/],
    [
      'a pact of messages, of specification 3',
      'messages-3.json',
      () => '{"messages":[]}',
      /messages-3\.json is a pact of messages; docpact verifies HTTP only/,
    ],
    [
      'a pact of messages',
      'messages.json',
      () => '{"interactions":[{"type":"Asynchronous/Messages"}]}',
      /is Asynchronous\/Messages; docpact verifies HTTP only/,
    ],
  ])('is told in a sentence for %s, with exit code 2', async (_, name, content, said) => {
    const file = join(folder, name);
    const text = content();
    if (text !== undefined) writeFileSync(file, text);
    const { code, stdout, stderr } = await runDocpact(['pact', 'verify', 'http://127.0.0.1:1', '--pact', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('is told in a sentence for pacts with several providers, of which one can be named', async () => {
    const { url } = await serve();
    const other = join(folder, 'other-provider.json');
    writeFileSync(other, readFileSync(committedPact, 'utf8').replaceAll('"regions"', '"zones"'));
    const pacts = ['--pact', committedPact, '--pact', other];
    const { code, stderr } = await runDocpact(['pact', 'verify', url, ...pacts]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/with several providers\n.*regions, zones.*--provider/)]);
    const named = await runDocpact(['pact', 'verify', url, ...pacts, '--provider', 'zones']);
    expect([named.code, named.stdout]).toEqual([0, expect.stringMatching(/of 22 interactions[^]*--provider zones/)]);
    const none = await runDocpact(['pact', 'verify', url, ...pacts, '--provider', 'zoens']);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no pact is with the provider "zoens"')]);
  });

  it('is told in a sentence for a folder without pacts, with exit code 2', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'docpact-none-'));
    const { code, stderr } = await runDocpact(['pact', 'verify', 'http://127.0.0.1:1', '--pact', empty]);
    expect(code).toBe(2);
    expect(stderr).toContain('there are no pact files in');
  });
});

describe('what a run created', () => {
  it('is removed by the cleanup of the config file, also where the run fails in the middle', async () => {
    const config = join(folder, 'cleanup.config.mjs');
    const states = `{ 'the shop is open': () => { throw new Error('no database'); } }`;
    const cleanup = `{ method: 'DELETE', path: '/openapi/v2/manage/regions/{id}' }`;
    writeFileSync(config, `export default { states: ${states}, cleanup: ${cleanup} };\n`);
    const pacts = ['--pact', committedPact, '--pact', writePact('later', 'the shop is open')];
    const { url, seen } = await serve();
    const { code } = await runDocpact(['pact', 'verify', url, ...pacts, '--config', config]);
    expect([code, seen.removed.length]).toEqual([3, 12]);
  });

  it('is removed, and the run ended with a sentence, when the user has had enough', async () => {
    const marker = join(folder, 'after');
    const config = join(folder, 'slow.config.mjs');
    const states = `{ 'the shop is open': () => { process.stderr.write('slow'); return new Promise(() => undefined); } }`;
    const after = `() => writeFileSync(${JSON.stringify(marker)}, '')`;
    writeFileSync(
      config,
      `import { writeFileSync } from 'node:fs';\nexport default { states: ${states}, after: ${after} };\n`,
    );
    const { url } = await serve();
    const pact = writePact('slow', 'the shop is open');
    const running = startDocpact(['pact', 'verify', url, '--pact', pact, '--config', config]);
    await waitFor(running, 'stderr', /slow/);
    running.child.kill('SIGINT');
    const { code, stderr } = await running.finished;
    expect([code, existsSync(marker)]).toEqual([3, true]);
    expect(stderr).toContain('the run was interrupted');
  });
});
