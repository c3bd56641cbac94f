/** Things whose members are called as what JavaScript asks a value for are kept, ordered and found as any other. */
import { expect, it } from 'vitest';
import { contractOf, mockOf } from '../wire/wire-kit.ts';

const thing = { type: 'object', required: ['name'], properties: { id: { readOnly: true }, name: {}, size: {} } };
const things = { type: 'array', items: thing };
const json = (schema: object) => ({ 'application/json': { schema } });

const contract = contractOf({
  '/things': {
    get: {
      operationId: 'listThings',
      parameters: [
        { name: 'name', in: 'query', schema: {} },
        { name: 'sort', in: 'query', schema: { enum: ['name', '-name'] } },
      ],
      responses: { 200: { description: 'ok', content: json(things) } },
    },
    post: {
      operationId: 'addThing',
      'x-laws': { echo: { size: { from: '$request.body#/size', as: 'integer' } } },
      requestBody: { required: true, content: json(thing) },
      responses: { 201: { description: 'made', content: json(thing) }, 400: { description: 'refused' } },
    },
  },
});

it('in any place of a thing', async () => {
  const url = await mockOf(contract);
  const untellable = { toString: 1, valueOf: 1 };
  const headers = { 'content-type': 'application/json' };
  for (const body of [{ name: untellable }, { name: [untellable] }, { name: 'a', size: untellable }]) {
    const made = await fetch(`${url}/things`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({ name: body.name });
  }
  for (const query of ['sort=name', 'sort=-name', `name=${encodeURIComponent(JSON.stringify(untellable))}`]) {
    const listed = await fetch(`${url}/things?${query}`);
    expect([query, listed.status]).toEqual([query, 200]);
  }
});
