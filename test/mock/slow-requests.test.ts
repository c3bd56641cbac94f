/** Requests that stop servers which judge them carelessly: the mock, and its handlers for MSW, where a browser runs them. */
import { getResponse } from 'msw';
import { expect, it } from 'vitest';
import { restoreContract, snapshotContract } from '../../src/contract/contract-snapshot.ts';
import { requireFaker } from '../../src/fixture/chance/load-faker.ts';
import { createHandlers } from '../../src/msw/create-handlers.ts';
import { contractOf, list, object, ref, text } from '../resource-contract.ts';
import { serve } from './serve.ts';

const slow = (pattern: string) => ({ type: 'string', pattern });

const thing = object({ name: slow('^(a+)+$'), path: slow('^(/\\w*)*$'), tags: { ...list({}), uniqueItems: true } }, []);
const query = { q: slow('^(\\w+\\s?)*$') };
const contract = contractOf(
  { 'POST /things': { body: thing, answer: ref('T'), query, others: { 400: object({ msg: text }) } } },
  { schemas: { T: object({ id: text }) } },
);

const answerers: Readonly<Record<string, () => Promise<(request: Request) => Promise<Response | undefined>>>> = {
  'the mock': async () => {
    const url = await serve({ contract });
    return (request) => fetch(new Request(request.url.replace('http://things.test', url), request));
  },
  'its handlers for MSW': async () => {
    const restored = restoreContract(JSON.parse(JSON.stringify(snapshotContract(contract))));
    const handlers = createHandlers({ contract: restored, faker: requireFaker('en') });
    return (request) => getResponse(handlers, request);
  },
};

it.each(Object.entries(answerers))(
  'are refused or taken by %s as the document says, however slow its patterns and lists are to judge elsewhere',
  async (_, start) => {
    const answer = await start();
    const ask = async (path: string, body: object): Promise<number | undefined> => {
      const headers = { 'content-type': 'application/json' };
      const request = new Request(`http://things.test${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return (await answer(request))?.status;
    };
    const long = 'a'.repeat(10_000);
    expect(await ask('/things', { name: long, path: '/a'.repeat(5_000) })).toBe(201);
    expect(await ask('/things', { name: `${long}!` })).toBe(400);
    expect(await ask('/things', { path: `/${long}!` })).toBe(400);
    expect(await ask(`/things?q=${'a'.repeat(2_000)}!`, {})).toBe(400);
    const tags = Array.from({ length: 20_000 }, (__, index) => ({ index }));
    expect(await ask('/things', { tags })).toBe(201);
    expect(await ask('/things', { tags: [...tags, { index: 3 }] })).toBe(400);
  },
);
