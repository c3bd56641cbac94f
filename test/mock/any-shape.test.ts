/** What is remembered is shown in whatever shape a document gives its answers, or leaves open. */
import { describe, expect, it } from 'vitest';
import { contractOf, failure, list, object, ref, text, whole } from '../resource-contract.ts';
import { asking } from './ask-mock.ts';

const open = { type: 'object' };

describe('a thing', () => {
  it('has the default of what its request could have said', async () => {
    const body = object(
      { name: text, stock: { type: 'boolean', default: true }, tags: { ...list(text), default: [] } },
      ['name'],
    );
    const thing = object({ id: whole, name: text, stock: { type: 'boolean' }, tags: list(text) }, ['id', 'name']);
    const ask = await asking(
      contractOf(
        {
          'POST /things': { body, answer: ref('T') },
          'GET /things/{id}': { answer: ref('T') },
          'PUT /things/{id}': { body, answer: ref('T') },
          'PATCH /things/{id}': {
            body: object({ name: text, stock: { type: 'boolean', default: true } }, []),
            answer: ref('T'),
          },
        },
        { schemas: { T: thing }, ids: { id: whole } },
      ),
    );
    const made = (await ask('POST /things', { name: 'n' })).body;
    expect(made).toEqual({ id: made.id, name: 'n', stock: true, tags: [] });
    const changed = { id: made.id, name: 'm', stock: false, tags: ['a'] };
    expect((await ask(`PUT /things/${made.id}`, changed)).body).toEqual(changed);
    expect((await ask(`PATCH /things/${made.id}`, { name: 'o' })).body).toEqual({ ...changed, name: 'o' });
    expect((await ask(`PUT /things/${made.id}`, { name: 'p' })).body).toEqual({ ...made, name: 'p' });
  });

  it.each<[string, object, object]>([
    ['a number', { ...whole, example: 10 }, whole],
    ['a text', { type: 'string', format: 'uuid', example: '2f1b6c1e-7c0a-4c54-9a54-0d3b1a9c7e11' }, text],
    ['of which the path has one, too', { ...whole, example: 7 }, { ...whole, example: 7 }],
  ])('has an identity of its own where the document shows one as an example: %s', async (_, id, parameter) => {
    const ask = await asking(
      contractOf(
        {
          'POST /things': { body: object({ name: text }), answer: ref('T') },
          'GET /things': { answer: list(ref('T')) },
          'GET /things/{id}': { answer: ref('T') },
        },
        { schemas: { T: object({ id, name: text }) }, ids: { id: parameter } },
      ),
    );
    const made = [];
    for (const name of ['a', 'b', 'c']) made.push((await ask('POST /things', { name })).body);
    for (const thing of made) expect((await ask(`GET /things/${thing.id}`)).body).toEqual(thing);
    const ids = (await ask('GET /things')).body.map((thing: { id: unknown }) => thing.id);
    expect(new Set(ids).size).toBe(6);
  });

  it('has an identity that no other had, also where that one is gone', async () => {
    const few = { ...whole, minimum: 1, maximum: 60 };
    const ask = await asking(
      contractOf(
        {
          'POST /things': { body: object({ name: text }), answer: ref('T') },
          'DELETE /things/{id}': {},
          'GET /things/{id}': { answer: ref('T') },
        },
        { schemas: { T: object({ id: few, name: text }) }, ids: { id: few } },
      ),
    );
    const given = new Set<number>();
    for (let count = 0; count < 40; count += 1) {
      const { id } = (await ask('POST /things', { name: 'a' })).body;
      given.add(id);
      await ask(`DELETE /things/${id}`);
    }
    expect(given.size).toBe(40);
  });

  it('is called what the path calls it, in the member that a link takes its name from', async () => {
    const customer = object({ number: { type: 'string', pattern: '^C\\d{4}$' }, name: text });
    const ask = await asking(
      contractOf(
        {
          'POST /customers': {
            body: object({ name: text }),
            answer: ref('C'),
            links: { Get: { operationId: 'GET /customers/{cid}', parameters: { cid: '$response.body#/number' } } },
          },
          'GET /customers/{cid}': { answer: ref('C') },
          'PATCH /customers/{cid}': { body: list(open), bodyType: 'application/json-patch+json', answer: ref('C') },
        },
        { schemas: { C: customer }, ids: { cid: { type: 'string', pattern: '^C\\d{4}$' } } },
      ),
    );
    expect((await ask('GET /customers/C0007')).body).toEqual({ number: 'C0007', name: expect.any(String) });
    const { number } = (await ask('POST /customers', { name: 'n' })).body;
    const patch = [{ op: 'replace', path: '/number', value: 'C0008' }];
    const headers = { 'content-type': 'application/json-patch+json' };
    expect((await ask(`PATCH /customers/${number}`, patch, headers)).body.number).toBe(number);
    expect((await ask(`GET /customers/${number}`)).body).toEqual({ number, name: 'n' });
  });

  it.each<[string, object, unknown, string]>([
    ['json-patch+json', list(open), [{ op: 'replace', path: '/age', value: 'old' }], 'age must be integer, not "old"'],
    ['json-patch+json', list(open), [{ op: 'remove', path: '/name' }], 'name is required'],
    ['merge-patch+json', open, { age: 'old' }, 'age must be integer, not "old"'],
    ['merge-patch+json', open, { name: null }, 'name is required'],
  ])('is not changed into what its schema does not take, by %s %j %j', async (kind, body, patch, message) => {
    const pet = object({ id: whole, name: text, age: whole });
    const ask = await asking(
      contractOf(
        {
          'GET /pets/{id}': { answer: ref('P') },
          'PATCH /pets/{id}': { body, bodyType: `application/${kind}`, answer: ref('P'), others: { 422: failure } },
        },
        { schemas: { P: pet }, ids: { id: whole } },
      ),
    );
    const before = (await ask('GET /pets/3')).body;
    const refused = await ask('PATCH /pets/3', patch, { 'content-type': `application/${kind}` });
    expect(refused).toMatchObject({ status: 422, body: { message } });
    expect((await ask('GET /pets/3')).body).toEqual(before);
  });

  it('is known by its ETag to whoever says so, also where no parameter is declared for it', async () => {
    const box = object({ size: whole });
    const ask = await asking(
      contractOf({
        'GET /boxes/{serial}': { answer: box, headers: ['ETag'], others: { 304: undefined } },
        'PUT /boxes/{serial}': { body: box, answer: box, headers: ['ETag'], others: { 201: box, 412: failure } },
      }),
    );
    const first = await ask('PUT /boxes/a', { size: 1 }, { 'if-none-match': '*' });
    expect(first.status).toBe(201);
    expect((await ask('PUT /boxes/a', { size: 2 }, { 'if-none-match': '*' })).status).toBe(412);
    const { headers } = await ask('GET /boxes/a');
    const etag = headers.get('etag') ?? '';
    expect((await ask('GET /boxes/a', undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await ask('PUT /boxes/a', { size: 2 }, { 'if-match': etag })).status).toBe(200);
    expect((await ask('PUT /boxes/a', { size: 3 }, { 'if-match': etag })).status).toBe(412);
    expect((await ask('GET /boxes/a', undefined, { 'if-none-match': etag })).body).toEqual({ size: 2 });
  });

  it('is shown in answers that have no schema', async () => {
    const nothing = {};
    const ask = await asking(
      contractOf({
        'POST /clusters': { body: object({ name: text, size: whole }), answer: nothing },
        'GET /clusters/{name}': { answer: nothing },
        'POST /clusters/{name}/nodes': { body: open, answer: open },
        'GET /clusters/{name}/nodes': { answer: list(open) },
        'GET /clusters/{name}/nodes/{node_id}': { answer: open },
      }),
    );
    const alpha = { name: 'alpha', size: 3 };
    expect((await ask('POST /clusters', alpha)).body).toEqual(alpha);
    expect((await ask('GET /clusters/alpha')).body).toEqual(alpha);
    expect((await ask('GET /clusters/beta')).body).toMatchObject({ name: 'beta' });
    const node = (await ask('POST /clusters/alpha/nodes', { role: 'first' })).body;
    expect(node).toEqual({ role: 'first', node_id: expect.any(String) });
    expect((await ask(`GET /clusters/alpha/nodes/${node.node_id}`)).body).toEqual(node);
    expect((await ask('GET /clusters/alpha/nodes')).body).toEqual([node]);
  });
});

describe('an envelope', () => {
  it('may say what it likes: the thing in it has an identity of its own, whatever the example of one is', async () => {
    const around = (data: unknown) =>
      object({ service: { ...text, example: 'post' }, operation: text, data }, ['service', 'operation', 'data']);
    const id = { ...text, example: '12345' };
    const ask = await asking(
      contractOf({
        'POST /things': { body: object({ name: text }), answer: around(object({ id }, ['id'])) },
        'GET /things/{id}': { answer: around(object({ id, name: text }, ['id'])) },
        'DELETE /things/{id}': { answer: object({ service: text }), status: 200, others: { 404: object({}) } },
      }),
    );
    const made = await Promise.all(['a', 'b'].map((name) => ask('POST /things', { name })));
    const [one, other] = made.map(({ body }) => body.data.id as string);
    expect(one).not.toBe(other);
    expect((await ask(`GET /things/${other}`)).body.data).toEqual({ id: other, name: 'b' });
    await ask(`DELETE /things/${one}`);
    expect((await ask('POST /things', { name: 'c' })).body.data.id).not.toBe(one);
  });

  it('says that all is well, as it says that something is not', async () => {
    const around = (data: unknown, more: object = {}) =>
      object({ code: { type: 'integer' }, msg: text, success: { type: 'boolean' }, ...more, data }, [
        'code',
        'msg',
        'success',
      ]);
    const refused = around({ type: ['object', 'null'] });
    const item = object({ id: whole, name: text });
    const ask = await asking(
      contractOf(
        {
          'POST /things': { body: object({ name: text }), answer: around(item), others: { 400: refused } },
          'GET /things/{id}': {
            answer: around(item, { status: { enum: ['ok', 'failed'] }, code: { type: 'integer', example: 0 } }),
            others: { 404: refused },
          },
          'GET /things': {
            answer: around(object({ list: list(item) }), { code: { type: 'integer', description: '状态码，0 成功' } }),
          },
          'DELETE /things/{id}': { answer: refused, status: 200, others: { 404: refused } },
        },
        { ids: { id: whole } },
      ),
      { unknownIds: 'refuse' },
    );
    const { body } = await ask('POST /things', { name: 'n' });
    expect(body).toEqual({ code: 201, msg: 'Created', success: true, data: { id: expect.any(Number), name: 'n' } });
    const read = (await ask(`GET /things/${body.data.id}`)).body;
    expect(read).toMatchObject({ code: 0, msg: 'OK', success: true, data: body.data });
    expect((await ask('GET /things')).body).toMatchObject({ code: 0, msg: 'OK', success: true });
    const gone = await ask(`DELETE /things/${body.data.id}`);
    expect(gone.body).toEqual({ code: 200, msg: 'OK', success: true, data: null });
    expect((await ask(`GET /things/${body.data.id}`)).status).toBe(404);
    expect((await ask('POST /things', {})).body).toMatchObject({ code: 400, success: false, msg: 'name is required' });
    expect((await ask('GET /things/77777')).body).toMatchObject({ code: 404, success: false });
  });

  it('has the links to other pages, where they are kept', async () => {
    const href = object({ href: { type: 'string', format: 'uri-reference' } });
    const nullable = { type: ['string', 'null'] };
    const ask = await asking(
      contractOf({
        'GET /hal': {
          query: { page: whole, size: { ...whole, default: 2 } },
          answer: object({
            items: list(object({ id: text })),
            _links: object({ self: href, next: href, prev: href }, []),
          }),
        },
        'GET /jsonapi': {
          query: { offset: { type: 'integer' }, limit: { ...whole, default: 2 } },
          answer: object({
            data: list(object({ id: text })),
            links: object({ self: text, first: text, next: nullable, prev: nullable, last: text }, []),
          }),
        },
      }),
    );
    expect((await ask('GET /hal')).body._links).toEqual({
      self: { href: '/hal' },
      next: { href: '/hal?page=2' },
    });
    expect((await ask('GET /hal?page=2')).body._links).toEqual({
      self: { href: '/hal?page=2' },
      prev: { href: '/hal?page=1' },
    });
    expect((await ask('GET /jsonapi?offset=2')).body.links).toEqual({
      self: '/jsonapi?offset=2',
      first: '/jsonapi?offset=0',
      next: null,
      prev: '/jsonapi?offset=0',
      last: '/jsonapi?offset=2',
    });
  });
});

it('what is wrong with a request is no conflict, where the document has an answer for all else', async () => {
  const ask = await asking(
    contractOf({
      'POST /tags': {
        body: object({ slug: text }),
        answer: object({ slug: text }),
        others: { 409: failure },
        more: {},
      },
      'POST /marks': {
        body: object({ slug: text }),
        more: {
          responses: {
            201: { description: 'made' },
            409: { description: 'there already', content: { 'application/json': { schema: failure } } },
            default: { description: 'no', content: { 'application/json': { schema: failure } } },
          },
        },
      },
    }),
  );
  expect((await ask('POST /marks', {})).status).toBe(422);
});

it('a number comes back as the text that the answer has for it', async () => {
  const ask = await asking(
    contractOf({
      'POST /regions': {
        body: object({ status: { type: 'integer' }, open: { type: 'boolean' } }),
        answer: object({ status: text, open: text }),
      },
    }),
  );
  expect((await ask('POST /regions', { status: 1, open: false })).body).toEqual({ status: '1', open: 'false' });
});
