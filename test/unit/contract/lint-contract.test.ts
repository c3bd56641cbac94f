/** Lint: a contract held against itself. */
import { describe, expect, it } from 'vitest';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { documentWith, ownContract, writeContract } from '../../write-contract.ts';

const thing = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

function messagesFor(files: Record<string, unknown>): string[] {
  return lintContract(loadContract(writeContract(files))).map(({ message }) => message);
}

function messagesForScenario(scenario: object): string[] {
  const laws = { 'x-laws': { echo: { name: '$request.body#/name' } } };
  const document = { ...documentWith(thing, thing, laws), 'x-scenarios': 'scenarios' };
  return messagesFor({ 'openapi.json': document, 'scenarios/addThing/one.yaml': JSON.stringify(scenario) });
}

const right = {
  description: 'It is made.',
  request: { body: { name: 'a' } },
  response: { status: 201, body: { name: 'a' } },
};

describe('lint', () => {
  it('finds nothing in the contract of this repository', () => {
    expect(lintContract(loadContract(ownContract))).toEqual([]);
  });

  it('finds an example that breaks its schema, in a body and inside a schema', () => {
    const schema = { ...thing, properties: { name: { type: 'string', examples: [1] } } };
    const document = documentWith(schema, true) as {
      paths: { '/things': { post: { requestBody: { content: Record<string, object> } } } };
    };
    const { content } = document.paths['/things'].post.requestBody;
    content['application/json'] = { schema, example: {} };
    expect(messagesFor({ 'openapi.json': document })).toEqual([
      'the example breaks its schema: name is required',
      'the example breaks its schema: the value must be string, not 1',
    ]);
    const named = { ...documentWith({ $ref: '#/components/schemas/T' }), components: { schemas: { T: schema } } };
    expect(messagesFor({ 'openapi.json': named })).toEqual([
      'the example breaks its schema: the value must be string, not 1',
    ]);
  });

  it('finds a pattern that stops engines that go back, with a text that does, and no other', () => {
    const patterns = ['^(a+)+$', '^([a-z]+,?)*x', '^[a-z0-9]+(?:-[a-z0-9]+)*$', '^[^@]+@[^@]+[.][^@]+$', '(a)\\1+b'];
    const properties = Object.fromEntries(patterns.map((pattern, index) => [`p${index}`, { type: 'string', pattern }]));
    const schema = { type: 'object', properties, patternProperties: { '^x(_|\\w)*$': true } };
    expect(messagesFor({ 'openapi.json': documentWith(schema) })).toEqual([
      expect.stringContaining('judge these 32 characters by ^x(_|\\w)*$: "x___'),
      expect.stringContaining(`judge these 31 characters by ^(a+)+$: "${'a'.repeat(30)}\\u0000"`),
      expect.stringContaining('judge these 31 characters by ^([a-z]+,?)*x: "aaaa'),
    ]);
  });

  it('finds nothing wrong with a scenario that obeys', () => {
    expect(messagesForScenario(right)).toEqual([]);
  });

  it.each([
    ['without a description', { ...right, description: '' }, /needs a description/],
    ['whose answer breaks its schema', { ...right, response: { status: 201, body: {} } }, /name is required/],
    [
      'whose answer does not repeat the request',
      { ...right, response: { status: 201, body: { name: 'b' } } },
      /must repeat "a"/,
    ],
    ['whose answer is not documented', { ...right, response: { status: 418 } }, /418 is not documented/],
    ['that accepts an invalid request', { ...right, request: { body: {} } }, /must be refused, yet the answer is 201/],
    ['that refuses a valid request for no reason', { ...right, response: { status: 400 } }, /nothing is given/],
    ['that builds on one that does not exist', { ...right, given: ['two'] }, /there is no scenario "two"/],
  ])('finds a scenario %s', (_sentence, scenario, message) => {
    expect(messagesForScenario(scenario).join('\n')).toMatch(message);
  });
});

describe('lint of x-resource', () => {
  const pet = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
  const json = (schema: object) => ({ content: { 'application/json': { schema } } });
  const id = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }] };
  const ok = (schema: object) => ({ responses: { 200: { description: 'ok', ...json(schema) } } });
  const lint = (resource: unknown, at = '/pets/{id}') => {
    const paths: Record<string, object> = {
      '/pets': {
        post: { operationId: 'addPet', requestBody: json(pet), ...ok(pet) },
        get: { operationId: 'listPets', ...ok({ type: 'array', items: pet }) },
      },
      '/pets/{id}': {
        ...id,
        get: { operationId: 'getPet', ...ok(pet) },
        delete: { operationId: 'dropPet', ...ok(pet) },
      },
      '/health': { get: { operationId: 'health', ...ok({ type: 'object' }) } },
    };
    return messagesFor({
      'openapi.json': {
        openapi: '3.1.0',
        info: { title: 'pets', version: '1' },
        paths: { ...paths, [at]: { ...paths[at], 'x-resource': resource } },
      },
    });
  };
  const roles = { addPet: 'create', listPets: 'list', getPet: 'read', dropPet: 'remove' };

  it.each<[unknown]>([
    [false],
    [{}],
    [{ name: 'pet', identity: 'id', operations: roles, laws: ['read', 'listed', 'gone'] }],
    [{ identity: '/id' }],
  ])('finds nothing odd about %j', (resource) => {
    expect(lint(resource)).toEqual([]);
  });

  it.each<[unknown, string | RegExp]>([
    ['pet', 'x-resource is a map, or false where there is none'],
    [{ nane: 'pet' }, 'x-resource has no member nane; it has name, laws, inferred, identity, operations'],
    [{ name: 5 }, 'name is a text, not 5'],
    [{ identity: '/~' }, 'identity is the name of a member, or a JSON Pointer to one, not "/~"'],
    [{ identity: 'serial' }, 'no schema of the resource has a member serial'],
    [{ operations: [] }, 'operations is a map of operationIds to roles, not []'],
    [{ operations: { ...roles, getPett: 'read' } }, /^there is no operation "getPett"; there is getPet, /],
    [{ operations: { ...roles, health: 'look' } }, /^"look" is no role; roles are create, read, list/],
    [{ operations: { ...roles, health: 'list' } }, 'health cannot list: its answer has no list of things'],
    [{ operations: { ...roles, listPets: 'read' } }, 'listPets cannot read: its answer is a list'],
    [{ operations: { ...roles, listPets: 'clear' } }, 'listPets cannot clear: GET changes nothing'],
    [{ operations: { ...roles, dropPet: 'replace' } }, 'dropPet cannot replace: it is a DELETE'],
    [{ laws: ['read', 'reed'] }, '"reed" is no law; laws are read, listed, replaced, changed, gone'],
    [{ laws: ['replaced'] }, 'nothing can show the law replaced: an operation for it is missing'],
  ])('finds what is wrong with %j', (resource, message) => {
    expect(lint(resource)).toEqual([typeof message === 'string' ? message : expect.stringMatching(message)]);
  });

  it('finds one that stands where no resource is', () => {
    expect(lint({ name: 'health' }, '/health')).toEqual([
      'nothing is read, listed, replaced, changed or removed at /health: it is no resource',
    ]);
  });
});
