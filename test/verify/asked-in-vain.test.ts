/** Runs in which nothing succeeds for a cause that the user can mend: no credentials, the wrong base path, a page in front of the API. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { runDocpact } from '../cli/run-docpact.ts';
import { writeContract } from '../write-contract.ts';
import { serveRoutes } from './serve-routes.ts';

const jar = {
  type: 'object',
  required: ['id', 'label'],
  properties: { id: { type: 'integer' }, label: { type: 'string' } },
};
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };

const jars = {
  '/jars': {
    get: {
      operationId: 'listJars',
      responses: { 200: { description: 'all', ...json({ type: 'array', items: jar }) } },
    },
    post: {
      operationId: 'addJar',
      requestBody: { required: true, ...json(jar) },
      responses: { 201: { description: 'made', ...json(jar) }, 400: { description: 'no' } },
    },
  },
  '/jars/{id}': {
    get: {
      operationId: 'getJar',
      parameters: [id],
      responses: { 200: { description: 'it', ...json(jar) }, 404: { description: 'none' } },
    },
  },
};

const schemes = {
  token: { type: 'http', scheme: 'bearer' },
  login: { type: 'http', scheme: 'basic' },
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  card: { type: 'mutualTLS' },
};

const fileOf = (more: object = {}, paths: object = jars): string =>
  writeContract({ 'openapi.json': { openapi: '3.1.0', info: { title: 'jars', version: '1' }, paths, ...more } });

const guarded = (...names: readonly string[]): object => ({
  security: [Object.fromEntries(names.map((name) => [name, []]))],
  components: { securitySchemes: schemes },
});

/** Holds a server against the document that answers so, whatever it is asked. */
const ask = (file: string, answer: (request: Request) => Response): Promise<VerifyReport> =>
  verify({ contract: loadContract(file), target: async (request) => answer(request), depth: 'quick', runId: 'vain' });

const refuse = (status: number) => () => Response.json({ detail: 'no' }, { status });

describe('without the credentials that the document asks for', () => {
  it.each([
    [['token'], '--auth token=TOKEN'],
    [['login'], '--auth login=USER:PASSWORD'],
    [['key'], '--auth key=KEY'],
    [['card'], '--cert FILE --key FILE'],
    [['token', 'key'], '--auth token=TOKEN --auth key=KEY'],
  ])('(%j) a run is no verdict, and says which flag gives them', async (names, flags) => {
    const report = await ask(fileOf(guarded(...names)), refuse(401));
    const told = `every request is answered with 401: the document asks for credentials, and none were given; pass them with ${flags}`;
    expect(report).toMatchObject({ conforms: false, problems: [], headline: told });
    expect(report.incomplete).toEqual({
      because: told,
      operations: ['listJars', 'addJar', 'getJar'],
      credentials: names,
    });
  });

  it('also where it is 401 here and 403 there', async () => {
    const report = await ask(fileOf(guarded('token')), ({ method }) => refuse(method === 'GET' ? 401 : 403)());
    expect(report.problems).toEqual([]);
    expect(report.headline).toMatch(/^every request is answered with 401 or 403: the document asks for credentials/);
  });

  it('ends with exit code 3 and INCOMPLETE, also where something else is open to all and conforms', async () => {
    const refused = { status: 401, json: {} };
    const locked = await serveRoutes({
      'GET /jars': () => refused,
      'POST /jars': () => refused,
      'GET /jars/{id}': () => refused,
      'GET /health': () => ({ status: 200, json: {} }),
    });
    const health = { get: { operationId: 'health', security: [], responses: { 200: { description: 'up' } } } };
    const files = [fileOf(guarded('token')), fileOf(guarded('token'), { ...jars, '/health': health })];
    for (const file of files) {
      const { code, stdout } = await runDocpact(['verify', locked, '--contract', file, '--depth', 'quick']);
      expect(code).toBe(3);
      expect(stdout).toContain('INCOMPLETE');
      expect(stdout.split('\n').slice(0, 3).join(' ')).toContain('--auth token=TOKEN');
    }
  });

  it('is a problem all the same where what lets everybody in is wrong', async () => {
    const health = { get: { operationId: 'health', security: [], responses: { 200: { description: 'up' } } } };
    const file = fileOf(guarded('token'), { ...jars, '/health': health });
    const report = await ask(file, ({ url }) => refuse(url.endsWith('/health') ? 500 : 401)());
    expect(report.problems.map(({ kind }) => kind)).toContain('server-error');
  });
});

