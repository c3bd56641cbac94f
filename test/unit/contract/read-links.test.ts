/** Links: how one operation's answer feeds another's parameters. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { describePlace } from '../../../src/errors.ts';
import { writeContract } from '../../write-contract.ts';

function documentWith(link: object): object {
  const made = { description: 'made', links: { read: link } };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
  return {
    openapi: '3.1.0',
    info: { title: 'x', version: '1' },
    paths: {
      '/things': { post: { operationId: 'addThing', responses: { 201: made } } },
      '/things/{id}': { get: { operationId: 'readThing', parameters, responses: { 200: { description: 'it' } } } },
    },
  };
}

function loadWith(link: object) {
  return loadContract(writeContract({ 'openapi.json': documentWith(link) }));
}

function load(link: object) {
  return loadWith(link).operations[0]?.responses[0]?.links[0];
}

describe('a link', () => {
  const from = { message: 'response', in: 'body', tokens: ['id'] };

  it.each([
    ['the id of an operation', { operationId: 'readThing', parameters: { id: '$response.body#/id' } }],
    [
      'a reference to an operation',
      { operationRef: '#/paths/~1things~1{id}/get', parameters: { id: '$response.body#/id' } },
    ],
    ['a parameter with its place', { operationId: 'readThing', parameters: { 'path.id': '$response.body#/id' } }],
  ])('may have %s', (_sentence, link) => {
    expect(load(link)).toMatchObject({ to: 'readThing', parameters: [{ at: ['path', 'id'], from }] });
  });

  it.each([
    ['to no operation', { operationId: 'dropThing' }, /links\/read: no operation is called "dropThing"/],
    [
      'to no parameter',
      { operationId: 'readThing', parameters: { no: '$response.body#/id' } },
      /readThing has no parameter "no"/,
    ],
    ['from nowhere', { operationId: 'readThing', parameters: { id: 'body.id' } }, /is not a runtime expression/],
  ])('%s is left out, and told with its place', (_sentence, link, message) => {
    const { operations, diagnostics } = loadWith(link);
    expect(operations.map(({ responses }) => responses[0]?.links)).toEqual([[], []]);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['unread-link']);
    expect(diagnostics.map(({ place, message: told }) => `${describePlace(place)}: ${told}`).join()).toMatch(message);
  });
});
