/** Resources: what operations work on, as the document says or its shape suggests. */
import { expect, test } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { listResources } from '../../../src/contract/resource/list-resources.ts';
import { contractOf, list, object, ref, text } from '../../resource-contract.ts';
import { ordersContract, ownContract } from '../../write-contract.ts';

/** `book /books/{id} [id] create addBook path, …` */
function told(contract: Contract): string[] {
  return listResources(contract).map(({ name, item, single, identity, parents, uses, laws }) =>
    [
      name,
      item ?? '-',
      ...(single ? ['single'] : [`[${identity?.member?.join('/') ?? ''}]`]),
      ...parents.map(({ key, resource }) => `<${key}:${resource ?? ''}>`),
      uses.map(({ role, operation, evidence }) => `${role} ${operation.id} ${evidence}`).join(', '),
      `= ${laws.map((law) => law.name + (law.declared ? '!' : '')).join(' ')}`,
    ].join(' '),
  );
}

const thing = object({ id: text, name: text });

test('a collection and its items are one resource, whatever their identifiers are called', () => {
  const book = object({ book_id: text, title: text });
  expect(
    told(
      contractOf({
        'GET /v1/books': { answer: object({ data: list(book), total: { type: 'integer' } }) },
        'POST /v1/books': { body: object({ title: text }), answer: object({ data: book }) },
        'GET /v1/books/{bookId}': { answer: object({ data: book }) },
        'PUT /v1/books/{bookId}': { body: book, answer: book },
        'PATCH /v1/books/{bookId}': { body: book, answer: book },
        'DELETE /v1/books/{bookId}': {},
      }),
    ),
  ).toEqual([
    'book /v1/books/{bookId} [book_id] read GET /v1/books/{bookId} path, replace PUT /v1/books/{bookId} path, remove DELETE /v1/books/{bookId} path, change PATCH /v1/books/{bookId} path, list GET /v1/books path, create POST /v1/books path = read listed replaced changed gone',
  ]);
});

test.each(['/', '.json', '.{format}'])('paths that end in %s are read as those without it', (end) => {
  const routes = ['GET /books', 'POST /books', 'GET /books/{id}', 'PATCH /books/{id}', 'DELETE /books/{id}'];
  const more = [
    'GET /books/{id}/pages',
    'POST /books/{id}/pages',
    'GET /books/{id}/pages/{no}',
    'POST /books/{id}/lend',
  ];
  const contractAt = (tail: string): Contract =>
    contractOf(
      Object.fromEntries(
        [...routes, ...more].map((route) => {
          const answer = /^GET.*s$/.test(route) ? list(thing) : thing;
          return [route + tail, route.startsWith('P') ? { body: thing, answer } : { answer }];
        }),
      ),
    );
  const plain = told(contractAt(''));
  expect(plain).toHaveLength(2);
  expect(told(contractAt(end)).map((line) => line.replaceAll(`${end} `, ' '))).toEqual(plain);
});

test('what is below a thing names it, and a collection may hold things that have a path elsewhere', () => {
  expect(
    told(
      contractOf(
        {
          'GET /shops/{id}': { answer: thing },
          'POST /shops/{id}/orders': { body: thing, answer: ref('Order') },
          'GET /shops/{id}/orders': { answer: list(ref('Order')) },
          'GET /orders/{order_id}': { answer: ref('Order') },
          'GET /tenants/{tenant}/tags': { answer: list(thing) },
        },
        { schemas: { Order: thing } },
      ),
    ),
  ).toEqual([
    'shop /shops/{id} [id] read GET /shops/{id} path = ',
    'order /orders/{order_id} [id] <shopid:shop> read GET /orders/{order_id} path, list GET /shops/{id}/orders schema, create POST /shops/{id}/orders schema = read listed',
    'tag - [id] <tenant:> list GET /tenants/{tenant}/tags path = ',
  ]);
});

test('one thing for each parent, or for all, is a resource of its own', () => {
  expect(
    told(
      contractOf({
        'GET /users/{id}': { answer: thing },
        'GET /users/{id}/profile': { answer: object({ bio: text }) },
        'PUT /users/{id}/profile': { body: object({ bio: text }), answer: object({ bio: text }) },
        'GET /settings': { answer: object({ theme: text }) },
        'PATCH /settings': { body: object({ theme: text }), answer: object({ theme: text }) },
        'GET /health': { answer: object({ up: text }) },
      }),
    ),
  ).toEqual([
    'user /users/{id} [id] read GET /users/{id} path = ',
    'profile /users/{id}/profile single <userid:user> read GET /users/{id}/profile path, replace PUT /users/{id}/profile path = read replaced',
    'setting /settings single read GET /settings path, change PATCH /settings path = changed',
  ]);
});

