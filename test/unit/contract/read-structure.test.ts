/** What is odd about paths, methods, parameters, bodies and answers is read as what it means, or leaves out what has no meaning. */
import { describe, expect, it } from 'vitest';
import type { ContractRule } from '../../../src/contract/contract-rule.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';

function load(paths: unknown, more: object = {}): Contract {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, ...more };
  return loadContract(writeContract({ 'openapi.json': document }));
}

function rulesOf({ diagnostics }: Contract): ContractRule[] {
  return [...new Set(diagnostics.map(({ rule }) => rule))].sort();
}

const ok = { description: 'ok' };
const text = { type: 'string' };
const responses = { 200: ok };
/** One operation of `GET /things/{id}`, with what is given. */
const operation = (more: object, parameters: unknown = [{ name: 'id', in: 'path', required: true, schema: text }]) => ({
  '/things/{id}': { get: { operationId: 'readThing', parameters, responses, ...more } },
});

/** What matters of a contract: its operations with their parameters and answers. */
function shapeOf({ operations }: Contract) {
  return operations.map(({ method, path, parameters, responses: answers, body }) =>
    [
      `${method} ${path}`,
      ...parameters.map(({ in: place, name, required }) => `${place} ${name}${required ? '' : '?'}`),
      ...(body ? [`body ${body.contents.map(({ mediaType }) => mediaType).join()}`] : []),
      ...answers.map(({ status, contents }) => status + contents.map(({ mediaType }) => ` ${mediaType}`).join('')),
    ].join(', '),
  );
}

type Row = [sentence: string, paths: unknown, rules: readonly ContractRule[], shape: readonly string[]];

