/** Sources: where the identifiers that an operation needs come from. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { formatExpression } from '../../../src/contract/runtime-expression.ts';
import { keptSource, pathSources, versionSource, type Source } from '../../../src/contract/resource/find-sources.ts';
import { referencePlaces, referenceSources } from '../../../src/contract/resource/find-references.ts';
import { writeContract } from '../../write-contract.ts';

type Answer = Record<string, unknown> | undefined;

interface Route {
  answer?: Answer;
  status?: number;
  body?: Record<string, unknown>;
  links?: Record<string, unknown>;
  headers?: readonly string[];
  query?: readonly string[];
}

const text = { type: 'string' };
const object = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, text])),
});

/** `{ 'POST /books': { answer } }` as a contract; operations are called by method and path. */
function contractOf(routes: Record<string, Route>): Contract {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [route, { answer, status, body, links, headers = [], query = [] }] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ');
    const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: text,
    }));
    const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: {
        operationId: route,
        parameters: [
          ...inPath,
          ...headers.map((name) => ({ name, in: 'header', schema: text })),
          ...query.map((name) => ({ name, in: 'query', schema: text })),
        ],
        ...(body ? { requestBody: json(body) } : {}),
        responses: {
          [status ?? (method === 'POST' ? 201 : 200)]: {
            description: 'done',
            ...(answer ? json(answer) : {}),
            ...(links ? { links } : {}),
          },
        },
      },
    };
  }
  const components = { schemas: { Loan: object('id', 'until'), Desk: object('id', 'name') } };
  const document = { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths, components };
  return loadContract(writeContract({ 'openapi.json': document }));
}

function told(sources: readonly Source[]): string[] {
  return sources.map(
    ({ operation, evidence, gives }) =>
      `${evidence} ${operation.id}: ${gives
        .map(({ at, from }) => {
          const [first] = from;
          return `${at.join('.')} <- ${first ? formatExpression(first.expression) : ''}${first?.lastSegment ? ' (last)' : ''}`;
        })
        .join(', ')}`,
  );
}

function sourcesOf(routes: Record<string, Route>, id: string): string[] {
  const contract = contractOf(routes);
  return told(pathSources(contract, contract.operations.find((each) => each.id === id) as never));
}

