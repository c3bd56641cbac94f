/** Odd paths, methods, parameters, bodies and answers, each with the rules that tell it and what is read. */
import type { ContractRule } from '../../../src/contract/contract-rule.ts';

const ok = { description: 'ok' };
export const text = { type: 'string' };
export const responses = { 200: ok };
/** One operation of `GET /things/{id}`, with what is given. */
export const operation = (
  more: object,
  parameters: unknown = [{ name: 'id', in: 'path', required: true, schema: text }],
) => ({
  '/things/{id}': { get: { operationId: 'readThing', parameters, responses, ...more } },
});

export type Row = [sentence: string, paths: unknown, rules: readonly ContractRule[], shape: readonly string[]];

export const structures: readonly Row[] = [
  ['answers that are null', operation({ responses: null }), ['odd-structure'], ['get /things/{id}, path id']],
  ['answers that are a list', operation({ responses: [ok] }), ['odd-structure'], ['get /things/{id}, path id']],
  [
    'an answer that is null',
    operation({ responses: { 200: null } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'an answer that is a text',
    operation({ responses: { 200: 'fine' } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a status in small letters',
    operation({ responses: { '2xx': ok } }),
    ['odd-status'],
    ['get /things/{id}, path id, 2XX'],
  ],
  ['a status by its phrase', operation({ responses: { ok } }), ['odd-status'], ['get /things/{id}, path id, 200']],
  [
    'a status with its phrase',
    operation({ responses: { '404 Not Found': ok } }),
    ['odd-status'],
    ['get /things/{id}, path id, 404'],
  ],
  [
    'a status that is none',
    operation({ responses: { 200: ok, fine: ok, 999: ok } }),
    ['unread-response'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a schema outside content',
    operation({ responses: { 200: { description: '', schema: text } } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200 application/json'],
  ],
  [
    'content without a media type',
    operation({ responses: { 200: { description: '', content: { schema: text } } } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200 application/json'],
  ],
  [
    'a media type by its nickname',
    operation({ responses: { 200: { description: '', content: { json: { schema: text } } } } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200 application/json'],
  ],
  [
    'no content',
    operation({ responses: { 200: { description: '', content: null, headers: null } } }),
    ['empty-member'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'parameters that are null',
    operation({}, null),
    ['empty-member', 'missing-path-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'parameters that are a map',
    operation({}, { id: { in: 'path', required: true, schema: text } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200'],
  ],
  ['a template without a parameter', operation({}, []), ['missing-path-parameter'], ['get /things/{id}, path id, 200']],
  [
    'a template in another case',
    operation({}, [{ name: 'ID', in: 'path', required: true, schema: text }]),
    ['missing-path-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a template',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 'no', in: 'path', required: true, schema: text },
    ]),
    ['missing-path-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a name',
    operation({}, [
      { in: 'query', schema: text },
      { name: 'id', in: 'path', required: true, schema: text },
    ]),
    ['unread-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a place',
    operation({}, [
      { name: 'x', schema: text },
      { name: 'id', in: 'path', required: true, schema: text },
    ]),
    ['unread-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a path parameter without a place',
    operation({}, [{ name: 'id', schema: text }]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter that is null',
    operation({}, [null, { name: 'id', in: 'path', required: true, schema: text }]),
    ['unread-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter of nowhere',
    operation({}, [{ $ref: '#/components/parameters/No' }, { name: 'id', in: 'path', required: true, schema: text }]),
    ['dangling-reference'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a place in another case',
    operation({}, [{ name: 'id', in: 'Path', schema: text }]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a type beside the name',
    operation({}, [{ name: 'id', in: 'path', required: true, type: 'string' }]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'one parameter twice',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 'id', in: 'path', required: true, schema: text },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a flag as a text',
    operation({}, [
      { name: 'id', in: 'path', required: true, schema: text },
      { name: 'q', in: 'query', required: 'true', schema: text },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, query q, 200'],
  ],
  ['no answers', operation({ responses: {} }), ['no-responses'], ['get /things/{id}, path id']],
  [
    'headers and links that are lists',
    operation({ responses: { 200: { description: 'ok', headers: [{ name: 'x' }], links: [1] } } }),
    ['odd-structure'],
    ['get /things/{id}, path id, 200'],
  ],
  ['an id that is a number', operation({ operationId: 5 }), ['odd-structure'], ['get /things/{id}, path id, 200']],
  [
    'credentials of a scheme that is not there',
    operation({ security: [{ nobody: [] }] }),
    ['unread-security'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'credentials that are no list',
    operation({ security: { nobody: [] } }),
    ['odd-structure', 'unread-security'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a body without content',
    { '/things': { post: { requestBody: { required: 'true' }, responses } } },
    ['odd-parameter'],
    ['post /things, body , 200'],
  ],
  [
    'a body as a parameter',
    { '/things': { post: { parameters: [{ in: 'body', name: 'b', schema: text }], responses } } },
    ['odd-parameter'],
    ['post /things, body application/json, 200'],
  ],
  [
    'a form as parameters',
    { '/things': { post: { parameters: [{ in: 'formData', name: 'b', type: 'string' }], responses } } },
    ['odd-parameter'],
    ['post /things, body application/x-www-form-urlencoded, 200'],
  ],
  [
    'a body that is null',
    { '/things': { post: { requestBody: null, responses } } },
    ['empty-member'],
    ['post /things, 200'],
  ],
  [
    'a body of nowhere',
    { '/things': { post: { requestBody: { $ref: '#/components/requestBodies/No' }, responses } } },
    ['dangling-reference'],
    ['post /things, 200'],
  ],
  [
    'an answer of nowhere',
    { '/things': { post: { responses: { 200: { $ref: '#/components/responses/No' } } } } },
    ['dangling-reference'],
    ['post /things, 200'],
  ],
  ['a method in capitals', { '/things': { POST: { responses } } }, ['odd-structure'], ['post /things, 200']],
  [
    'a method that is none',
    { '/things': { pots: { responses }, post: { responses } } },
    ['unread-operation'],
    ['post /things, 200'],
  ],
  [
    'an operation that is null',
    { '/things': { post: { responses }, get: null } },
    ['unread-operation'],
    ['post /things, 200'],
  ],
  [
    'a path that is a text',
    { '/things': { post: { responses } }, '/no': 'no' },
    ['unread-operation'],
    ['post /things, 200'],
  ],
  [
    'a path that is null',
    { '/things': { post: { responses } }, '/no': null },
    ['unread-operation'],
    ['post /things, 200'],
  ],
  [
    'a path of nowhere',
    { '/things': { post: { responses } }, '/no': { $ref: 'no.yaml' } },
    ['dangling-reference'],
    ['post /things, 200'],
  ],
  ['a path without its slash', { things: { post: { responses } } }, ['odd-path'], ['post /things, 200']],
  ['a path with a query', { '/things?kind=a': { get: { responses } } }, ['odd-path'], ['get /things, query kind, 200']],
  ['a path with a fragment', { '/things#a': { get: { responses } } }, ['odd-path'], ['get /things, 200']],
  [
    'two paths that differ in their fragments',
    { '/things#a': { get: { responses } }, '/things#b': { get: { responses }, post: { responses } } },
    ['odd-path', 'path-twice'],
    ['get /things, 200', 'post /things, 200'],
  ],
  [
    'one template twice',
    {
      '/things/{a}': { parameters: [{ name: 'a', in: 'path', required: true, schema: text }], get: { responses } },
      '/things/{b}': {
        parameters: [{ name: 'b', in: 'path', required: true, schema: text }],
        get: { responses },
        put: { responses },
      },
    },
    ['path-twice'],
    ['get /things/{a}, path a, 200', 'put /things/{b}, path b, 200'],
  ],
  [
    'a link to nowhere',
    { '/things': { post: { responses: { 200: { description: '', links: { a: { operationId: 'no' }, b: null } } } } } },
    ['unread-link'],
    ['post /things, 200'],
  ],
  [
    'an operation of 3.2',
    { '/things': { query: { responses }, additionalOperations: { COPY: { responses } } } },
    [],
    ['query /things, 200', 'copy /things, 200'],
  ],
];
