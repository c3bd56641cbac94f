/** Lists of what the mock remembers: pages, filters, order. */
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { asking } from './ask-mock.ts';
import { contractOf, list, object, ref, text, whole } from '../resource-contract.ts';

describe('lists', () => {
  const item = object({ id: whole, name: text, size: whole, kind: text, at: { type: 'string', format: 'date-time' } });
  const listing = (query: Record<string, unknown>, answer: unknown) =>
    contractOf(
      {
        'GET /items': { query, answer },
        'POST /items': {
          body: object({ name: text, size: whole, kind: text, at: { type: 'string', format: 'date-time' } }),
          answer: ref('I'),
        },
        'GET /items/{id}': { answer: ref('I') },
      },
      { schemas: { I: item }, ids: { id: whole } },
    );
  const filled = async (contract: Contract) => {
    const ask = await asking(contract, { items: 0 });
    for (let n = 0; n < 7; n += 1)
      await ask('POST /items', {
        name: `n${6 - n}`,
        size: ((n * 3) % 7) + 1,
        kind: n % 2 === 0 ? 'even' : 'odd',
        at: `2026-01-0${n + 1}T00:00:00Z`,
      });
    return ask;
  };
  const names = (items: { name: string }[]) => items.map(({ name }) => name).join(' ');

  it('are cut into pages by number and size, with what the envelope says of them', async () => {
    const envelope = object({
      items: list(ref('I')),
      page: { type: 'integer' },
      pageSize: { type: 'integer' },
      total: { type: 'integer' },
      totalPages: { type: 'integer' },
      hasNext: { type: 'boolean' },
    });
    const ask = await filled(listing({ page: whole, pageSize: { ...whole, default: 3 } }, envelope));
    const { body } = await ask('GET /items?page=2');
    expect(body).toMatchObject({ page: 2, pageSize: 3, total: 7, totalPages: 3, hasNext: true });
    expect(names(body.items)).toBe('n3 n2 n1');
    expect((await ask('GET /items?page=3')).body).toMatchObject({ hasNext: false, items: [{ name: 'n0' }] });
    expect((await ask('GET /items?page=9')).body.items).toEqual([]);
  });

  it('by limit and offset', async () => {
    const ask = await filled(listing({ limit: whole, offset: { type: 'integer', minimum: 0 } }, list(ref('I'))));
    expect(names((await ask('GET /items?limit=2&offset=3')).body)).toBe('n3 n2');
    expect((await ask('GET /items')).body).toHaveLength(7);
  });

  it('with an envelope that says, in whatever way it has, where the next page and the one before it are', async () => {
    const nullable = (type: string) => ({ type: [type, 'null'] });
    const envelope = object({
      items: list(ref('I')),
      nextOffset: nullable('integer'),
      prev_offset: nullable('integer'),
      nextPage: nullable('string'),
      next: nullable('integer'),
      previous: nullable('string'),
      size_total: { type: 'integer' },
    });
    const ask = await filled(
      listing({ limit: { ...whole, default: 2 }, offset: { type: 'integer', minimum: 0 } }, envelope),
    );
    expect((await ask('GET /items?offset=3')).body).toMatchObject({
      nextOffset: 5,
      prev_offset: 1,
      nextPage: '3',
      next: 5,
      previous: '/items?offset=1',
      size_total: 7,
    });
    const nothing = { nextOffset: null, nextPage: null, next: null };
    expect((await ask('GET /items?offset=5')).body).toMatchObject({ ...nothing, prev_offset: 3 });
    expect((await ask('GET /items')).body).toMatchObject({ nextOffset: 2, prev_offset: null, previous: null });
    const paged = await filled(listing({ page: whole, size: { ...whole, default: 2 } }, envelope));
    expect((await paged('GET /items?page=2')).body).toMatchObject({ nextOffset: 4, nextPage: '3', next: 3 });
    const byCursor = await filled(listing({ limit: { ...whole, default: 2 }, cursor: text }, envelope));
    const { previous } = (await byCursor(`GET /items?cursor=${btoa('n3')}`)).body;
    expect(names((await byCursor(`GET /items?cursor=${previous}`)).body.items)).toBe('n5 n4');
  });

  it('and by a cursor, which nobody needs to read, and which holds its place when things come and go', async () => {
    const envelope = object({ data: list(ref('I')), next_cursor: { type: ['string', 'null'] } });
    const ask = await filled(listing({ limit: { ...whole, default: 3 }, cursor: text }, envelope));
    const first = (await ask('GET /items')).body;
    await ask('POST /items', { name: 'late', size: 1, kind: 'odd', at: '2026-01-01T00:00:00Z' });
    const second = (await ask(`GET /items?cursor=${encodeURIComponent(first.next_cursor)}`)).body;
    const third = (await ask(`GET /items?cursor=${encodeURIComponent(second.next_cursor)}`)).body;
    expect([first, second, third].map(({ data }) => names(data))).toEqual(['n6 n5 n4', 'n3 n2 n1', 'n0 late']);
    expect(third.next_cursor).toBeNull();
    expect((await ask('GET /items?cursor=nonsense')).status).toBeGreaterThanOrEqual(400);
  });

  it('are filtered by what is called as members are, and sorted as they are asked to be', async () => {
    const ask = await filled(
      listing(
        {
          kind: text,
          minSize: whole,
          size_lte: whole,
          atFrom: text,
          q: text,
          sort: text,
          order: { enum: ['asc', 'desc'] },
        },
        list(ref('I')),
      ),
    );
    expect(names((await ask('GET /items?kind=odd')).body)).toBe('n5 n3 n1');
    expect(
      (await ask('GET /items?minSize=3&size_lte=4')).body.map(({ size }: { size: number }) => size).sort(),
    ).toEqual([3, 4]);
    expect(names((await ask('GET /items?q=N3')).body)).toBe('n3');
    expect(names((await ask('GET /items?sort=name')).body)).toBe('n0 n1 n2 n3 n4 n5 n6');
    expect(names((await ask('GET /items?sort=-size&kind=even')).body)).toBe(
      'n0 n4 n2 n6'
        .split(' ')
        .sort((a, b) => sizeOf(b) - sizeOf(a))
        .join(' '),
    );
    expect(names((await ask('GET /items?sort=name&order=desc')).body)).toBe('n6 n5 n4 n3 n2 n1 n0');
  });

  const sizeOf = (name: string) => (((6 - Number(name.slice(1))) * 3) % 7) + 1;
});