const rows: Row[] = [
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
    [],
    ['get /things/{id}, path id, 200'],
  ],
  ['parameters that are null', operation({}, null), ['missing-path-parameter'], ['get /things/{id}, path id, 200']],
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
      { name: 'id', in: 'path', schema: text },
      { name: 'no', in: 'path', schema: text },
    ]),
    ['missing-path-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a name',
    operation({}, [
      { in: 'query', schema: text },
      { name: 'id', in: 'path', schema: text },
    ]),
    ['unread-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter without a place',
    operation({}, [
      { name: 'x', schema: text },
      { name: 'id', in: 'path', schema: text },
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
    operation({}, [null, { name: 'id', in: 'path', schema: text }]),
    ['unread-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a parameter of nowhere',
    operation({}, [{ $ref: '#/components/parameters/No' }, { name: 'id', in: 'path', schema: text }]),
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
    operation({}, [{ name: 'id', in: 'path', type: 'string' }]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'one parameter twice',
    operation({}, [
      { name: 'id', in: 'path', schema: text },
      { name: 'id', in: 'path', schema: text },
    ]),
    ['odd-parameter'],
    ['get /things/{id}, path id, 200'],
  ],
  [
    'a flag as a text',
    operation({}, [
      { name: 'id', in: 'path', schema: text },
      { name: 'q', in: 'query', required: 'true', schema: text },
    ]),
    [],
    ['get /things/{id}, path id, query q, 200'],
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
  ['a body that is null', { '/things': { post: { requestBody: null, responses } } }, [], ['post /things, 200']],
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
  ['a path that is null', { '/things': { post: { responses } }, '/no': null }, [], ['post /things, 200']],
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
      '/things/{a}': { parameters: [{ name: 'a', in: 'path', schema: text }], get: { responses } },
      '/things/{b}': { parameters: [{ name: 'b', in: 'path', schema: text }], get: { responses }, put: { responses } },
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

describe('the structure of a document', () => {
  it.each(rows)('%s', (_sentence, paths, rules, shape) => {
    const contract = load(paths);
    expect({ rules: rulesOf(contract), shape: shapeOf(contract) }).toEqual({ rules, shape });
  });

  it('of paths that are a reference, and of components that are', () => {
    const contract = loadContract(
      writeContract({
        'openapi.yaml': `openapi: 3.0.3
info: { title: x, version: "1" }
paths: { $ref: paths/_index.yaml }
components:
  schemas: { $ref: schemas/_index.yaml }
`,
        'paths/_index.yaml': '/things:\n  $ref: things.yaml\n/others:\n  $ref: others.yaml#/item\n',
        'paths/things.yaml': `post:
  operationId: addThing
  requestBody:
    content:
      application/json:
        schema: { $ref: "../openapi.yaml#/components/schemas/Thing" }
  responses: { "200": { description: ok, content: { application/json: { schema: { $ref: ../schemas/Thing.yaml } } } } }
`,
        'paths/others.yaml': 'item:\n  get: { operationId: listOthers, responses: { "200": { description: ok } } }\n',
        'schemas/_index.yaml': 'Thing: { $ref: Thing.yaml }\nWord: { type: string, maxLength: 2 }\n',
        'schemas/Thing.yaml': 'type: object\nproperties: { $ref: properties.yaml }\n',
        'schemas/properties.yaml': 'word: { $ref: "_index.yaml#/Word" }\nnext: { $ref: Thing.yaml }\n',
      }),
    );
    expect(contract.diagnostics).toEqual([]);
    expect(contract.operations.map(({ id }) => id)).toEqual(['addThing', 'listOthers']);
    expect([...contract.schemas.keys()]).toEqual(['Thing', 'Word']);
    const node = contract.schemas.get('Thing');
    const view = { direction: 'request', demand: 'documented' } as const;
    expect(node && contract.validators.violations(node, { next: { next: { word: 'abc' } } }, view)).toHaveLength(1);
    expect(contract.placeOf('/components/schemas/Thing/properties/word').file).toMatch(/properties\.yaml$/);
    expect(contract.placeOf('/paths/~1others/get/responses').file).toMatch(/others\.yaml$/);
  });

  it('of one operationId twice', () => {
    const twice = (path: string) => ({ [path]: { get: { operationId: 'readThing', responses } } });
    const contract = load({ ...twice('/a'), ...twice('/b'), ...twice('/c') });
    expect(contract.operations.map(({ id }) => id)).toEqual(['readThing', 'readThing_2', 'readThing_3']);
    expect(rulesOf(contract)).toEqual(['operation-id-twice']);
  });

  it('of schemas that are nothing but each other', () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas = {
      A: ref('B'),
      B: ref('C'),
      C: ref('A'),
      D: { anyOf: [ref('D'), text] },
      E: { type: 'object', properties: { e: ref('E') } },
    };
    const contract = load(operation({}), { components: { schemas } });
    expect(rulesOf(contract)).toEqual(['circular-reference']);
    const view = { direction: 'request', demand: 'documented' } as const;
    for (const node of contract.schemas.values()) expect(contract.validators.accepts(node, {}, view)).toBe(true);
  });

  it.each([
    ['a bracket in the column of its key', 'x-a: {\n  b: 1\n}\n', 'broken-syntax'],
    ['a bracket of a list, deeper down', 'x-a:\n  b: [\n    1\n  ]\n', 'broken-syntax'],
    ['a tab', 'x-a:\n\tb: 1\n', 'broken-syntax'],
    ['a key twice', 'x-a: 1\nx-a: 2\n', 'duplicate-key'],
  ])('of a text with %s', (_sentence, yaml, rule) => {
    const head =
      'openapi: 3.1.0\ninfo: { title: x, version: "1" }\npaths: { /a: { get: { responses: { "200": { description: ok } } } } }\n';
    const contract = loadContract(writeContract({ 'openapi.yaml': head + yaml }));
    expect(contract.operations).toHaveLength(1);
    expect(rulesOf(contract)).toEqual([rule]);
    expect(contract.diagnostics[0]?.place.line).toBeGreaterThan(3);
  });

  it.each([
    ['comments', '{ // one\n  "openapi": "3.1.0", /* two */ "paths": {} }'],
    ['a last comma', '{ "openapi": "3.1.0", "paths": {}, }'],
  ])('of JSON with %s', (_sentence, json) => {
    expect(rulesOf(loadContract(writeContract({ 'openapi.json': json })))).toEqual(['broken-syntax']);
  });

  it.each([
    ['3.1', 'odd-version'],
    ['"3.1"', 'odd-version'],
    ['3', 'odd-version'],
  ])('of version %s', (version, rule) => {
    expect(rulesOf(loadContract(writeContract({ 'openapi.yaml': `openapi: ${version}\npaths: {}\n` })))).toEqual([
      rule,
    ]);
  });

  it('is not told where x-docpact-ignore stands beside or around it', () => {
    const slip = { type: 'string', maxLenght: 1, minLenght: 1 };
    const body = (schema: unknown) => ({
      '/things': { post: { requestBody: { content: { 'application/json': { schema } } }, responses } },
    });
    expect(rulesOf(load(body(slip)))).toEqual(['similar-keyword']);
    expect(rulesOf(load(body({ ...slip, 'x-docpact-ignore': 'similar-keyword' })))).toEqual([]);
    expect(rulesOf(load(body(slip), { 'x-docpact-ignore': ['similar-keyword'] }))).toEqual([]);
    expect(rulesOf(load(body({ ...slip, 'x-docpact-ignore': 'odd-type' })))).toEqual(['similar-keyword']);
    expect(rulesOf(load(body({ ...slip, 'x-docpact-ignore': true })))).toEqual([]);
  });
});
