/** What is odd about paths, methods, parameters, bodies and answers is read as what it means, or leaves out what has no meaning. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContractRule } from '../../../src/contract/contract-rule.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';
import { oddMembers } from './odd-members.ts';
import { oddParameters } from './odd-parameters.ts';
import { operation, responses, structures, text } from './structures.ts';

const components = { schemas: { Word: text } };

function load(paths: unknown, more: object = {}, files: Readonly<Record<string, string>> = {}): Contract {
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths, components, ...more };
  return loadContract(writeContract({ 'openapi.json': document, ...files }));
}

function rulesOf({ diagnostics }: Contract): ContractRule[] {
  return [...new Set(diagnostics.map(({ rule }) => rule))].sort();
}

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

describe('the structure of a document', () => {
  it.each([...structures, ...oddParameters, ...oddMembers])('%s', (_sentence, paths, rules, shape) => {
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

  it('of a file of one path that keeps its schemas beside the methods', () => {
    const thing = `get:
  responses: { "200": { description: ok, content: { application/json: { schema: { $ref: '#/definitions/Thing' } } } } }
definitions: { Thing: { $ref: '#/components/schemas/Word' } }
components: { schemas: { Word: { type: string } } }
`;
    const contract = load({ '/things': { $ref: 'thing.yaml' } }, {}, { 'thing.yaml': thing });
    expect(contract.diagnostics).toEqual([]);
    expect(shapeOf(contract)).toEqual(['get /things, 200 application/json']);
    expect(rulesOf(load({ '/things': { get: { responses }, notes: 'a' } }))).toEqual(['unknown-member']);
    expect(rulesOf(load({ '/things': { get: { responses }, fetch: { responses } } }))).toEqual(['unread-operation']);
  });

  it('of headers, examples and parts whose names look like extensions, data or schemas', () => {
    const names = ['x-total', 'value', 'example', 'schema', 'itemSchema', 'headers'];
    const named = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
    const contract = loadContract(
      writeContract({
        'openapi.json': {
          openapi: '3.2.0',
          info: { title: 'x', version: '1' },
          paths: operation({
            responses: {
              200: {
                description: 'ok',
                headers: named({ $ref: '#/components/headers/x-total' }),
                content: {
                  'application/json': { schema: text, examples: named({ $ref: 'more.json#/word' }) },
                },
              },
            },
          }),
          components: { headers: { ...named({}), 'x-total': { schema: { $ref: 'more.json#/number' } } } },
        },
        'more.json': { word: { value: { $ref: 'kept' } }, number: { type: 'integer' } },
      }),
    );
    expect(contract.diagnostics.filter(({ rule }) => rule !== 'example-breaks-schema')).toEqual([]);
    const [answer] = contract.operations[0]?.responses ?? [];
    expect(answer?.headers.map(({ name }) => name).sort()).toEqual([...names].sort());
    const view = { direction: 'response', demand: 'documented' } as const;
    for (const { node } of answer?.headers ?? [])
      expect(node && contract.validators.accepts(node, 'text', view)).toBe(false);
    expect([...(answer?.contents[0]?.examples ?? [])]).toEqual(names.map((name) => [name, { $ref: 'kept' }]));
  });

  it.each([
    ['/things/{id}', 'things/{id}'],
    ['things/{id}', '/things/{id}'],
  ])('of one path in two spellings, %s before %s', (first, second) => {
    const id = { name: 'id', in: 'path', required: true, schema: text };
    const query = (name: string) => ({ name, in: 'query', schema: text });
    const document = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: {
        [first]: { parameters: [query('one'), id], get: { operationId: 'readThing', responses } },
        [second]: {
          parameters: [id, query('two'), query('three')],
          delete: { operationId: 'dropThing', parameters: [query('three')], responses },
        },
      },
    };
    const written = JSON.stringify(document, null, 1);
    const contract = loadContract(writeContract({ 'openapi.json': written }));
    expect(shapeOf(contract)).toEqual([
      'get /things/{id}, query one?, path id, 200',
      'delete /things/{id}, query three?, path id, query two?, 200',
    ]);
    const lines = written.split('\n');
    const lineOf = (pointer = '') => lines[(contract.placeOf(pointer).line ?? 0) - 1] ?? '';
    for (const { id: called, pointer, parameters } of contract.operations) {
      expect(lineOf(`${pointer}/operationId`)).toContain(called);
      for (const { name, pointer: at } of parameters) expect(lineOf(`${at}/name`)).toContain(name);
    }
  });

  it('of one operationId twice', () => {
    const twice = (path: string) => ({ [path]: { get: { operationId: 'readThing', responses } } });
    const contract = load({ ...twice('/a'), ...twice('/b'), ...twice('/c') });
    expect(contract.operations.map(({ id }) => id)).toEqual(['readThing', 'readThing_2', 'readThing_3']);
    expect(rulesOf(contract)).toEqual(['operation-id-twice']);
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

  it.each(['constructor', 'toString', '__proto__'])('of a part with a member called %s', (name) => {
    const member = `${JSON.stringify(name)}: {}`;
    for (const version of ['"swagger": "2.0"', '"openapi": "3.1.0"']) {
      const get = `"get": { ${member}, "responses": { "200": { "description": "ok", ${member} } } }`;
      const document = `{ ${version}, "info": { "title": "a", "version": "1", ${member} }, "paths": { "/a": { ${get} } }, ${member} }`;
      const contract = loadContract(writeContract({ 'openapi.json': document }));
      expect(contract.operations).toHaveLength(1);
      expect(new Set(rulesOf(contract))).toEqual(new Set(['unknown-member']));
    }
  });

  it('of what looks like a reference to a file where no schema stands', () => {
    const contract = loadContract(
      writeContract({ 'openapi.json': { openapi: '3.1.0', info: { 'x-a': { $ref: 'schemas/c.json' } }, paths: {} } }),
    );
    expect(contract.document['info']).toEqual({ 'x-a': { $ref: 'schemas/c.json' } });
  });

  it.each([
    ['comments', '{ // one\n  "openapi": "3.1.0", /* two */ "info": {}, "paths": {} }'],
    ['a last comma', '{ "openapi": "3.1.0", "info": {}, "paths": {}, }'],
    ['a comma that is missing', '{ "openapi": "3.1.0",\n"info": {}\n"paths": {} }'],
    ['names without quotes', '{ openapi: "3.1.0", info: {}, paths: {} }'],
    ['single quotes', "{ 'openapi': '3.1.0', 'info': {}, 'paths': {} }"],
    ['a number that is none', '{ "openapi": "3.1.0", "info": {}, "paths": {}, "x-a": NaN }'],
    ['a line feed inside of a text', '{ "openapi": "3.1.0", "info": { "title": "a\nb" }, "paths": {} }'],
    ['an escape that is none', '{ "openapi": "3.1.0", "info": { "title": "a\\o" }, "paths": {} }'],
    ['a bracket too many', '{ "openapi": "3.1.0", "info": {}, "paths": {} }\n}'],
    ['fences around it', '```json\n{ "openapi": "3.1.0", "info": {}, "paths": {} }\n```\n'],
  ])('of JSON with %s', (_sentence, json) => {
    expect(rulesOf(loadContract(writeContract({ 'openapi.json': json })))).toEqual(['broken-syntax']);
  });

  it.each([
    ['a path twice', '"paths": { "/a": {},\n "/a": {} }', 'the key /a stands there twice', 2],
    [
      'a key twice that holds a quote',
      '"paths": {}, "x-a": { "\\"": 1,\n "b": "\\\\", "\\"" : 2 }',
      'the key " stands there twice',
      2,
    ],
    [
      'a key twice beside an integer of many digits',
      '"paths": {}, "x-a": 12345678901234567890,\n "x-a": 1',
      'the key x-a stands there twice',
      2,
    ],
    [
      'a map twice',
      '"paths": {}, "x-a": { "b": 1, "c": 2 },\n "x-a": { "b": 1, "c": 2 }',
      'the key x-a stands there twice',
      2,
    ],
  ])('of JSON with %s', (_sentence, members, message, line) => {
    const { diagnostics } = loadContract(
      writeContract({ 'openapi.json': `{ "openapi": "3.1.0", "info": {}, ${members} }` }),
    );
    expect(diagnostics).toMatchObject([
      { rule: 'duplicate-key', message: expect.stringContaining(message), place: { line } },
    ]);
  });

  it.each([
    '"a": 1, "b": "\\" :"',
    '"a": "x\\\\", "b": [{ "a": "b:" }, 98765432109876543210]',
    '"__proto__": { "a": 1 }',
  ])('of JSON without a slip in %s', (members) => {
    const { diagnostics } = loadContract(
      writeContract({ 'openapi.json': `{ "openapi": "3.1.0", "info": {}, "paths": {}, "x-a": { ${members} } }` }),
    );
    expect(diagnostics).toEqual([]);
  });

  it('in UTF-16, with a byte order mark, in lines of Windows', () => {
    const json = '{ "openapi": "3.1.0",\r\n"info": { "title": "ö" }, "paths": {} }\r\n';
    const little = Buffer.from(`\ufeff${json}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16(), Buffer.from(`\ufeff${json}`)]) {
      const file = join(writeContract({ 'openapi.json': '{}' }), 'openapi.json');
      writeFileSync(file, bytes);
      expect(loadContract(file).title).toBe('ö');
    }
  });

  it.each([
    ['3.1', 'odd-version'],
    ['"3.1"', 'odd-version'],
    ['3', 'odd-version'],
  ])('of version %s', (version, rule) => {
    expect(
      rulesOf(loadContract(writeContract({ 'openapi.yaml': `openapi: ${version}\ninfo: {}\npaths: {}\n` }))),
    ).toEqual([rule]);
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
