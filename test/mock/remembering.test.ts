/** A mock of any document remembers: what is created is read, listed, replaced, changed and removed, with nothing written by hand. */
import { describe, expect, it } from 'vitest';
import { contractOf, failure, list, object, ref, type Route, text, whole } from '../resource-contract.ts';
import { asking } from './ask-mock.ts';

const pet = object({ id: whole, name: text, age: { type: 'integer' }, born: { type: 'string', format: 'date' } }, [
  'id',
  'name',
  'born',
]);
const newPet = object({ name: text, age: { type: 'integer' } }, ['name']);

const petRoutes: Record<string, Route> = {
  'POST /pets': { body: newPet, answer: ref('Pet') },
  'GET /pets': { answer: list(ref('Pet')) },
  'GET /pets/{petId}': { answer: ref('Pet'), others: { 404: failure } },
  'PUT /pets/{petId}': { body: newPet, answer: ref('Pet'), others: { 404: failure } },
  'PATCH /pets/{petId}': { body: object(newPet, []), answer: ref('Pet') },
  'DELETE /pets/{petId}': { others: { 404: failure } },
};
const petSchemas = { schemas: { Pet: pet }, ids: { petId: whole } };
const pets = () =>
  contractOf(
    {
      ...petRoutes,
      'PATCH /pets/{petId}': {
        body: object({ name: text, age: { type: ['integer', 'null'] } }, []),
        bodyType: 'application/merge-patch+json',
        answer: ref('Pet'),
      },
    },
    petSchemas,
  );

