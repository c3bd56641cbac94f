/** References that are not called after what they name: by a name that only one kind of thing has, or by a schema. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { formatExpression } from '../../../src/contract/runtime-expression.ts';
import { referenceSources } from '../../../src/contract/resource/find-references.ts';
import { writeContract } from '../../write-contract.ts';

const key = { $ref: '#/components/schemas/Key' };
const text = { type: 'string' };
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });

/** What feeds the body of one operation, beside authors that have a key and books that have an ISBN. */
function sourcesOf(route: string, body: Record<string, unknown>): string[] {
  const post = (path: string, answer: unknown) => ({
    [path]: {
      post: {
        operationId: path,
        ...(path === route ? { requestBody: json(object(body)) } : {}),
        responses: { 201: { description: 'made', ...json(answer) } },
      },
    },
  });
  const get = (path: string, name: string, schema: unknown) => ({
    [path]: {
      parameters: [{ name, in: 'path', required: true, schema }],
      get: { operationId: path, responses: { 200: { description: 'one' } } },
    },
  });
  const paths = {
    // What was sent comes back: whoever names a thing has not made it.
    ...post(route, object(body)),
    ...post('/authors', object({ key, name: text })),
    ...get('/authors/{key}', 'key', key),
    ...post('/books', object({ isbn: text, title: text })),
    ...get('/books/{isbn}', 'isbn', text),
  };
  const components = { schemas: { Key: { type: 'string', pattern: '^[a-z]+$' } } };
  const document = { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths, components };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const operation = contract.operations.find(({ id }) => id === route);
  return (operation ? referenceSources(contract, operation) : []).flatMap(({ operation: { id }, gives }) =>
    gives.map(({ at, from: [first] }) => `${at.join('.')} <- ${id} ${first ? formatExpression(first.expression) : ''}`),
  );
}

it.each<[string, Record<string, unknown>, string[]]>([
  ['/loans', { isbn: text, until: text }, ['body.isbn <- /books $response.body#/isbn']],
  ['/books/register', { isbn: text }, []],
  ['/books', { isbn: text }, []],
  ['/reviews', { writer: key }, ['body.writer <- /authors $response.body#/key']],
  ['/authors', { writer: key }, []],
  ['/reviews', { key }, []],
  ['/reviews', { title: text, name: text }, []],
  ['/reviews', { author: { type: 'integer' } }, ['body.author <- /authors $response.body#/key']],
  [
    '/reviews',
    { author: { type: ['string', 'null'], format: 'uuid' } },
    ['body.author <- /authors $response.body#/key'],
  ],
  ['/reviews', { author: text, book: { type: 'number' } }, []],
  ['/authors', { author: { type: 'integer' } }, []],
])('a request to %s with %j', (route, body, wanted) => {
  expect(sourcesOf(route, body)).toEqual(wanted);
});
