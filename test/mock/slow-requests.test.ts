/** Requests that stop servers which judge them carelessly. */
import { expect, it } from 'vitest';
import { contractOf, list, object, ref, text } from '../resource-contract.ts';
import { asking } from './ask-mock.ts';

const slow = (pattern: string) => ({ type: 'string', pattern });

it('is refused, or taken, as the document says, however slow its patterns and lists are to judge elsewhere', async () => {
  const thing = object(
    { name: slow('^(a+)+$'), path: slow('^(/\\w*)*$'), tags: { ...list({}), uniqueItems: true } },
    [],
  );
  const query = { q: slow('^(\\w+\\s?)*$') };
  const ask = await asking(
    contractOf(
      { 'POST /things': { body: thing, answer: ref('T'), query, others: { 400: object({ msg: text }) } } },
      { schemas: { T: object({ id: text }) } },
    ),
  );
  const long = 'a'.repeat(10_000);
  expect((await ask('POST /things', { name: long, path: '/a'.repeat(5_000) })).status).toBe(201);
  expect((await ask('POST /things', { name: `${long}!` })).status).toBe(400);
  expect((await ask('POST /things', { path: `/${long}!` })).status).toBe(400);
  expect((await ask(`POST /things?q=${'a'.repeat(2_000)}!`, {})).status).toBe(400);
  const tags = Array.from({ length: 20_000 }, (_, index) => ({ index }));
  expect((await ask('POST /things', { tags })).status).toBe(201);
  expect((await ask('POST /things', { tags: [...tags, { index: 3 }] })).status).toBe(400);
});
