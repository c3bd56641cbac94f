/** What identifies a thing, where a document says little of it: it is found where it is made, and demanded only where that is sure. */
import { describe, expect, it } from 'vitest';
import { bare, json, judgeDocument, parameter, refused, told } from './judge-document.ts';

describe('what identifies a thing', () => {
  const pet = {
    type: 'object',
    required: ['name'],
    properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
  };
  const order = { type: 'object', properties: { id: { type: 'integer' }, petId: { type: 'integer' } } };

  it('comes from where it is made, though nobody documents what that answers, and not from what merely names it', async () => {
    const pets = new Map<string, unknown>();
    const report = await judgeDocument({
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
    const report = await judgeDocument({
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

it('a number that may be what a text stands for, or not, is tried and not demanded', async () => {
  const repositories = new Map<string, unknown>();
  const repository = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' } },
  };
  const answer = { ...bare, ...json(repository) };
  const report = await judgeDocument({
    paths: {
      '/repositories': {
        post: {
          operationId: 'addRepository',
          requestBody: { required: true, ...json(repository) },
          responses: { 201: answer, 400: bare },
        },
      },
      '/repositories/{repository}': {
        get: {
          operationId: 'getRepository',
          parameters: [parameter('repository', 'path')],
          responses: { 200: answer, 404: bare },
        },
      },
    },
    routes: {
      'POST /repositories': ({ body }) => {
        const name = (body as { name?: unknown } | undefined)?.name;
        if (typeof name !== 'string') return refused;
        const made = { id: repositories.size + 1, name };
        repositories.set(name, made);
        return { status: 201, json: made };
      },
      'GET /repositories/{repository}': ({ path: [name = ''] }) =>
        repositories.has(name) ? { status: 200, json: repositories.get(name) } : { status: 404 },
    },
  });
  expect(told(report)).toEqual([]);
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
  const report = await judgeDocument({
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
