/** One API in several versions of OpenAPI: what 2.0, 3.0 and 3.1 say in words of their own is no change. */
import type { DocumentRow, Json } from './small-documents.ts';

const ok = { description: '' };
const info = { title: 'Things', version: '1' };

/** An operation in OpenAPI, with a schema in its body and one in a parameter. */
function modern(openapi: string, body: Json, parameter: Json, mediaType = 'application/json'): Json {
  return {
    openapi,
    info,
    servers: [{ url: 'https://a.example/v1' }],
    paths: {
      '/things/{id}': {
        put: {
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
            { name: 'q', in: 'query', ...parameter },
          ],
          requestBody: { required: true, content: { [mediaType]: { schema: body } } },
          responses: { '204': ok },
        },
      },
    },
  };
}

/** The same in Swagger 2.0. */
function swagger(body: Json, parameter: Json): Json {
  return {
    swagger: '2.0',
    info,
    host: 'a.example',
    basePath: '/v1',
    schemes: ['https'],
    consumes: ['application/json'],
    paths: {
      '/things/{id}': {
        put: {
          parameters: [
            { name: 'id', in: 'path', required: true, type: 'string' },
            { name: 'q', in: 'query', ...parameter },
            { name: 'body', in: 'body', required: true, schema: body },
          ],
          responses: { '204': ok },
        },
      },
    },
  };
}

const thing = (a: Json) => ({ type: 'object', required: ['a'], properties: { a } });
const text = { schema: { type: 'string' } };
const file = (a: Json) => modern('3.1.0', thing(a), text, 'multipart/form-data');
const old = (a: Json) => modern('3.0.3', thing(a), text);
const now = (a: Json) => modern('3.1.0', thing(a), text);
const list = { type: 'array', items: { type: 'string' } };

export const dialectRows: readonly DocumentRow[] = [
  ['null as a type', old({ type: 'string', nullable: true }), now({ type: ['string', 'null'] }), 'nobody'],
  [
    'null as an alternative',
    old({ type: 'string', nullable: true }),
    now({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
    'nobody',
  ],
  ['null no more', old({ type: 'string', nullable: true }), now({ type: 'string' }), 'both'],
  [
    'null among the values',
    old({ type: 'string', nullable: true, enum: ['x', null] }),
    now({ enum: ['x', null] }),
    'nobody',
  ],
  [
    'an excluded bound as a flag',
    old({ type: 'number', minimum: 1, exclusiveMinimum: true }),
    now({ type: 'number', exclusiveMinimum: 1 }),
    'nobody',
  ],
  [
    'a bound whose flag is gone',
    old({ type: 'number', minimum: 1, exclusiveMinimum: true }),
    now({ type: 'number', minimum: 1 }),
    'providers',
  ],
  ['one value as a constant', old({ type: 'string', enum: ['x'] }), now({ const: 'x' }), 'nobody'],
  ['an example as examples', old({ type: 'string', example: 'x' }), now({ type: 'string', examples: ['x'] }), 'nobody'],
  [
    'base64 as a format',
    old({ type: 'string', format: 'byte' }),
    now({ type: 'string', contentEncoding: 'base64' }),
    'nobody',
  ],
  ['base64 where any text was', old({ type: 'string' }), now({ type: 'string', contentEncoding: 'base64' }), 'both'],
  [
    'bytes as a format',
    file({ type: 'string', format: 'binary' }),
    file({ type: 'string', contentMediaType: 'application/octet-stream' }),
    'nobody',
  ],
  [
    'what stands beside a reference means nothing in 3.0',
    old({ type: 'string' }),
    modern('3.0.3', thing({ type: 'string' }), { schema: { type: 'string' } }),
    'nobody',
  ],
  ['3.1 as 3.2', now({ type: 'string' }), modern('3.2.0', thing({ type: 'string' }), text), 'nobody'],
  ['2.0 as 3.0', swagger(thing({ type: 'string' }), { type: 'string' }), old({ type: 'string' }), 'nobody'],
  [
    '2.0 as 3.1',
    swagger(thing({ type: 'string', 'x-nullable': true }), { type: 'string' }),
    now({ type: ['string', 'null'] }),
    'nobody',
  ],
  [
    '3.0 as 2.0',
    old({ type: 'integer', format: 'int64' }),
    swagger(thing({ type: 'integer', format: 'int64' }), { type: 'string' }),
    'nobody',
  ],
  [
    'a list between commas',
    swagger(thing({}), { ...list, collectionFormat: 'csv' }),
    modern('3.0.3', thing({}), { explode: false, schema: list }),
    'nobody',
  ],
  [
    'a list as 2.0 has it unless said',
    swagger(thing({}), list),
    modern('3.0.3', thing({}), { explode: false, schema: list }),
    'nobody',
  ],
  [
    'a list, each by itself',
    swagger(thing({}), { ...list, collectionFormat: 'multi' }),
    modern('3.0.3', thing({}), { schema: list }),
    'nobody',
  ],
  [
    'a list between pipes',
    swagger(thing({}), { ...list, collectionFormat: 'pipes' }),
    modern('3.0.3', thing({}), { style: 'pipeDelimited', explode: false, schema: list }),
    'nobody',
  ],
  [
    'a list that is written apart now',
    swagger(thing({}), list),
    modern('3.0.3', thing({}), { schema: list }),
    'both',
    'parameter-style-changed',
  ],
  [
    'a narrower member of 2.0',
    swagger(thing({ type: 'string' }), { type: 'string' }),
    old({ type: 'string', maxLength: 3 }),
    'both',
    'request-length-narrower',
  ],
];
