/** A part of a document that nobody could read costs no right server its verdict, and is told as not reached. */
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';
import { type Route, serveRoutes } from './serve-routes.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const nowhere = { $ref: '#/components/schemas/Nowhere' };
const text = { type: 'string', minLength: 1 };

/** Takes things of two kinds, each of which has a name, in one size; the document could not be read where it says so. */
const right: Route = ({ body, query }) => {
  const thing = (body ?? {}) as Record<string, unknown>;
  const isRight =
    typeof thing['name'] === 'string' &&
    thing['name'] !== '' &&
    ['a', 'b', undefined].includes(thing['kind'] as string) &&
    ['1', null].includes(query.get('size'));
  return isRight ? { status: 200, json: { name: thing['name'] } } : { status: 400, json: { message: 'no' } };
};

const thing = (members: object) => ({ type: 'object', required: ['name'], properties: { name: text, ...members } });

const operation = (more: object) => ({
  operationId: 'putThing',
  requestBody: { required: true, ...json(thing({})) },
  responses: { 200: { description: 'ok', ...json(thing({})) }, 400: { description: 'no' } },
  ...more,
});

async function run(more: object) {
  const paths = { '/things': { post: operation(more) } };
  const document = { openapi: '3.1.0', info: { title: 'x', version: '1' }, paths };
  const contract = loadContract(writeContract({ 'openapi.json': document }));
  const target = await serveRoutes({ 'POST /things': right });
  return verify({ contract, target, depth: 'quick', runId: 'any', timeout: 1_000 });
}

describe('a right server conforms where the document cannot be read in', () => {
  it.each([
    ['an optional member', { requestBody: { required: true, ...json(thing({ kind: nowhere })) } }],
    ['a demanded member', { requestBody: { required: true, ...json(thing({ name: nowhere })) } }],
    ['the whole schema of the body', { requestBody: { required: true, ...json(nowhere) } }],
    ['the body', { requestBody: { $ref: '#/components/requestBodies/Nowhere' } }],
    ['an optional parameter', { parameters: [{ name: 'size', in: 'query', schema: nowhere }] }],
    ['a parameter', { parameters: [{ $ref: '#/components/parameters/Nowhere' }] }],
    [
      'a member of the answer',
      { responses: { 200: { description: 'ok', ...json(thing({ name: nowhere })) }, 400: { description: 'no' } } },
    ],
  ])('%s', async (_part, more) => {
    const report = await run(more);
    expect(report.problems.map(({ kind, clause, message }) => `${kind} ${clause}: ${message}`)).toEqual([]);
  });
});
