/** Things that are made by PUT under a name of the caller's choice: no two requests of a run are about one of them by chance. */
import { expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { writeContract } from '../write-contract.ts';

const room = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, beds: { type: 'integer' }, view: { type: 'string' } },
};

function contractOf(key: Record<string, unknown>, example?: unknown) {
  const named = { name: 'key', in: 'path', required: true, schema: key, ...(example === undefined ? {} : { example }) };
  const paths = {
    '/rooms/{key}': {
      parameters: [named],
      put: {
        operationId: 'putRoom',
        requestBody: { required: true, content: { 'application/json': { schema: room } } },
        responses: { 200: { description: 'kept' }, 201: { description: 'made' }, 400: { description: 'wrong' } },
      },
      get: {
        operationId: 'getRoom',
        responses: { 200: { description: 'it' }, 400: { description: 'wrong' }, 404: { description: 'none' } },
      },
      delete: {
        operationId: 'dropRoom',
        responses: { 204: { description: 'gone' }, 400: { description: 'wrong' }, 404: { description: 'none' } },
      },
    },
  };
  return loadContract(
    writeContract({ 'openapi.json': { openapi: '3.1.0', info: { title: 'Rooms', version: '1' }, paths } }),
  );
}

it.each<[string, Record<string, unknown>, string | undefined, unknown]>([
  ['few letters', { type: 'string', pattern: '^[a-z]{3,10}$' }, undefined, '^[a-z]{3,10}$'],
  ['a slug', { type: 'string', pattern: '^[a-z][a-z0-9-]{2,30}$' }, undefined, '^[a-z][a-z0-9-]{2,30}$'],
  ['a text with an example', { type: 'string', minLength: 1, maxLength: 20 }, 'lounge', String.raw`^[\s\S]{1,20}$`],
])('that are named by %s', { timeout: 60_000 }, async (_, key, example, pattern) => {
  const contract = contractOf(key, example);
  const putNode = contract.operations.find(({ id }) => id === 'putRoom')?.body?.contents[0]?.node;
  if (!putNode) throw new Error('the contract has no body');
  const bodyNode = putNode;
  const names = new RegExp(String(pattern), 'u');
  const rooms = new Map<string, unknown>();
  const made: string[] = [];
  const target = async (request: Request): Promise<Response> => {
    const name = decodeURIComponent(new URL(request.url).pathname.slice('/rooms/'.length));
    if (!names.test(name)) return new Response(null, { status: 400 });
    if (request.method === 'PUT') {
      const text = await request.text();
      let body: unknown;
      try {
        body = JSON.parse(text);
      } catch {
        return new Response(null, { status: 400 });
      }
      if (!contract.validators.accepts(bodyNode, body, { direction: 'request', demand: 'documented' }))
        return new Response(null, { status: 400 });
      const isNew = !rooms.has(name);
      rooms.set(name, body);
      made.push(name);
      return new Response(null, { status: isNew ? 201 : 200 });
    }
    if (!rooms.has(name)) return new Response(null, { status: 404 });
    if (request.method === 'DELETE') rooms.delete(name);
    return new Response(null, { status: request.method === 'DELETE' ? 204 : 200 });
  };
  for (const seed of [1, 2]) {
    const { conforms, problems } = await verify({ contract, target, seed });
    expect([conforms, problems.map(({ message }) => message)]).toEqual([true, []]);
  }
  // Only what is sent again on purpose has a name that was there before.
  expect(new Set(made).size).toBeGreaterThan(made.length / 2);
});
