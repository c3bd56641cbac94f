/** Where a contract may be: at an address, on stdin, in files that refer to one another; and how far its references reach. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentWith, writeContract } from '../write-contract.ts';
import { runDocpact } from './run-docpact.ts';

const text = JSON.stringify;
let server: Server;
let url: string;
let host: string;
const seen: IncomingMessage[] = [];

/** A server with a document, one that refers to another, one behind a password, a page, and a redirect. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  seen.push(request);
  const send = (status: number, body: string, type = 'application/json', more = {}) =>
    response.writeHead(status, { 'content-type': type, ...more }).end(body);
  switch (request.url) {
    case '/openapi.json':
      return void send(200, text(documentWith({ $ref: 'models/word.json' })));
    case '/models/word.json':
      return void send(200, text({ type: 'string' }));
    case '/secret.yaml':
      return void (request.headers['x-key'] === 'k'
        ? send(200, 'openapi: 3.1.0\npaths: { /a: { get: { responses: {} } } }\n', 'text/yaml')
        : send(401, '{}'));
    case '/docs':
      return void send(200, '<!doctype html><script>ui({ url: "/openapi.json" })</script>', 'text/html');
    case '/plain':
      return void send(200, '<html></html>', 'text/html');
    case '/moved':
      return void send(302, '', 'text/plain', { location: '/openapi.json' });
    default:
      return void send(404, '{}');
  }
}

beforeAll(async () => {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}`;
});
afterAll(() => server.close());

const lint = (...args: string[]) => runDocpact(['lint', ...args]);

describe('a contract', () => {
  it('may be at an address, with references from there', async () => {
    const { code, stdout, stderr } = await lint('--contract', `${url}/openapi.json`);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/1 operation, 1 schema/);
    expect(stdout.startsWith(`${url}/openapi.json holds together`)).toBe(true);
    expect((await lint('--contract', `${url}/moved`)).code).toBe(0);
  });

  it('may be behind a password', async () => {
    const refused = await lint('--contract', `${url}/secret.yaml`);
    expect({ code: refused.code, told: refused.stderr }).toMatchObject({
      code: 2,
      told: expect.stringMatching(/answers 401\n.*--header/) as string,
    });
    expect((await lint('--contract', `${url}/secret.yaml`, '--header', 'X-Key: k')).code).toBe(0);
  });

  it.each([
    ['a page that names the document', '/docs', /it is a page.*\n.*openapi\.json: try that/],
    ['another page', '/plain', /it is a page.*\n.*v3\/api-docs/],
    ['nothing', '/none', /answers 404/],
  ])('is not %s', async (_sentence, path, told) => {
    const { code, stderr } = await lint('--contract', url + path);
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
  });

  it('is not at an address that nobody serves', async () => {
    const { code, stderr } = await lint('--contract', 'http://127.0.0.1:1/openapi.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot be read: .*ECONNREFUSED/);
  });

  it('may come by stdin', async () => {
    const { code, stdout } = await runDocpact(['lint', '--contract', '-'], {
      input: text(documentWith({ type: 'string' })),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^stdin holds together: 1 operation/);
  });

  it('refers to another host only where that is allowed', async () => {
    const folder = writeContract({ 'openapi.json': documentWith({ $ref: `${url}/models/word.json` }) });
    const refused = await lint('--contract', folder);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/remote-reference.*--allow-remote/);
    expect((await lint('--contract', folder, '--allow-remote', host)).code).toBe(0);
    expect((await lint('--contract', folder, '--allow-remote', '127.0.0.1')).code).toBe(0);
    expect((await lint('--contract', folder, '--allow-remote', 'example.com')).code).toBe(1);
  });

  it('refers to files beside its folder only within --root', async () => {
    const folder = writeContract({
      'api/openapi.json': documentWith({ $ref: '../models/word.json' }),
      'models/word.json': { type: 'string' },
      'api-evil/word.json': { type: 'string' },
    });
    const refused = await lint('--contract', `${folder}/api`);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toMatch(/escaping-reference.*--root/);
    expect((await lint('--contract', `${folder}/api`, '--root', folder)).code).toBe(0);
    expect((await lint('--contract', `${folder}/api/openapi.json`, '--root', folder)).code).toBe(0);
    writeFileSync(`${folder}/api/openapi.json`, text(documentWith({ $ref: '../api-evil/word.json' })));
    expect((await lint('--contract', `${folder}/api`)).stdout).toMatch(/escaping-reference/);
  });

  it('that is larger than 64 MB is refused', async () => {
    const folder = writeContract({ 'openapi.json': documentWith({ type: 'string' }) });
    mkdirSync(`${folder}/big`);
    cpSync(`${folder}/openapi.json`, `${folder}/big/openapi.json`);
    writeFileSync(`${folder}/big/openapi.json`, ' '.repeat(65 * 1024 * 1024));
    const { code, stderr } = await lint('--contract', `${folder}/big`);
    expect(code).toBe(2);
    expect(stderr).toMatch(/larger than/);
  });
});

describe('what is odd about a contract', () => {
  const slip = { type: 'string', maxLenght: 3 };
  const folder = writeContract({
    'openapi.json': documentWith({ type: 'object', properties: { a: slip, b: { $ref: '#/no' } } }),
  });

  it('is told by lint, counts as --rule says, and is refused by --strict', async () => {
    const told = await lint('--contract', folder);
    expect(told.code).toBe(1);
    expect(told.stdout).toMatch(/openapi\.json:\d+#\S+maxLenght: warning: .*\[similar-keyword\]; .*"maxLength"/);
    expect(told.stdout).toMatch(/has 2 problems \(1 error, 1 warning\): 1 operation/);
    const quiet = await lint('--contract', folder, '--rule', 'dangling-reference=off', '--rule', 'similar-keyword=off');
    expect(quiet).toMatchObject({ code: 0, stdout: expect.stringMatching(/holds together/) as string });
    expect((await lint('--contract', folder, '--rule', 'dangling-reference=warning')).code).toBe(0);
    expect((await lint('--contract', folder, '--rule', 'dangling-reference=warning', '--strict')).code).toBe(1);
    expect(await lint('--rule', 'similr-keyword=off')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/did you mean similar-keyword/) as string,
    });
  });

  it('is one line of verify, and what --strict refuses', async () => {
    const told = await runDocpact(['verify', 'http://127.0.0.1:1', '--dry-run', '--contract', folder]);
    expect(told.code).toBe(0);
    expect(told.stderr).toBe(`docpact: 1 warning, 1 part not read: docpact lint --contract ${folder}\n`);
    const refused = await runDocpact(['verify', 'http://127.0.0.1:1', '--contract', folder, '--strict']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/and 1 more\)\n--strict/) as string });
  });
});
