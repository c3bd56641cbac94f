/** Documents that leave out what everybody knows: successes, interim answers, credentials, what identifies a thing. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Route, serveRoutes } from './serve-routes.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const bare = { description: 'an answer' };
const refused = { status: 400, json: { message: 'no' } };
const parameter = (name: string, place: string, schema: unknown = { type: 'string' }) => ({
  name,
  in: place,
  required: true,
  schema,
});

interface Run {
  paths: Record<string, unknown>;
  routes: Record<string, Route>;
  components?: object;
}

async function run({ paths, routes, components = {} }: Run): Promise<VerifyReport> {
  const document = { openapi: '3.0.3', info: { title: 'silent', version: '1' }, paths, components };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  return verify({ contract, target: await serveRoutes(routes), runId: 'silent', timeout: 1_000 });
}

const told = ({ problems }: VerifyReport) =>
  problems.map(({ kind, clause, message, severity }) => `${severity} ${kind} ${clause}: ${message}`);

const reasons = ({ coverage }: VerifyReport, start: string) =>
  new Set(coverage.outcomes.filter(({ id }) => id.startsWith(start)).map(({ outcome, reason }) => reason ?? outcome));

describe('an operation that documents refusals alone', () => {
  const toy = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const paths = {
    '/toys': {
      post: {
        operationId: 'addToy',
        requestBody: { required: true, ...json(toy) },
        responses: { 405: { description: 'Invalid input' } },
      },
    },
  };
  const isToy = (body: unknown): boolean => typeof (body as { name?: unknown } | undefined)?.name === 'string';

  it.each([200, 201, 204])('succeeds as it likes: with %i', async (status) => {
    const add: Route = ({ body }) => ({ status: isToy(body) ? status : 405 });
    expect(told(await run({ paths, routes: { 'POST /toys': add } }))).toEqual([]);
  });

  it('has to tell right from wrong all the same', async () => {
    const report = await run({ paths, routes: { 'POST /toys': () => ({ status: 200 }) } });
    expect(told(report).join('\n')).toMatch(/accepted-invalid/);
  });

  it('may have a failure where there is nothing else: what nobody has built yet', async () => {
    const planned = { '/toys': { get: { operationId: 'listToys', responses: { 501: bare } } } };
    expect(told(await run({ paths: planned, routes: { 'GET /toys': () => ({ status: 501 }) } }))).toEqual([]);
    const other = await run({ paths: planned, routes: { 'GET /toys': () => ({ status: 500 }) } });
    expect(told(other).join('\n')).toMatch(/server-error/);
  });
});

describe('credentials that nobody gave', () => {
  it('are asked for, whatever else is wrong with the request, and whether 401 is documented or not', async () => {
    const report = await run({
      components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
      paths: {
        '/open': { get: { operationId: 'open', responses: { 200: bare } } },
        '/toys': {
          get: {
            operationId: 'findToys',
            security: [{ key: [] }],
            parameters: [parameter('tags', 'query', { type: 'array', items: { type: 'string' } })],
            responses: { 200: bare, 400: { description: 'Invalid tag' } },
          },
        },
      },
      routes: { 'GET /open': () => ({ status: 200 }), 'GET /toys': () => ({ status: 401 }) },
    });
    expect(told(report)).toEqual([]);
    expect(report.headline).toContain('findToys wants credentials that were not given');
    expect(reasons(report, 'findToys')).toEqual(new Set(['no credentials for it were given']));
  });
});

describe('what identifies a thing', () => {
  const pet = {
    type: 'object',
    required: ['name'],
    properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
  };
  const order = { type: 'object', properties: { id: { type: 'integer' }, petId: { type: 'integer' } } };

  it('comes from where it is made, though nobody documents what that answers, and not from what merely names it', async () => {
    const pets = new Map<string, unknown>();
    const report = await run({
      paths: {
        '/orders': {
          post: {
            operationId: 'order',
            requestBody: json(order),
            responses: { 200: { ...bare, ...json(order) }, 400: bare },
          },
        },
        '/pets': {
          post: {
            operationId: 'addPet',
            requestBody: { required: true, ...json(pet) },
            responses: { 405: { description: 'Invalid input' } },
          },
        },
        '/pets/{petId}': {
          get: {
            operationId: 'getPet',
            parameters: [parameter('petId', 'path', { type: 'integer' })],
            responses: { 200: { ...bare, ...json(pet) }, 404: bare },
          },
        },
      },
      routes: {
        'POST /orders': ({ body }) => {
          const { id, petId } = (body ?? {}) as { id?: unknown; petId?: unknown };
          const isRight = [id, petId].every((each) => each === undefined || Number.isInteger(each));
          return isRight && typeof (body ?? {}) === 'object' && !Array.isArray(body) && body !== null
            ? { status: 200, json: { id: pets.size + 5_000 } }
            : refused;
        },
        'POST /pets': ({ body }) => {
          if (typeof (body as { name?: unknown } | undefined)?.name !== 'string') return { status: 405 };
          const made = { ...(body as object), id: pets.size + 1 };
          pets.set(String(made.id), made);
          return { status: 200, json: made };
        },
        'GET /pets/{petId}': ({ path: [id = ''] }) =>
          pets.has(id) ? { status: 200, json: pets.get(id) } : { status: 404 },
      },
    });
    expect(told(report)).toEqual([]);
    expect(report.coverage.outcomes.find(({ id }) => id === 'getPet.response.200.body.name.type')?.outcome).toBe(
      'held',
    );
  });

  it('is in the request where the answer is empty: the request has it, though it need not', async () => {
    const users = new Map<string, unknown>();
    const user = { type: 'object', properties: { username: { type: 'string' }, email: { type: 'string' } } };
    const isUser = (body: unknown): body is { username?: string } =>
      typeof body === 'object' &&
      body !== null &&
      !Array.isArray(body) &&
      Object.values(body).every((each) => typeof each === 'string');
    const report = await run({
      paths: {
        '/users': {
          post: {
            operationId: 'addUser',
            requestBody: { required: true, ...json(user) },
            responses: { default: { description: 'done' } },
          },
        },
        '/users/{username}': {
          get: {
            operationId: 'getUser',
            parameters: [parameter('username', 'path')],
            responses: { 200: { ...bare, ...json(user) }, 404: bare },
          },
        },
      },
      routes: {
        'POST /users': ({ body }) => {
          if (!isUser(body)) return refused;
          users.set(body.username ?? '', body);
          return { status: 200 };
        },
        'GET /users/{username}': ({ path: [name = ''] }) =>
          users.has(name) ? { status: 200, json: users.get(name) } : { status: 404 },
      },
    });
    expect(told(report)).toEqual([]);
    expect(report.coverage.outcomes.find(({ id }) => id === 'getUser.response.200.body.email.type')?.outcome).toBe(
      'held',
    );
  });
});

it('what a list held may be gone again, where the document has a way to remove it: this run takes it itself', async () => {
  const jobs = new Map(Array.from({ length: 90 }, (_, index) => [String(index + 1), { id: index + 1, state: 'done' }]));
  const job = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'integer' }, state: { type: 'string' } },
  };
  const id = parameter('id', 'path', { type: 'integer' });
  const found = { 200: { ...bare, ...json(job) }, 404: bare };
  const report = await run({
    paths: {
      '/jobs': {
        get: {
          operationId: 'listJobs',
          responses: { 200: { ...bare, ...json({ type: 'array', items: job }) } },
        },
      },
      '/jobs/{id}': {
        get: { operationId: 'getJob', parameters: [id], responses: found },
        delete: { operationId: 'removeJob', parameters: [id], responses: { 204: bare, 404: bare } },
      },
      '/jobs/{id}/retries': { post: { operationId: 'retryJob', parameters: [id], responses: found } },
    },
    routes: {
      'GET /jobs': () => ({ status: 200, json: [...jobs.values()] }),
      'GET /jobs/{id}': ({ path: [wanted = ''] }) =>
        jobs.has(wanted) ? { status: 200, json: jobs.get(wanted) } : { status: 404 },
      'DELETE /jobs/{id}': ({ path: [wanted = ''] }) => ({ status: jobs.delete(wanted) ? 204 : 404 }),
      'POST /jobs/{id}/retries': ({ path: [wanted = ''] }) =>
        jobs.has(wanted) ? { status: 200, json: jobs.get(wanted) } : { status: 404 },
    },
  });
  expect(told(report)).toEqual([]);
  expect(report.conforms).toBe(true);
});

it('a server that keeps what nobody documents, and gives it back, is warned of: the document leaves room for it', async () => {
  const note = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
  const report = await run({
    paths: {
      '/notes': {
        post: {
          operationId: 'addNote',
          requestBody: { required: true, ...json(note) },
          responses: { 201: { ...bare, ...json(note) }, 400: bare },
        },
      },
    },
    routes: {
      'POST /notes': ({ body }) =>
        typeof (body as { text?: unknown } | undefined)?.text === 'string' ? { status: 201, json: body } : refused,
    },
  });
  expect(report.conforms).toBe(true);
  expect(told(report).join('\n')).toMatch(/^warning leak addNote/);
});

it('a form that may stay away may be asked for: nothing arrives either way', async () => {
  const form = { type: 'object', properties: { note: { type: 'string' } } };
  const report = await run({
    paths: {
      '/pictures': {
        post: {
          operationId: 'addPicture',
          requestBody: { content: { 'application/x-www-form-urlencoded': { schema: form } } },
          responses: { 200: bare },
        },
      },
    },
    routes: {
      'POST /pictures': ({ headers }) => ({
        status: headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') ? 200 : 415,
      }),
    },
  });
  expect(told(report)).toEqual([]);
});

it('a body of which no value is found costs its own clauses', async () => {
  const endless = {
    type: 'object',
    required: ['next'],
    properties: { next: { $ref: '#/components/schemas/Endless' } },
  };
  const report = await run({
    components: { schemas: { Endless: endless } },
    paths: {
      '/chains': {
        patch: {
          operationId: 'changeChain',
          requestBody: json({ $ref: '#/components/schemas/Endless' }),
          responses: { 200: bare, 400: bare },
        },
      },
    },
    routes: {
      'PATCH /chains': ({ body }) => (body === undefined ? { status: 200 } : refused),
    },
  });
  expect(told(report)).toEqual([]);
  expect([...reasons(report, 'changeChain.request.body.next')].join()).toContain('no value was found for');
});
