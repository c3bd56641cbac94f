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
