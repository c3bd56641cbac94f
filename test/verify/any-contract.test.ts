/** What verify says of contracts that nobody annotated, on servers that nobody here wrote. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Route, serveRoutes } from './serve-routes.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const answer = (schema: unknown = {}) => ({ description: 'an answer', ...json(schema) });
const bare = { description: 'an answer' };

function contractOf(paths: Record<string, unknown>) {
  const document = { openapi: '3.1.0', info: { title: 'any', version: '1' }, paths };
  return loadContract(writeContract({ 'openapi.json': document }));
}

async function run(paths: Record<string, unknown>, routes: Record<string, Route>): Promise<VerifyReport> {
  return verify({ contract: contractOf(paths), target: await serveRoutes(routes), runId: 'any', timeout: 20_000 });
}

const told = ({ problems, headline }: VerifyReport) => [
  ...(headline === undefined ? [] : [headline]),
  ...problems.map(({ kind, clause, message }) => `${kind} ${clause}: ${message}`),
];

const path = (name: string, schema: unknown = { type: 'string' }, more: object = {}) => ({
  name,
  in: 'path',
  required: true,
  schema,
  ...more,
});

describe('an operation that is dead', () => {
  const thing = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
  const paths = {
    '/things/{id}': {
      parameters: [path('id')],
      put: {
        operationId: 'putThing',
        requestBody: { required: true, ...json(thing) },
        responses: { 200: answer(thing) },
      },
      get: { operationId: 'getThing', responses: { 200: answer(thing), default: bare } },
    },
  };
  const alive: Route = ({ body }) =>
    typeof (body as { name?: unknown } | undefined)?.name === 'string'
      ? { status: 200, json: { name: (body as { name: string }).name } }
      : { status: 400, json: { message: 'no name' } };

  it.each([400, 401, 403, 404, 405, 409, 415, 422, 500, 501, 503])(
    'does not conform by answering %i to everything',
    async (status) => {
      const dead: Route = () => ({ status, json: { message: 'no' } });
      const report = await run(paths, { 'PUT /things/{id}': alive, 'GET /things/{id}': dead });
      expect(report.conforms).toBe(false);
      expect(told(report).join('\n')).toContain('getThing');
      const other = await run(paths, {
        'PUT /things/{id}': dead,
        'GET /things/{id}': () => ({ status: 200, json: { name: 'a' } }),
      });
      expect(other.conforms).toBe(false);
      expect(told(other).join('\n')).toContain('putThing');
    },
  );

  it('is named first, with what it answers', async () => {
    const dead: Route = () => ({ status: 404 });
    const { headline } = await run(paths, { 'PUT /things/{id}': alive, 'GET /things/{id}': dead });
    expect(headline).toBe('never answered a success: getThing (404)');
  });

  it('conforms once it answers', async () => {
    const report = await run(paths, {
      'PUT /things/{id}': alive,
      'GET /things/{id}': () => ({ status: 200, json: { name: 'a' } }),
    });
    expect(told(report)).toEqual([]);
  });
});

describe('a clause is held', () => {
  const body = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
  const paths = {
    '/things': {
      post: {
        operationId: 'addThing',
        requestBody: { required: true, ...json(body) },
        responses: { 201: bare, 400: bare },
      },
    },
  };

  it('only where a refusal was due to it: a server that demands b takes numbers for a', async () => {
    const report = await run(paths, {
      'POST /things': ({ body: sent }) => ({
        status: typeof (sent as { b?: unknown } | undefined)?.b === 'string' ? 201 : 400,
      }),
    });
    const { outcome } = report.coverage.outcomes.find(({ id }) => id === 'addThing.request.body.a.type') ?? {};
    expect(outcome).toBe('broken');
  });
});

describe('identifiers', () => {
  const id = { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, name: { type: 'string' } } };
  const copy = {
    type: 'object',
    required: ['no'],
    properties: { no: { type: 'integer' }, bookId: { type: 'integer' } },
  };
  const library = {
    '/books': {
      post: {
        operationId: 'addBook',
        requestBody: json({ type: 'object', properties: { name: { type: 'string' } } }),
        responses: { 201: answer(id) },
      },
    },
    '/books/{bookId}': {
      parameters: [path('bookId', { type: 'integer' })],
      get: { operationId: 'getBook', responses: { 200: answer(id), 404: bare } },
      delete: { operationId: 'removeBook', responses: { 204: bare, 404: bare } },
    },
    '/books/{bookId}/copies': {
      parameters: [path('bookId', { type: 'integer' })],
      post: { operationId: 'addCopy', responses: { 201: answer(copy), 404: bare } },
    },
    '/books/{bookId}/copies/{copyNo}': {
      parameters: [path('bookId', { type: 'integer' }), path('copyNo', { type: 'integer' })],
      get: { operationId: 'getCopy', responses: { 200: answer(copy), 404: bare } },
    },
  };

  function serveLibrary(change: Record<string, Route> = {}): {
    routes: Record<string, Route>;
    books: Map<string, number>;
  } {
    const books = new Map<string, number>();
    const names = new Map<string, string | undefined>();
    let last = 0;
    const missing = { status: 404, json: { message: 'no such book' } };
    const whole = (text: string | undefined) => /^-?\d+$/.test(text ?? '');
    const routes: Record<string, Route> = {
      'POST /books': ({ body }) => {
        const { name } = (body ?? {}) as { name?: unknown };
        if (typeof body !== 'object' && body !== undefined) return { status: 422 };
        if (Array.isArray(body) || body === null || (name !== undefined && typeof name !== 'string'))
          return { status: 422 };
        last += 1;
        books.set(String(last), 0);
        names.set(String(last), name);
        return { status: 201, json: { id: last, ...(name === undefined ? {} : { name }) } };
      },
      'GET /books/{bookId}': ({ path: [book = ''] }) =>
        books.has(book) ? { status: 200, json: { id: Number(book), name: names.get(book) } } : missing,
      'DELETE /books/{bookId}': ({ path: [book = ''] }) => (books.delete(book) ? { status: 204 } : missing),
      'POST /books/{bookId}/copies': ({ path: [book = ''] }) => {
        if (!whole(book) || !books.has(book)) return missing;
        const no = (books.get(book) ?? 0) + 1;
        books.set(book, no);
        return { status: 201, json: { no, bookId: Number(book) } };
      },
      'GET /books/{bookId}/copies/{copyNo}': ({ path: [book = '', no = ''] }) =>
        (books.get(book) ?? 0) >= Number(no) && Number(no) > 0 && whole(no)
          ? { status: 200, json: { no: Number(no), bookId: Number(book) } }
          : missing,
      ...change,
    };
    return { routes, books };
  }

  it('come from sequences of any length: a copy is of a book that was added', async () => {
    const report = await run(library, serveLibrary().routes);
    expect(told(report)).toEqual([]);
    const reached = report.coverage.outcomes
      .filter(({ outcome }) => outcome === 'held')
      .map(({ id: clause }) => clause);
    expect(reached).toEqual(
      expect.arrayContaining(['getCopy.response.200.status', 'getCopy.response.200.body.no.type']),
    );
  });

  it('are removed again, where the document says how', async () => {
    const { routes, books } = serveLibrary();
    const report = await run(library, routes);
    expect([...books]).toEqual([]);
    expect(report.created).toEqual([]);
  });

  it('that could not be had leave their cases unreached, and blame the step alone, once', async () => {
    const report = await run(library, serveLibrary({ 'POST /books': () => ({ status: 422 }) }).routes);
    expect(report.conforms).toBe(false);
    expect(new Set(report.problems.map(({ clause }) => clause.split('.')[0]))).toEqual(new Set(['addBook']));
  });

  it('that are an example are expected to exist, and not demanded', async () => {
    const paths = {
      '/things/{id}': {
        get: {
          operationId: 'getThing',
          parameters: [path('id', { type: 'string' }, { example: 'a1' })],
          responses: { 200: answer(), 404: bare },
        },
      },
    };
    const report = await run(paths, {
      'GET /things/{id}': ({ path: [which] }) => (which === 'a1' ? { status: 200, json: {} } : { status: 404 }),
    });
    expect(told(report)).toEqual([]);
  });

  it('are none where the document forbids them: a place to look for the outcome is no number', async () => {
    const paths = {
      '/jobs': { post: { operationId: 'addJob', responses: { 202: { description: 'later' }, 201: bare } } },
      '/jobs/{jobId}': {
        get: {
          operationId: 'getJob',
          parameters: [path('jobId', { type: 'integer' })],
          responses: { 200: answer(), 404: bare, 422: bare },
        },
      },
    };
    let count = 0;
    const report = await run(paths, {
      'POST /jobs': () => ({ status: 202, headers: { location: `/queue/night-${(count += 1)}` } }),
      'GET /jobs/{jobId}': ({ path: [job = ''] }) => ({ status: /^-?\d+$/.test(job) ? 404 : 422 }),
    });
    expect(told(report)).toEqual(['never answered a success: getJob (422)']);
  });

  it('that are made up are not found, or are, and nothing else', async () => {
    const paths = {
      '/things/{id}': {
        get: { operationId: 'getThing', parameters: [path('id')], responses: { 200: answer(), 404: bare, 422: bare } },
      },
    };
    let count = 0;
    const odd: Route = () => ({ status: (count += 1) % 2 === 0 ? 422 : 200, json: {} });
    expect((await run(paths, { 'GET /things/{id}': odd })).conforms).toBe(false);
  });
});

describe('a server that is busy', () => {
  it('is waited for', async () => {
    const paths = { '/things': { get: { operationId: 'listThings', responses: { 200: answer() } } } };
    let count = 0;
    const busy: Route = () =>
      (count += 1) % 5 === 0 ? { status: 429, headers: { 'retry-after': '0' } } : { status: 200, json: [] };
    expect(told(await run(paths, { 'GET /things': busy }))).toEqual([]);
  });
});