describe('a mock of a document that nobody annotated', () => {
  it('answers a creation with what was sent, and reads, lists, replaces, changes and removes it', async () => {
    const ask = await asking(pets());
    const { status, body: rex } = await ask('POST /pets', { name: 'Rex', age: 3 });
    expect(status).toBe(201);
    expect(rex).toMatchObject({ id: expect.any(Number), name: 'Rex', age: 3, born: expect.any(String) });
    const path = `/pets/${rex.id}`;
    expect((await ask(`GET ${path}`)).body).toEqual(rex);
    expect((await ask('GET /pets')).body).toContainEqual(rex);
    const replaced = (await ask(`PUT ${path}`, { name: 'Max' })).body;
    expect(replaced).toEqual({ id: rex.id, name: 'Max', born: rex.born });
    expect((await ask(`GET ${path}`)).body).toEqual(replaced);
    const merge = { 'content-type': 'application/merge-patch+json' };
    expect((await ask(`PATCH ${path}`, { age: 4 }, merge)).body).toEqual({ ...replaced, age: 4 });
    expect((await ask(`PATCH ${path}`, { age: null }, merge)).body).toEqual(replaced);
    expect((await ask(`GET ${path}`)).body).toEqual(replaced);
    expect((await ask(`DELETE ${path}`)).status).toBe(204);
    const gone = await ask(`GET ${path}`);
    expect(gone.status).toBe(404);
    expect(gone.body).toEqual({ message: `there is no pet "${rex.id}"` });
    expect((await ask(`DELETE ${path}`)).status).toBe(404);
    expect((await ask('GET /pets')).body).not.toContainEqual(replaced);
  });

  it('knows of a thing that nobody made what the document has as an example of one', async () => {
    const example = { id: 7, name: 'Bella', age: 6, born: '2020-02-02' };
    const read = {
      parameters: [{ name: 'petId', in: 'path', required: true, schema: whole }],
      responses: { 200: { description: 'one', content: { 'application/json': { schema: ref('Pet'), example } } } },
    };
    const documented = () => contractOf({ ...petRoutes, 'GET /pets/{petId}': { more: read } }, petSchemas);
    const ask = await asking(documented());
    expect((await ask('GET /pets/900')).body).toEqual({ ...example, id: 900 });
    const drawing = await asking(documented(), { dynamic: true });
    expect((await drawing('GET /pets/900')).body).not.toMatchObject({ name: 'Bella' });
  });

  it('begins with three made-up things, the same for the same seed, or with as many as it is told', async () => {
    const one = await asking(pets());
    const other = await asking(pets());
    await other('POST /pets', { name: 'first' });
    const begun = (await one('GET /pets')).body;
    expect(begun).toHaveLength(3);
    expect((await other('GET /pets')).body.slice(0, 3)).toEqual(begun);
    expect((await one(`GET /pets/${begun[1].id}`)).body).toEqual(begun[1]);
    expect((await (await asking(pets(), { items: 0 }))('GET /pets')).body).toEqual([]);
    expect((await (await asking(pets(), { items: 7, seed: 2 }))('GET /pets')).body).toHaveLength(7);
  });

  it('takes up an identifier that was never given, unless it is told to refuse it', async () => {
    const ask = await asking(pets());
    const { status, body } = await ask('GET /pets/905');
    expect([status, body.id]).toEqual([200, 905]);
    expect((await ask('GET /pets/905')).body).toEqual(body);
    expect((await ask('GET /pets')).body).toContainEqual(body);
    expect((await ask('DELETE /pets/906')).status).toBe(204);
    expect((await ask('GET /pets/906')).status).toBe(404);
    const strict = await asking(pets(), { unknownIds: 'refuse' });
    expect((await strict('GET /pets/905')).status).toBe(404);
    expect((await strict('PUT /pets/905', { name: 'Max' })).status).toBe(404);
  });

  it('changes nothing by a request that it refuses, and forgets all without a state', async () => {
    const ask = await asking(pets());
    const { body: rex } = await ask('POST /pets', { name: 'Rex' });
    expect((await ask(`PUT /pets/${rex.id}`, { name: 5 })).status).toBeGreaterThanOrEqual(400);
    expect((await ask('POST /pets', { age: 3 })).status).toBeGreaterThanOrEqual(400);
    expect((await ask(`GET /pets/${rex.id}`)).body).toEqual(rex);
    expect((await ask('GET /pets')).body).toHaveLength(4);
    const stateless = await asking(pets(), { stateless: true });
    const { body } = await stateless('POST /pets', { name: 'Rex' });
    expect((await stateless(`GET /pets/${body.id}`)).body).not.toEqual(body);
  });

  it('lets a preference stand above what it remembers', async () => {
    const ask = await asking(pets());
    const { body: rex } = await ask('POST /pets', { name: 'Rex' });
    expect((await ask(`GET /pets/${rex.id}`, undefined, { prefer: 'code=404' })).status).toBe(404);
    expect((await ask(`DELETE /pets/${rex.id}`, undefined, { prefer: 'code=404' })).status).toBe(404);
    expect((await ask(`GET /pets/${rex.id}`)).status).toBe(200);
  });

  it('keeps what is below a thing with it, and shows it there only', async () => {
    const copy = object({ copyNo: whole, shelf: text, book_id: text });
    const ask = await asking(
      contractOf(
        {
          'POST /books': { body: object({ title: text }), answer: object({ id: text, title: text }) },
          'GET /books/{bookId}': { answer: object({ id: text, title: text }) },
          'DELETE /books/{bookId}': {},
          'GET /books/{bookId}/copies': { answer: object({ copies: list(ref('Copy')), total: whole }, ['copies']) },
          'POST /books/{bookId}/copies': { body: object({ shelf: text }), answer: ref('Copy') },
          'GET /books/{bookId}/copies/{copyNo}': { answer: ref('Copy') },
        },
        { schemas: { Copy: copy }, ids: { copyNo: whole } },
      ),
    );
    const [one, other] = [
      (await ask('POST /books', { title: 'A' })).body,
      (await ask('POST /books', { title: 'B' })).body,
    ];
    expect((await ask(`GET /books/${one.id}/copies`)).body).toEqual({ copies: [] });
    const made = (await ask(`POST /books/${one.id}/copies`, { shelf: 'x' })).body;
    expect(made).toMatchObject({ shelf: 'x', book_id: one.id });
    expect((await ask(`GET /books/${one.id}/copies`)).body).toEqual({ copies: [made], total: 1 });
    expect((await ask(`GET /books/${other.id}/copies`)).body).toEqual({ copies: [] });
    expect((await ask(`GET /books/${one.id}/copies/${made.copyNo}`)).body).toEqual(made);
    // Nothing is made up below what a client made, and what is below another is none of its own.
    expect((await ask(`GET /books/${other.id}/copies/${made.copyNo}`)).status).toBe(404);
    expect((await ask('GET /books/made-up/copies/7')).body).toMatchObject({ copyNo: 7, book_id: 'made-up' });
    await ask(`DELETE /books/${one.id}`);
    expect((await ask(`GET /books/${one.id}/copies/${made.copyNo}`)).status).toBe(404);
    expect((await ask(`POST /books/${one.id}/copies`, { shelf: 'x' })).status).toBe(404);
  });

  it('makes things by PUT under names that the caller chooses, and again after they were removed', async () => {
    const box = object({ serial: text, size: whole });
    const ask = await asking(
      contractOf({
        'PUT /boxes/{serial}': { body: object({ size: whole }), answer: box, others: { 201: box } },
        'GET /boxes/{serial}': { answer: box },
        'DELETE /boxes/{serial}': {},
        'GET /boxes': { answer: list(box) },
      }),
      { unknownIds: 'refuse', items: 0 },
    );
    expect((await ask('GET /boxes/a')).status).toBe(404);
    expect(await ask('PUT /boxes/a', { size: 2 })).toMatchObject({ status: 201, body: { serial: 'a', size: 2 } });
    expect(await ask('PUT /boxes/a', { size: 3 })).toMatchObject({ status: 200, body: { serial: 'a', size: 3 } });
    expect((await ask('GET /boxes')).body).toEqual([{ serial: 'a', size: 3 }]);
    await ask('DELETE /boxes/a');
    expect((await ask('PUT /boxes/a', { size: 4 })).status).toBe(201);
    expect((await ask('GET /boxes/a')).body).toEqual({ serial: 'a', size: 4 });
  });

  it('says where a thing is that it answered nothing of', async () => {
    const ask = await asking(
      contractOf(
        {
          'POST /shops/{shop_id}/orders': { body: object({ note: text }), headers: ['Location'] },
          'GET /shops/{shop_id}/orders/{order_id}': {
            answer: object({ order_id: { ...text, format: 'uuid' }, shop_id: text, note: text, price: whole }),
          },
        },
        { ids: { order_id: { type: 'string', format: 'uuid' } } },
      ),
    );
    const { status, headers } = await ask('POST /shops/7/orders', { note: 'mind the dog' });
    expect(status).toBe(201);
    const place = headers.get('location') ?? '';
    expect(place).toMatch(/^\/shops\/7\/orders\/[-\da-f]{36}$/);
    const { body } = await ask(`GET ${place}`);
    expect(body).toMatchObject({ order_id: place.split('/').at(-1), shop_id: '7', note: 'mind the dog' });
    expect((await ask(`GET ${place}`)).body).toEqual(body);
  });

  it('fills envelopes, and reads requests in envelopes', async () => {
    const item = object({ id: whole, title: text });
    const ask = await asking(
      contractOf(
        {
          'POST /article': {
            body: object({ article: object({ title: text }) }),
            answer: object({ data: item, code: whole }),
          },
          'GET /article/{id}': { answer: object({ data: item }) },
          'GET /articles': { answer: object({ data: object({ items: list(item), total: { type: 'integer' } }) }) },
        },
        { ids: { id: whole } },
      ),
      { items: 1 },
    );
    const { body } = await ask('POST /article', { article: { title: 'T' } });
    expect(body.data).toMatchObject({ title: 'T' });
    expect((await ask(`GET /article/${body.data.id}`)).body).toEqual({ data: body.data });
    const listed = (await ask('GET /articles')).body.data;
    expect(listed.total).toBe(2);
    expect(listed.items[1]).toEqual(body.data);
  });

  it('never shows what only requests may say, never takes what only answers may, and still repeats it nowhere', async () => {
    const user = object({ id: { ...text, readOnly: true }, name: text, password: { ...text, writeOnly: true } });
    const ask = await asking(
      contractOf(
        {
          'POST /users': { body: ref('User'), answer: ref('User') },
          'GET /users/{id}': { answer: ref('User') },
          'GET /users': { answer: list(ref('User')) },
        },
        { schemas: { User: user } },
      ),
    );
    const { body } = await ask('POST /users', { id: 'mine', name: 'N', password: 'secret' });
    expect(body).toEqual({ id: expect.any(String), name: 'N' });
    expect(body.id).not.toBe('mine');
    expect((await ask(`GET /users/${body.id}`)).body).toEqual(body);
    expect(JSON.stringify((await ask('GET /users')).body)).not.toContain('password');
  });

  it('keeps one thing for each parent where its path names none', async () => {
    const settings = object({ theme: text, size: whole }, ['theme']);
    const ask = await asking(
      contractOf(
        {
          'GET /users/{id}': { answer: object({ id: text }) },
          'DELETE /users/{id}': {},
          'GET /users/{id}/settings': { answer: ref('S') },
          'PUT /users/{id}/settings': { body: ref('S'), answer: ref('S') },
        },
        { schemas: { S: settings } },
      ),
    );
    const first = (await ask('GET /users/a/settings')).body;
    expect((await ask('GET /users/a/settings')).body).toEqual(first);
    await ask('PUT /users/a/settings', { theme: 'dark' });
    expect((await ask('GET /users/a/settings')).body).toEqual({ theme: 'dark' });
    expect((await ask('GET /users/b/settings')).body).not.toEqual({ theme: 'dark' });
    await ask('DELETE /users/a');
    expect((await ask('GET /users/a/settings')).status).toBe(404);
  });

  it('finds its way in a pet store: singular paths, a body that names what it replaces, lists below the collection', async () => {
    const animal = object(
      { id: { type: 'integer', minimum: 0 }, name: text, status: { enum: ['available', 'sold'] } },
      ['name'],
    );
    const ask = await asking(
      contractOf(
        {
          'POST /pet': { body: ref('Pet'), answer: ref('Pet'), status: 200 },
          'PUT /pet': { body: ref('Pet'), answer: ref('Pet') },
          'GET /pet/{petId}': { answer: ref('Pet') },
          'GET /pet/findByStatus': { answer: list(ref('Pet')), query: { status: text } },
        },
        { schemas: { Pet: animal }, ids: { petId: { type: 'integer' } } },
      ),
    );
    expect((await ask('POST /pet', { id: 10, name: 'doggie', status: 'sold' })).body).toEqual({
      id: 10,
      name: 'doggie',
      status: 'sold',
    });
    expect((await ask('PUT /pet', { id: 10, name: 'cat', status: 'available' })).body).toEqual({
      id: 10,
      name: 'cat',
      status: 'available',
    });
    expect((await ask('GET /pet/10')).body).toEqual({ id: 10, name: 'cat', status: 'available' });
    const found = (await ask('GET /pet/findByStatus?status=available')).body as { id: number; status: string }[];
    expect(found.map(({ id }) => id)).toContain(10);
    expect(found.every(({ status }) => status === 'available')).toBe(true);
  });

  it('has a status for a second thing of the same name where the document has one', async () => {
    const tag = object({ slug: text, colour: text });
    const ask = await asking(
      contractOf({
        'POST /tags': { body: tag, answer: tag, others: { 409: failure } },
        'GET /tags/{slug}': { answer: tag },
      }),
    );
    expect((await ask('POST /tags', { slug: 'a', colour: 'red' })).status).toBe(201);
    expect(await ask('POST /tags', { slug: 'a', colour: 'blue' })).toMatchObject({
      status: 409,
      body: { message: 'there is a tag "a" already' },
    });
    expect((await ask('GET /tags/a')).body).toEqual({ slug: 'a', colour: 'red' });
  });
});
