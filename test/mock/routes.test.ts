/** What the mock says where the contract has no operation, and to browsers that ask first. */
import { beforeAll, describe, expect, it } from 'vitest';
import { shapeErrors } from './documented-shapes.ts';
import { post, readReply, serve } from './serve.ts';
import { path, plainRegion } from './valid-region.ts';

let url = '';
beforeAll(async () => {
  url = await serve();
});

const origin = 'http://localhost:5173';

async function send(to: string, options: RequestInit) {
  return readReply(await fetch(`${url}${to}`, options));
}

describe('a path or method that the contract does not have', () => {
  it('gets 404 with a message that names the path', async () => {
    const { status, body } = await send('/openapi/v2/manage/regionz', { method: 'POST', body: '{}' });
    expect(status).toBe(404);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('/openapi/v2/manage/regionz');
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE'])(
    'gets 405 for %s with Allow and a message that names both methods',
    async (method) => {
      const { status, headers, body } = await send(path, { method });
      expect(status).toBe(405);
      expect(headers.get('allow')).toBe('POST');
      expect(shapeErrors('fail', body)).toEqual([]);
      expect(body['msg']).toContain('POST');
      expect(body['msg']).toContain(method);
    },
  );

  it('gets 405 without a body for HEAD', async () => {
    const { status, headers, body } = await send(path, { method: 'HEAD' });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('POST');
    expect(body).toEqual({});
  });

  it('gets 404 for any method', async () => {
    for (const method of ['GET', 'PUT', 'HEAD', 'DELETE']) expect((await send('/none', { method })).status).toBe(404);
  });
});

describe('a body that cannot be taken', () => {
  it('gets 413 when it is larger than 1 MiB, with a message that tells the limit', async () => {
    const { status, body } = await post(url, plainRegion({ desc: 'x'.repeat(1024 * 1024) }));
    expect(status).toBe(413);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('1048576');
  });

  it('gets 415 in another media type, with a message that names both', async () => {
    const { status, body } = await post(url, plainRegion(), { headers: { 'content-type': 'text/plain' } });
    expect(status).toBe(415);
    expect(shapeErrors('fail', body)).toEqual([]);
    expect(body['msg']).toContain('text/plain');
    expect(body['msg']).toContain('application/json');
  });
});

describe('a page in a browser', () => {
  it('may read an answer and the headers that explain it', async () => {
    const { status, headers } = await post(url, plainRegion(), { headers: { origin } });
    expect(status).toBe(201);
    expect([origin, '*']).toContain(headers.get('access-control-allow-origin'));
    expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('sl-violations');
  });

  it('may read a refusal as well', async () => {
    for (const reply of [await post(url, {}, { headers: { origin } }), await send('/none', { headers: { origin } })]) {
      expect([origin, '*']).toContain(reply.headers.get('access-control-allow-origin'));
    }
  });

  it('is allowed the method and the headers that it asks for', async () => {
    const response = await fetch(`${url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,prefer,authorization',
      },
    });
    expect(response.status).toBe(204);
    expect([origin, '*']).toContain(response.headers.get('access-control-allow-origin'));
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
    for (const name of ['content-type', 'prefer', 'authorization']) expect(allowed).toContain(name);
    expect(await response.text()).toBe('');
  });

  it('that looks at the address alone is led to the page, and nobody else is', async () => {
    const visit = (accept: string): Promise<Response> => fetch(`${url}/`, { headers: { accept }, redirect: 'manual' });
    const seen = await visit('text/html,application/xhtml+xml,*/*;q=0.8');
    expect([seen.status, seen.headers.get('location')]).toEqual([302, '/__docpact/']);
    expect((await visit('application/json')).status).toBe(404);
  });
});
