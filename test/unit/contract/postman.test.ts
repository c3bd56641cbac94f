/** A Postman collection is a contract: its requests are operations, its saved responses examples and scenarios. */
import { expect, it } from 'vitest';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { zoneOf } from '../../../src/contract/zone-of.ts';
import { startMock } from '../../../src/mock/start-mock.ts';
import { writeContract } from '../../write-contract.ts';

const json = [{ key: 'Content-Type', value: 'application/json' }];
const body = { mode: 'raw', raw: '{"title":"A","pages":3}', options: { raw: { language: 'json' } } };
const collection = {
  info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  variable: [{ key: 'baseUrl', value: 'https://api.test/v1' }],
  item: [
    {
      name: 'Books',
      item: [
        {
          name: 'Add a book',
          request: {
            method: 'POST',
            header: [...json, { key: 'X-Trace', value: '1' }],
            url: { raw: '{{baseUrl}}/books?dry=true', query: [{ key: 'dry', value: 'true' }] },
            body,
          },
          response: [
            {
              name: 'Made',
              code: 201,
              status: 'Created',
              header: json,
              body: '{"id":"1","title":"A"}',
              originalRequest: { method: 'POST', url: '{{baseUrl}}/books', body },
            },
            { name: 'Refused', code: 400, header: [], body: '{"error":"title"}' },
          ],
        },
        {
          name: 'Read',
          request: { method: 'GET', url: { raw: '{{baseUrl}}/books/:id', variable: [{ key: 'id', value: '1' }] } },
          response: [],
        },
        {
          name: 'Log in',
          request: {
            method: 'POST',
            url: '{{host}}/login',
            body: { mode: 'urlencoded', urlencoded: [{ key: 'user', value: 'a' }] },
          },
        },
      ],
    },
    { name: 'Ping', request: 'https://api.test/v1/ping' },
  ],
};

it('has operations, parameters, examples and scenarios, with the lines of the collection', async () => {
  const contract = loadContract(writeContract({ 'openapi.json': collection }));
  expect(contract.diagnostics).toEqual([]);
  expect(lintContract(contract)).toEqual([]);
  expect(
    contract.operations.map(({ method, path, parameters, responses }) => [
      method,
      path,
      ...parameters.map(({ name }) => name),
      ...responses.map(({ status }) => status),
    ]),
  ).toEqual([
    ['post', '/v1/books', 'dry', 'X-Trace', '201', '400', 'default'],
    ['get', '/v1/books/{id}', 'id', 'default'],
    ['post', '/login', 'default'],
    ['get', '/v1/ping', 'default'],
  ]);
  expect(
    contract.scenarios.get(contract.operations[0]?.id ?? '')?.map(({ name, response }) => [name, response.status]),
  ).toEqual([['made', 201]]);
  expect(contract.placeOf('/paths/~1v1~1books/post/responses/201').line).toBeGreaterThan(20);
  const mock = await startMock(contract, { port: 0 });
  const answer = await fetch(`${mock.url}/v1/books`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"title":"B"}',
  });
  expect([answer.status, await answer.json()]).toEqual([201, { id: '1', title: 'A' }]);
  await mock.close();
});

it('of which what was saved says whom it is about, by name, by value, or not at all', () => {
  const url = (raw: string, value?: string) => ({ raw, ...(value ? { variable: [{ key: 'id', value }] } : {}) });
  const saved = (name: string, address: unknown) => ({
    name,
    code: 200,
    header: json,
    body: '{}',
    originalRequest: { method: 'GET', url: address },
  });
  const item = {
    name: 'Read',
    request: { method: 'GET', url: url('{{baseUrl}}/books/:id') },
    response: [
      saved('named', url('{{baseUrl}}/books/:id', '7')),
      saved('written', url('{{baseUrl}}/books/8')),
      saved('nobody', url('{{baseUrl}}/books/:id')),
    ],
  };
  const contract = loadContract(writeContract({ 'openapi.json': { ...collection, item: [item] } }));
  const scenarios = [...contract.scenarios.values()].flat().map(({ name, request }) => [name, request.path]);
  expect(scenarios).toEqual([
    ['named', { id: '7' }],
    ['written', { id: '8' }],
  ]);
  expect(lintContract(contract)).toEqual([]);
});

it('demands nothing of a body or a number that it only shows: another one is open', () => {
  const paged = {
    name: 'List',
    request: { method: 'GET', url: { raw: '{{baseUrl}}/books?page=1', query: [{ key: 'page', value: '1' }] } },
  };
  const { item, ...rest } = collection;
  const contract = loadContract(writeContract({ 'shop.json': { ...rest, item: [...item, paged] } }) + '/shop.json');
  const [add, list] = ['post', 'get'].map((method) =>
    contract.operations.find((each) => each.method === method && each.path === '/v1/books'),
  );
  if (!add || !list) throw new Error('the collection has other operations');
  const zone = (sent?: unknown): string => zoneOf(contract, add, sent === undefined ? {} : { body: sent });
  expect(
    [
      { title: 'A', pages: 3 },
      { title: 'B', pages: 4 },
    ].map(zone),
  ).toEqual(['valid', 'valid']);
  expect([zone(), ...[{}, { title: 'A' }, { title: 1, pages: 3 }, { title: 'A', pages: 0.5 }, []].map(zone)]).toEqual(
    Array.from({ length: 6 }, () => 'open'),
  );
  expect(['1', '20', '0', 'x'].map((page) => zoneOf(contract, list, { query: { page } }))).toEqual([
    'valid',
    'valid',
    'open',
    'open',
  ]);
});

it.each([
  ['a request without an address', { request: { method: 'GET' } }, 'unread-operation', []],
  ['an item that is nothing', null, 'unread-operation', []],
  [
    'headers as one text',
    { request: { url: '/a', header: 'X-A: 1\nX-B: 2' } },
    'odd-structure',
    ['header X-A', 'header X-B'],
  ],
  ['headers as a map', { request: { url: '/a', header: { 'X-A': '1' } } }, 'odd-structure', ['header X-A']],
  [
    'a query as one text',
    { request: { url: { raw: '/a', query: 'b=1&c=2' } } },
    'odd-structure',
    ['query b', 'query c'],
  ],
  ['a body of no mode', { request: { url: '/a', body: { mode: 'xml' } } }, 'odd-structure', []],
  ['a code that is a text', { request: '/a', response: [{ code: '201' }] }, 'odd-status', ['201']],
  ['an answer without a code', { request: '/a', response: [{ name: 'x' }] }, 'unread-response', []],
  ['answers that are a map', { request: '/a', response: { a: {} } }, 'odd-structure', []],
])('tells %s', (_sentence, item, rule, read) => {
  const shop = { ...collection, item: [...collection.item, item] };
  const contract = loadContract(writeContract({ 'shop.json': shop }) + '/shop.json');
  expect(contract.diagnostics.map((diagnostic) => diagnostic.rule)).toEqual([rule]);
  expect(contract.diagnostics[0]?.place.line).toBeGreaterThan(1);
  const found = contract.operations.find(({ path }) => path === '/a');
  const parts = [
    ...(found?.parameters ?? []).map(({ in: place, name }) => `${place} ${name}`),
    ...(found?.responses ?? []).map(({ status }) => status).filter((status) => status !== 'default'),
  ];
  expect(parts).toEqual(read);
});

it('is read as the web interface of Postman gives it', () => {
  const contract = loadContract(writeContract({ 'shop.json': { collection } }) + '/shop.json');
  expect(contract.diagnostics).toEqual([]);
  expect(contract.title).toBe('Shop');
});
