/** What the mock remembers: a name is given once. */
import { describe, expect, it } from 'vitest';
import { shapeErrors } from './documented-shapes.ts';
import { notesContract } from './notes-contract.ts';
import { post, readReply, serve } from './serve.ts';
import { plainRegion } from './valid-region.ts';

describe('a name that exists already', () => {
  it('is refused with 400 and a message that names the member and the name', async () => {
    const url = await serve();
    const region = plainRegion();
    expect((await post(url, region)).status).toBe(201);
    const { status, body } = await post(url, { ...plainRegion(), region_name: region.region_name });
    expect(status).toBe(400);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('region_name');
    expect(body['msg']).toContain(region.region_name);
  });

  it('is created once when twenty ask for it at the same moment', async () => {
    const url = await serve();
    for (const round of [1, 2, 3]) {
      const twenty = Array.from({ length: 20 }, () => post(url, plainRegion({ region_name: `wanted-${round}` })));
      const replies = await Promise.all(twenty);
      expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(replies.filter(({ status }) => status === 400)).toHaveLength(19);
    }
  });

  it('is created once even when answers wait', async () => {
    const url = await serve({ latency: 50 });
    const region = plainRegion();
    const replies = await Promise.all([post(url, region), post(url, region)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('stays free when the request that asked for it was refused for something else', async () => {
    const url = await serve();
    const region = plainRegion();
    expect((await post(url, { ...region, status: 'on' })).status).toBe(400);
    expect((await post(url, region)).status).toBe(201);
  });

  it('stays free when the request was refused since no documented answer could repeat it', async () => {
    const url = await serve({ contract: notesContract() });
    const send = async (body: unknown) =>
      readReply(
        await fetch(`${url}/short`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    expect((await send({ name: 'a', remark: 'longer than an answer may be' })).status).toBe(400);
    expect((await send({ name: 'a' })).status).toBe(201);
    expect((await send({ name: 'a' })).status).toBe(400);
  });

  it('is another name when it differs in case or in white space', async () => {
    const url = await serve();
    const { region_name: name } = plainRegion();
    for (const variant of [name, name.toUpperCase(), `${name} b`]) {
      expect((await post(url, plainRegion({ region_name: variant }))).status).toBe(201);
    }
  });

  it('is quoted within 300 characters, however long it is and in whatever script', async () => {
    const url = await serve();
    for (const name of ['名'.repeat(5000), 'x'.repeat(100_000), '😀'.repeat(400), '"\\'.repeat(200)]) {
      const region = plainRegion({ region_name: name });
      const first = await post(url, region);
      const second = await post(url, region);
      for (const { status, body } of [first, second]) {
        expect(shapeErrors(status === 201 ? 'created' : 'fail', body)).toEqual([]);
        if (status === 400) expect(body['msg']).toContain('region_name');
      }
      expect(second.status).toBe(400);
    }
  });
});

describe('memory', () => {
  it('belongs to one server: another one gives the same name again', async () => {
    const region = plainRegion();
    for (const url of [await serve(), await serve()]) expect((await post(url, region)).status).toBe(201);
  });

  it('is off with --stateless: the same name is created again and again, each time with a new id', async () => {
    const url = await serve({ stateless: true });
    const region = plainRegion();
    const replies = [await post(url, region), await post(url, region), await post(url, region)];
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(replies.map(({ body }) => body['region_id'])).size).toBe(3);
  });

  it('keeps nothing of an answer that was only asked for as an example', async () => {
    const url = await serve();
    const region = plainRegion();
    expect((await post(url, region, { headers: { prefer: 'code=201' } })).status).toBe(201);
    expect((await post(url, region, { headers: { prefer: 'example=created-minimal' } })).status).toBe(201);
    expect((await post(url, region)).status).toBe(201);
    expect((await post(url, region)).status).toBe(400);
  });
});
