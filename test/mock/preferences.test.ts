/** What a client may ask of the mock beside its request: a status, an example, a media type. */
import { beforeAll, describe, expect, it } from 'vitest';
import { shapeErrors } from './documented-shapes.ts';
import { postBare } from './post-bare.ts';
import { post, serve } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

let url = '';
beforeAll(async () => {
  url = await serve();
});

const prefer = (value: string) => post(url, plainRegion(), { headers: { prefer: value } });

describe('Prefer', () => {
  it('code=400 gets the documented refusal of a request that is valid', async () => {
    const { status, headers, body } = await prefer('code=400');
    expect(status).toBe(400);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(headers.get('preference-applied')).toBe('code=400');
  });

  it('code=201 gets the documented success', async () => {
    const { status, headers, body } = await prefer('code=201');
    expect(status).toBe(201);
    expect(shapeErrors('created', body)).toEqual([]);
    expect(headers.get('preference-applied')).toBe('code=201');
  });

  it('code=418, which is not documented, gets 404 with a message and without Preference-Applied', async () => {
    const { status, headers, body } = await prefer('code=418');
    expect(status).toBe(404);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('418');
    expect(headers.get('preference-applied')).toBeNull();
  });

  it('example=duplicate-name gets exactly the answer of that scenario', async () => {
    const { status, headers, body } = await prefer('example=duplicate-name');
    expect(status).toBe(400);
    expect(body).toEqual({ msg: 'region_name "cn-shanghai" exists already' });
    expect(headers.get('preference-applied')).toBe('example=duplicate-name');
  });

  it('example=created-minimal gets that scenario’s answer, not the values that were sent', async () => {
    const { status, body } = await prefer('example=created-minimal');
    expect(status).toBe(201);
    expect(body).toMatchObject({ region_id: '8f14e45f-ceea-467f-a5d6-0b8f3c1e2a01', region_name: 'cn-shanghai' });
  });

  it('code=400 and example=duplicate-name together get the same', async () => {
    const { status, body } = await prefer('code=400, example=duplicate-name');
    expect(status).toBe(400);
    expect(body).toEqual({ msg: 'region_name "cn-shanghai" exists already' });
  });

  it('example=unknown gets 404 with a message that tells which there are', async () => {
    const { status, headers, body } = await prefer('example=unknown');
    expect(status).toBe(404);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('unknown');
    expect(body['msg']).toContain('duplicate-name');
    expect(headers.get('preference-applied')).toBeNull();
  });

  it('dynamic=true lets optional members come and go for this request', async () => {
    const replies = await Promise.all(Array.from({ length: 30 }, () => prefer('dynamic=true')));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(replies.flatMap(({ body }) => shapeErrors('created', body))).toEqual([]);
    expect(new Set(replies.map(({ body }) => Object.keys(body).length)).size).toBeGreaterThan(1);
    expect(replies[0]?.headers.get('preference-applied')).toBe('dynamic=true');
  });

  it('asked in the query does what it does in the header', async () => {
    const asked = (query: string) => post(url, plainRegion(), { query });
    expect((await asked('?__code=400')).status).toBe(400);
    expect((await asked('?__code=418')).status).toBe(404);
    expect((await asked('?__example=duplicate-name')).body).toEqual({
      msg: 'region_name "cn-shanghai" exists already',
    });
    expect((await asked('?__dynamic=true')).headers.get('preference-applied')).toBe('dynamic=true');
  });

  it('in the header wins over the query', async () => {
    const { status } = await post(url, plainRegion(), { headers: { prefer: 'code=201' }, query: '?__code=400' });
    expect(status).toBe(201);
  });

  it('that the mock does not know is ignored and not confirmed', async () => {
    const { status, headers } = await prefer('respond-async, handling=lenient');
    expect(status).toBe(201);
    expect(headers.get('preference-applied')).toBeNull();
  });

  it('does not save an invalid request from being refused', async () => {
    const { status, body } = await post(url, {}, { headers: { prefer: 'code=201' } });
    expect(status).toBe(400);
    expect(body['msg']).toContain('region_name');
  });

  it('for one request changes nothing for the next', async () => {
    await prefer('code=400');
    await prefer('example=duplicate-name');
    expect((await post(url, plainRegion())).status).toBe(201);
  });
});

describe('Accept', () => {
  it.each(['*/*', 'application/json', 'application/*', 'text/html, application/json;q=0.5', 'text/html, */*;q=0.1'])(
    '%s is answered as JSON',
    async (accept) => {
      const { status, headers } = await post(url, plainRegion(), { headers: { accept } });
      expect(status).toBe(201);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
    },
  );

  it.each(['application/json;', 'text/html;, application/json;q', 'application/json; ;q=0.5', ';', 'json'])(
    '%s, of which a part means nothing, is answered by what is left of it',
    async (accept) => {
      expect((await post(url, plainRegion(), { headers: { accept: `${accept}, */*;q=0.1` } })).status).toBe(201);
    },
  );

  it('of a range with a parameter that is empty gets 406 where there is no such answer', async () => {
    expect((await post(url, plainRegion(), { headers: { accept: 'text/html;' } })).status).toBe(406);
  });

  it('may be left out', async () => {
    expect(await postBare(url + path, plainRegion())).toEqual({ status: 201, mediaType: 'application/json' });
  });

  it('that cannot be met gets 406 also where a status is preferred', async () => {
    const { status, body } = await post(url, plainRegion(), { headers: { accept: 'text/html', prefer: 'code=201' } });
    expect(status).toBe(406);
    expect(body['msg']).toContain('text/html');
  });

  it.each(['text/html', 'application/xml', 'image/png, text/*'])(
    '%s gets 406 with a message as JSON',
    async (accept) => {
      const { status, headers, body } = await post(url, plainRegion(), { headers: { accept } });
      expect(status).toBe(406);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(shapeErrors('fail', body)).toEqual([]);
      expect(body['msg']).toContain('application/json');
    },
  );

  it('that cannot be met does not take the name', async () => {
    const region = plainRegion();
    expect((await post(url, region, { headers: { accept: 'text/html' } })).status).toBe(406);
    expect((await post(url, region)).status).toBe(201);
  });
});
