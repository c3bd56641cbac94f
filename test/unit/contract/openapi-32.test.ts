/** What OpenAPI 3.2 added is read, served and told. */
import { request } from 'node:http';
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { startMock } from '../../../src/mock/start-mock.ts';
import { writeContract } from '../../write-contract.ts';

const word = { type: 'string', maxLength: 2 };
const contract = loadContract(
  writeContract({
    'openapi.json': {
      openapi: '3.2.0',
      $self: 'https://example.com/apis/things.json',
      info: { title: 'x', version: '1' },
      paths: {
        '/things': {
          query: {
            operationId: 'searchThings',
            requestBody: { required: true, content: { 'application/json': { $ref: '#/components/mediaTypes/Word' } } },
            responses: {
              200: {
                description: 'ok',
                content: {
                  'application/json': {
                    schema: { $ref: 'https://example.com/apis/things.json#/components/schemas/Word' },
                  },
                },
              },
            },
          },
          get: {
            operationId: 'listThings',
            parameters: [
              {
                name: 'all',
                in: 'querystring',
                required: true,
                content: {
                  'application/x-www-form-urlencoded': {
                    schema: { type: 'object', required: ['word'], properties: { word, many: { type: 'integer' } } },
                  },
                },
              },
            ],
            responses: { 200: { description: 'ok', content: { 'application/jsonl': { itemSchema: word } } } },
          },
          additionalOperations: { COPY: { operationId: 'copyThings', responses: { 200: { description: 'ok' } } } },
        },
      },
      components: {
        schemas: {
          Word: word,
          Pet: { type: 'object', discriminator: { propertyName: 'kind', defaultMapping: 'Word' } },
        },
        mediaTypes: { Word: { schema: word } },
      },
    },
  }),
);

function ask(url: string, method: string, body?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers =
      body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end(body);
  });
}

it('is read without a word', () => {
  expect(contract.diagnostics).toEqual([]);
  expect(contract.operations.map(({ id, method }) => `${method} ${id}`)).toEqual([
    'get listThings',
    'query searchThings',
    'copy copyThings',
  ]);
  expect(contract.operations[0]?.parameters).toMatchObject([
    { name: 'word', in: 'query', required: true, node: { schema: word } },
    { name: 'many', in: 'query', required: false },
  ]);
});

it('is served', async () => {
  const mock = await startMock(contract, { port: 0 });
  const answers = [
    await ask(`${mock.url}/things`, 'QUERY', '"ab"'),
    await ask(`${mock.url}/things`, 'QUERY', '"abc"'),
    await ask(`${mock.url}/things?word=ab`, 'GET'),
    await ask(`${mock.url}/things?word=abc`, 'GET'),
    await ask(`${mock.url}/things`, 'COPY'),
  ];
  await mock.close();
  expect(answers[0]).toBe(200);
  expect(answers[1]).toBeGreaterThanOrEqual(400);
  expect(answers[2]).toBe(200);
  expect(answers[3]).toBeGreaterThanOrEqual(400);
  expect(answers[4]).toBe(200);
});