describe('the identifier of a thing', () => {
  it.each<[string, Record<string, Route>, string, string]>([
    [
      'by the same name in the answer to its creation',
      { 'POST /books': { answer: object('title', 'bookId') }, 'GET /books/{bookId}': {} },
      'GET /books/{bookId}',
      'created POST /books: path.bookId <- $response.body#/bookId',
    ],
    [
      'by `id`',
      { 'POST /books': { answer: object('id', 'title') }, 'GET /books/{bookId}': {} },
      'GET /books/{bookId}',
      'created POST /books: path.bookId <- $response.body#/id',
    ],
    [
      'by the name without the noun',
      { 'POST /copies': { answer: object('no', 'state') }, 'GET /copies/{copyNo}': {} },
      'GET /copies/{copyNo}',
      'created POST /copies: path.copyNo <- $response.body#/no',
    ],
    [
      'in another spelling',
      { 'POST /books': { answer: object('book_id') }, 'GET /books/{bookId}': {} },
      'GET /books/{bookId}',
      'created POST /books: path.bookId <- $response.body#/book_id',
    ],
    [
      'inside an envelope',
      {
        'POST /books': { answer: { type: 'object', properties: { code: text, data: object('id', 'title') } } },
        'GET /books/{id}': {},
      },
      'GET /books/{id}',
      'created POST /books: path.id <- $response.body#/data/id',
    ],
    [
      'by the last segment of Location, where the answer has no such member',
      { 'POST /books': { answer: object('title') }, 'GET /books/{slug}': {} },
      'GET /books/{slug}',
      'created POST /books: path.slug <- $response.body#/slug',
    ],
    [
      'where the collection is in the singular, or has a verb behind it',
      { 'POST /book': { answer: object('id') }, 'GET /books/{id}': {} },
      'GET /books/{id}',
      'created POST /book: path.id <- $response.body#/id',
    ],
    [
      'where the creation is a path of its own',
      { 'POST /books/create': { answer: object('id') }, 'GET /books/{id}': {} },
      'GET /books/{id}',
      'created POST /books/create: path.id <- $response.body#/id',
    ],
    [
      'where it is made elsewhere and only its name says so',
      { 'POST /desk/borrow': { answer: object('loanId') }, 'GET /loans/{loanId}': {} },
      'GET /loans/{loanId}',
      'created POST /desk/borrow: path.loanId <- $response.body#/loanId',
    ],
    [
      'where it is made elsewhere and the answer is of its schema',
      {
        'POST /desk/open': { answer: { $ref: '#/components/schemas/Desk' } },
        'POST /desk/borrow': { answer: { $ref: '#/components/schemas/Loan' } },
        'GET /loans/{id}': { answer: { $ref: '#/components/schemas/Loan' } },
      },
      'GET /loans/{id}',
      'created POST /desk/borrow: path.id <- $response.body#/id',
    ],
    [
      'below another one, whose identifier the creation was sent',
      { 'POST /books/{id}/copies': { answer: object('no') }, 'GET /books/{bookId}/copies/{copyNo}': {} },
      'GET /books/{bookId}/copies/{copyNo}',
      'created POST /books/{id}/copies: path.bookId <- $request.path.id, path.copyNo <- $response.body#/no',
    ],
    [
      'where it is made below something else',
      { 'POST /books/{bookId}/photos': { answer: object('photoId') }, 'GET /photos/{photoId}': {} },
      'GET /photos/{photoId}',
      'created POST /books/{bookId}/photos: path.photoId <- $response.body#/photoId',
    ],
    [
      'from a list, where nothing makes it',
      {
        'GET /books': { answer: { type: 'object', properties: { items: { type: 'array', items: object('id') } } } },
        'GET /books/{bookId}': {},
      },
      'GET /books/{bookId}',
      'listed GET /books: path.bookId <- $response.body#/items/0/id',
    ],
    [
      'by the choice of whoever puts it there',
      { 'PUT /files/{name}': { status: 201 }, 'GET /files/{name}': {} },
      'GET /files/{name}',
      'chosen PUT /files/{name}: path.name <- $request.path.name',
    ],
    [
      'by what the document links',
      {
        'POST /books': {
          answer: object('id', 'number'),
          links: { read: { operationId: 'GET /books/{id}', parameters: { id: '$response.body#/number' } } },
        },
        'GET /books/{id}': {},
      },
      'GET /books/{id}',
      'link POST /books: path.id <- $response.body#/number',
    ],
    [
      'by a link to another operation on the same thing',
      {
        'POST /books': {
          answer: object('number'),
          links: { read: { operationId: 'GET /books/{id}', parameters: { id: '$response.body#/number' } } },
        },
        'GET /books/{id}': {},
        'POST /books/{book}/sell': {},
      },
      'POST /books/{book}/sell',
      'link POST /books: path.book <- $response.body#/number',
    ],
  ])('is found %s', (_sentence, routes, id, wanted) => {
    expect(sourcesOf(routes, id)[0]).toBe(wanted);
  });

  it('has a creation before a list, and a link before both', () => {
    const list = { answer: { type: 'array', items: object('id') } };
    const link = { read: { operationId: 'GET /books/{id}', parameters: { id: '$response.body#/id' } } };
    const routes = { 'GET /books': list, 'POST /books': { answer: object('id'), links: link }, 'GET /books/{id}': {} };
    expect(sourcesOf(routes, 'GET /books/{id}').map((each) => each.split(' ', 1)[0])).toEqual([
      'link',
      'created',
      'listed',
    ]);
  });

  it('is made up where nothing gives it', () => {
    expect(sourcesOf({ 'GET /books/{id}': {}, 'POST /shops': { answer: object('id') } }, 'GET /books/{id}')).toEqual(
      [],
    );
  });
});