describe('a document that asks for no credentials', () => {
  it('is broken by a server that wants some, and that is told', async () => {
    for (const answer of [refuse(401), ({ method }: Request) => refuse(method === 'GET' ? 401 : 403)()]) {
      const report = await ask(fileOf(), answer);
      expect(report.problems.map(({ kind }) => kind)).toEqual(['unauthorized']);
      expect(report.headline).toMatch(
        /^every request is answered with 401.*: pass credentials with --header 'Authorization: …'; the document asks for none$/,
      );
    }
  });
});

describe('below the wrong URL', () => {
  it.each([
    [{}, 'every request is answered with 404: is /jars below this URL?'],
    [{ servers: [{ url: 'https://api.example.com/v2/' }] }, / is \/jars below this URL\? .*\/v2 .*try http:.*\/v2$/],
    [{ servers: [{ url: '/{v}/shop', variables: { v: { default: 'v3' } } }] }, /try http:.*\/v3\/shop$/],
    [{ servers: [{ url: '/' }, { url: 'https://api.example.com' }] }, / is \/jars below this URL\?$/],
  ])('everything is 404, and the servers of the document say where it may be (%j)', async (more, told) => {
    const report = await verify({
      contract: loadContract(fileOf(more)),
      target: await serveRoutes({}),
      depth: 'quick',
    });
    expect(report.problems.map(({ kind }) => kind)).toEqual(['not-found']);
    expect(report.headline).toEqual(typeof told === 'string' ? told : expect.stringMatching(told));
  });

  it('is told of a server of files, too, which knows GET alone', async () => {
    for (const other of [405, 501]) {
      const report = await ask(fileOf(), ({ method }) => refuse(method === 'GET' ? 404 : other)());
      expect(report.headline).toBe('every request is answered with 404: is /jars below this URL?');
    }
  });

  it('is told where nothing but made-up things is asked for, though no request has to succeed', async () => {
    const { '/jars/{id}': one } = jars;
    const contract = loadContract(fileOf({ servers: [{ url: '/v2' }] }, { '/jars/{id}': one }));
    const report = await verify({ contract, target: await serveRoutes({}), depth: 'quick' });
    expect(report).toMatchObject({ conforms: false, problems: [] });
    expect(report.headline).toMatch(/^every request is answered with 404: is \/jars\/\{id\} below this URL\? .*\/v2$/);
  });
});

describe('a page in front of the API', () => {
  let drawn = 0;
  const page = (status: number) =>
    new Response(`<!doctype html><title>Sign in</title><input name=csrf value=${(drawn += 1)}>`, {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });

  it.each([
    ['a login, other each time', () => page(200)],
    ['an application that is one page', ({ method }: Request) => page(method === 'GET' ? 200 : 405)],
  ])('(%s) is told in one line, and as one problem', async (_, answer) => {
    const report = await ask(fileOf(), answer);
    expect(report.problems.map(({ kind }) => kind)).toEqual(['content-type']);
    expect(report.headline).toMatch(
      /^every request is answered with a page of HTML, .*: 200 <!doctype html><title>Sign in/,
    );
  });

  it('is none where the document itself has pages', async () => {
    const text = { content: { 'text/html': { schema: { type: 'string' } } } };
    const get = { operationId: 'home', responses: { 200: { description: 'home', ...text } } };
    const report = await ask(fileOf({}, { '/': { get } }), () => page(200));
    expect(report).toMatchObject({ conforms: true, problems: [] });
  });
});