test('verbs in paths, singular collections and what answers with the same schema belong to it', () => {
  expect(
    told(
      contractOf(
        {
          'POST /pet/create': { body: thing, answer: ref('Pet') },
          'GET /pet/list': { answer: list(ref('Pet')) },
          'GET /pet/{petId}': { answer: ref('Pet') },
          'POST /pet/{petId}/adoption': { body: object({ by: text }), answer: ref('Pet'), status: 200 },
          'GET /pet/{petId}/photo': { answer: object({ url: text }) },
        },
        { schemas: { Pet: thing } },
      ),
    ),
  ).toEqual([
    'pet /pet/{petId} [id] read GET /pet/{petId} path, create POST /pet/create verb, list GET /pet/list schema, change POST /pet/{petId}/adoption schema = read listed changed',
  ]);
});

test('a link is better evidence than a path, and x-resource is better than both', () => {
  const routes = {
    'POST /books': {
      body: thing,
      answer: thing,
      links: { own: { operationId: 'GET /books/{no}', parameters: { no: '$response.body#/id' } } },
    },
    'GET /books/{no}': { answer: thing },
    'DELETE /books/{no}': {},
  };
  expect(told(contractOf(routes))).toEqual([
    'book /books/{no} [id] read GET /books/{no} path, remove DELETE /books/{no} path, create POST /books link = read gone',
  ]);
  const declared = {
    name: 'volume',
    identity: 'name',
    operations: { 'GET /books/{no}': 'read', 'POST /books': 'create' },
    laws: ['read'],
  };
  expect(told(contractOf(routes, { paths: { '/books/{no}': { 'x-resource': declared } } }))).toEqual([
    'volume /books/{no} [name] create POST /books declared, read GET /books/{no} declared = read!',
  ]);
  expect(told(contractOf(routes, { paths: { '/books/{no}': { 'x-resource': { identity: 'name' } } } }))[0]).toMatch(
    /= read! gone!$/,
  );
  expect(told(contractOf(routes, { paths: { '/books/{no}': { 'x-resource': false } } }))).toEqual([]);
});

test('a list by a value is no item, and two resources never share a name', () => {
  expect(
    told(
      contractOf({
        'GET /orders/{status}': { answer: list(thing) },
        'GET /a/things/{id}': { answer: thing },
        'GET /b/things/{id}': { answer: thing },
      }),
    ).map((line) => line.split(' ').slice(0, 2).join(' ')),
  ).toEqual(['thing /a/things/{id}', 'b-thing /b/things/{id}']);
});

test('the contracts of this repository have what they seem to have', () => {
  expect(told(loadContract(ownContract))).toEqual([]);
  expect(told(loadContract(ordersContract))).toEqual([
    'order /orders/{orderId} [id] read readOrder path, replace replaceOrder path, remove removeOrder path, list listOrders path, create createOrder link = read listed replaced gone',
  ]);
});

test('a list whose things have no path of their own holds what is made elsewhere, and acts change it', () => {
  const loan = object({ loanId: text, borrower: text });
  expect(
    told(
      contractOf(
        {
          'GET /loans': { answer: list(ref('Loan')) },
          'POST /copies/{copyId}/loans': { body: ref('Loan'), answer: ref('Loan') },
          'POST /loans/{loanId}/return': { answer: ref('Loan') },
          'POST /shops/{shop}/loans': { body: ref('Credit'), answer: ref('Credit') },
        },
        { schemas: { Loan: loan, Credit: object({ amount: text }) } },
      ),
    ),
  ).toEqual([
    'loan - [loanId] <copyid:> list GET /loans path, create POST /copies/{copyId}/loans schema, change POST /loans/{loanId}/return schema = listed changed',
  ]);
});

test('what x-resource says of an operation that nothing suggests holds, too: where the thing stands is found by its role', () => {
  const answer = { type: 'object', properties: { data: thing } };
  const routes = {
    'POST /makeBook': { body: thing, answer },
    'POST /searchBooks': { body: { type: 'object' }, answer: { type: 'object', properties: { found: list(thing) } } },
    'GET /books/{id}': { answer: thing },
  };
  const operations = { 'POST /makeBook': 'create', 'POST /searchBooks': 'list', 'GET /books/{id}': 'read' };
  const [resource] = listResources(contractOf(routes, { paths: { '/books/{id}': { 'x-resource': { operations } } } }));
  const uses = resource?.uses.map(({ role, shown, identity }) => [role, shown, identity[0]?.expression.tokens]);
  expect(uses).toContainEqual(['create', ['data'], ['data', 'id']]);
  expect(uses).toContainEqual(['list', ['found'], undefined]);
});