describe('a member that names another resource', () => {
  const routes = { 'POST /books': { answer: object('id') }, 'GET /books/{bookId}': {} };
  const referring = (route: Route, id = 'POST /loans') => {
    const contract = contractOf({ ...routes, [id]: route });
    return told(referenceSources(contract, contract.operations.find((each) => each.id === id) as never));
  };

  it.each(['book_id', 'bookId', 'borrowedBookId'])('is fed by the creation of it: %s', (name) => {
    expect(referring({ body: object(name, 'until') })).toEqual([
      `created POST /books: body.${name} <- $response.body#/id`,
    ]);
  });

  it('may be a parameter', () => {
    expect(referring({ query: ['bookId'] })).toEqual(['created POST /books: query.bookId <- $response.body#/id']);
  });

  it('is the thing itself where a change repeats it', () => {
    expect(referring({ body: object('id', 'title') }, 'PUT /books/{bookId}')).toEqual([
      'created POST /books: body.id <- $response.body#/id',
    ]);
  });

  it('is none that its creation gives a name to', () => {
    expect(referring({ body: object('bookId', 'title') }, 'POST /books')).toEqual([]);
  });
});

describe('a condition', () => {
  it('is about the version that a read of the same thing tells', () => {
    const contract = contractOf({ 'GET /books/{id}': {}, 'PUT /books/{bookId}': { headers: ['If-Match'] } });
    const put = contract.operations.find(({ method }) => method === 'put') as never;
    const source = versionSource(contract, put);
    expect(told(source ? [source] : [])).toEqual(['version GET /books/{id}: header.if-match <- $response.header.etag']);
  });
});

describe('a member that names something which nobody makes', () => {
  it.each([
    ['owner_id', true],
    ['ownerId', true],
    ['ownerUUID', true],
    ['bookId', false],
    ['paid', false],
    ['id', false],
    ['grid', false],
  ])('%s', (name, wanted) => {
    const contract = contractOf({ 'POST /books': { body: object(name, 'title') } });
    expect(referencePlaces(contract, contract.operations[0] as never)).toEqual(wanted ? [`body/${name}`] : []);
  });
});

describe('the thing that a change is about', () => {
  const routes = { 'POST /pet': { answer: object('id', 'name') }, 'GET /pet/{petId}': {} };
  const referring = (more: Record<string, Route>, id: string) => {
    const contract = contractOf({ ...routes, ...more });
    return told(referenceSources(contract, contract.operations.find((each) => each.id === id) as never));
  };

  it('may stand in its body alone', () => {
    expect(referring({ 'PUT /pet': { body: object('id', 'name') } }, 'PUT /pet')).toEqual([
      'created POST /pet: body.id <- $response.body#/id',
    ]);
  });

  it('is not its id where the path has a name', () => {
    const users = {
      'POST /user': { answer: object('username') },
      'PUT /user/{username}': { body: object('id', 'username') },
    };
    expect(referring(users, 'PUT /user/{username}')).toEqual([
      'created POST /user: body.username <- $response.body#/username',
    ]);
  });
});

describe('what is kept at a path of its own', () => {
  it.each([
    ['PUT /doors/{id}/lock', 'GET /doors/{id}/lock', 'PUT /doors/{id}/lock'],
    ['POST /doors/{id}/lock', 'GET /doors/{id}/lock', 'POST /doors/{id}/lock'],
    ['POST /doors/{id}/keys', 'GET /doors/{id}/keys', undefined],
  ])('%s comes before %s', (keep, read, wanted) => {
    const contract = contractOf({ [keep]: {}, [read]: {} });
    const source = keptSource(contract, contract.operations.find(({ id }) => id === read) as never);
    expect(source?.operation.id).toBe(wanted);
  });
});
