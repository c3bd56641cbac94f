/** Documents that leave out what everybody knows: successes, interim answers, credentials. */
import { describe, expect, it } from 'vitest';
import { bare, json, judgeDocument, parameter, reasons, refused, told } from './judge-document.ts';
import type { Route } from './serve-routes.ts';

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
    expect(told(await judgeDocument({ paths, routes: { 'POST /toys': add } }))).toEqual([]);
  });

  it('has to tell right from wrong all the same', async () => {
    const report = await judgeDocument({ paths, routes: { 'POST /toys': () => ({ status: 200 }) } });
    expect(told(report).join('\n')).toMatch(/accepted-invalid/);
  });

  it('may have a failure where there is nothing else: what nobody has built yet', async () => {
    const planned = { '/toys': { get: { operationId: 'listToys', responses: { 501: bare } } } };
    expect(told(await judgeDocument({ paths: planned, routes: { 'GET /toys': () => ({ status: 501 }) } }))).toEqual([]);
    const other = await judgeDocument({ paths: planned, routes: { 'GET /toys': () => ({ status: 500 }) } });
    expect(told(other).join('\n')).toMatch(/server-error/);
  });
});

describe('credentials that nobody gave', () => {
  it('are asked for, whatever else is wrong with the request, and whether 401 is documented or not', async () => {
    const report = await judgeDocument({
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

it('a server that keeps what nobody documents, and gives it back, is warned of: the document leaves room for it', async () => {
  const note = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
  const report = await judgeDocument({
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
  const report = await judgeDocument({
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
  const report = await judgeDocument({
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
