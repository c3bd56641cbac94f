/** What HTTP and custom mean where a document says nothing: PUT replaces, filters are joined by and, what is not there is not found. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { VerifyReport } from '../../src/verdict/report.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

type Members = Record<string, unknown>;

const text = { type: 'string', minLength: 1, maxLength: 60 };
const sent = {
  type: 'object',
  required: ['title'],
  properties: { title: text, author: text, shelf: { enum: ['a', 'b'] } },
};
const book = { ...sent, required: ['id', 'title'], properties: { id: { type: 'integer' }, ...sent.properties } };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const one = { description: 'one', ...json(book) };
const refused = { description: 'refused' };
const inQuery = (name: string, schema: unknown) => ({ name, in: 'query', schema });

const contract = loadContract(
  writeContract({
    'openapi.json': {
      openapi: '3.1.0',
      info: { title: 'books', version: '1' },
      paths: {
        '/books': {
          post: {
            operationId: 'addBook',
            requestBody: { required: true, ...json(sent) },
            responses: { 201: one, 400: refused },
          },
          get: {
            operationId: 'listBooks',
            parameters: [inQuery('author', text), inQuery('shelf', { enum: ['a', 'b'] })],
            responses: { 200: { description: 'all', ...json({ type: 'array', items: book }) }, 400: refused },
          },
        },
        '/books/{bookId}': {
          parameters: [{ name: 'bookId', in: 'path', required: true, schema: { type: 'integer' } }],
          get: { operationId: 'getBook', responses: { 200: one, 404: refused } },
          put: {
            operationId: 'setBook',
            requestBody: { required: true, ...json(sent) },
            responses: { 200: one, 400: refused, 404: refused },
          },
        },
      },
    },
  }),
);

interface Oddity {
  mergesOnPut?: boolean;
  joinsByOr?: boolean;
  unknown?: number;
}

function createBooks({
  mergesOnPut = false,
  joinsByOr = false,
  unknown = 404,
}: Oddity): (request: Request) => Promise<Response> {
  const books = new Map<string, Members>();
  const isBook = (body: unknown): body is Members =>
    typeof body === 'object' &&
    body !== null &&
    ['title', 'author', 'shelf'].every((name) => {
      const value = (body as Members)[name];
      if (value === undefined) return name !== 'title';
      if (name === 'shelf') return value === 'a' || value === 'b';
      return typeof value === 'string' && value !== '' && [...value].length <= 60;
    });
  const pick = ({ title, author, shelf }: Members): Members =>
    JSON.parse(JSON.stringify({ title, author, shelf })) as Members;
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const id = /^\/books\/([^/]+)$/.exec(pathname)?.[1];
    const body = (await request.json().catch(() => undefined)) as unknown;
    if (id === undefined && request.method === 'GET') {
      const asked = [...searchParams];
      if (
        !asked.every(([name, value]) =>
          name === 'shelf' ? /^[ab]$/.test(value) : value !== '' && [...value].length <= 60,
        )
      )
        return new Response(null, { status: 400 });
      const fits = (each: Members): boolean =>
        asked[joinsByOr && asked.length > 0 ? 'some' : 'every'](([name, value]) => each[name] === value);
      return Response.json([...books.values()].filter(fits));
    }
    if (id === undefined) {
      if (!isBook(body)) return new Response(null, { status: 400 });
      const made = { id: books.size + 1, ...pick(body) };
      books.set(String(made.id), made);
      return Response.json(made, { status: 201 });
    }
    const known = books.get(id);
    if (!known) return new Response(null, { status: /^\d+$/.test(id) ? unknown : 404 });
    if (request.method === 'GET') return Response.json(known);
    if (!isBook(body)) return new Response(null, { status: 400 });
    const next = { ...(mergesOnPut ? known : { id: known['id'] }), ...pick(body) };
    books.set(id, next);
    return Response.json(next);
  };
}

const told = ({ problems }: VerifyReport) =>
  problems.map(({ severity, kind, clause }) => `${severity} ${kind} ${clause}`);

it('a server that does all that is right, also where every law is an error', async () => {
  const report = await verify({ contract, target: createBooks({}), strictLaws: true });
  expect(told(report)).toEqual([]);
  expect(report.conforms).toBe(true);
});

// At once: what is broken is looked at again for two seconds, in case that it settles.
it.concurrent.each<[string, Oddity, string]>([
  ['merges on PUT', { mergesOnPut: true }, 'warning not-kept setBook.law.replaced'],
  ['joins filters by or', { joinsByOr: true }, 'warning not-listed listBooks.law.filtered'],
  [
    'answers 400 for an identifier like its own, though the document has 404',
    { unknown: 400 },
    'warning undocumented-status addBook.law.read',
  ],
])('a server that %s is told so, which decides nothing', async (_, oddity, problem) => {
  const report = await verify({ contract, target: createBooks(oddity) });
  expect(told(report)).toEqual([problem]);
  expect(report.conforms).toBe(true);
});
