/** What the mock answers to valid requests. */
import { describe, expect, it } from 'vitest';
import { shapeErrors } from './documented-shapes.ts';
import { post, serve } from './serve.ts';
import { createRandom } from '../create-random.ts';
import { optional, plainRegion, randomRegion, required, type Region } from './valid-region.ts';

const members = ['region_id', ...required, ...optional, 'token'];

/** Posts each in turn, eight at a time. */
async function postAll(url: string, regions: readonly Region[]) {
  const replies: Awaited<ReturnType<typeof post>>[] = [];
  for (let at = 0; at < regions.length; at += 8) {
    replies.push(...(await Promise.all(regions.slice(at, at + 8).map((region) => post(url, region)))));
  }
  return replies;
}

/** What an answer must repeat of a request: all of it, the integer status as text. */
function echoOf(region: Region): Record<string, unknown> {
  return 'status' in region ? { ...region, status: String(region['status']) } : region;
}

describe('a valid request', () => {
  it('is answered with 201, its own values and a new id, a thousand times out of a thousand', async () => {
    const url = await serve();
    const random = createRandom(20_240_707);
    const regions = Array.from({ length: 1000 }, () => randomRegion(random));
    expect(regions.flatMap((region) => shapeErrors('request', region))).toEqual([]);
    const replies = await postAll(url, regions);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(replies.flatMap(({ body }) => shapeErrors('created', body))).toEqual([]);
    for (const [index, { body }] of replies.entries()) expect(body).toMatchObject(echoOf(regions[index] as Region));
    const ids = replies.map(({ body }) => body['region_id']);
    expect(ids.every((id) => typeof id === 'string' && id !== '')).toBe(true);
    expect(new Set(ids).size).toBe(1000);
  });

  it('is answered as JSON in UTF-8 with every documented member, in the order of the document', async () => {
    const url = await serve();
    const { headers, body } = await post(url, plainRegion());
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(Object.keys(body).sort()).toEqual([...members].sort());
    expect(Object.keys(body).slice(0, 4)).toEqual(['region_id', 'region_name', 'region_alias', 'url']);
  });

  it('gets values that make sense for the members that it left out', async () => {
    const url = await serve();
    const replies = await postAll(
      url,
      Array.from({ length: 40 }, () => plainRegion()),
    );
    for (const { body } of replies) {
      expect(['private', 'public']).toContain(body['scope']);
      expect(['0', '1', '2', '3']).toContain(body['status']);
      expect(body['cert_file'] ?? '-----BEGIN CERTIFICATE-----').toContain('BEGIN CERTIFICATE');
      expect(body['token'] === null || typeof body['token'] === 'string').toBe(true);
    }
    expect(new Set(replies.map(({ body }) => body['desc'])).size).toBeGreaterThan(5);
    expect(replies.some(({ body }) => /\p{Script=Han}/u.test(String(body['desc'])))).toBe(true);
  });

  it.each([0, 1, 2, 3])('with the integer status %i is answered with it as a string', async (status) => {
    const url = await serve();
    const { body } = await post(url, plainRegion({ status }));
    expect(body['status']).toBe(String(status));
  });

  it('is answered in an English locale when that is asked for', async () => {
    const url = await serve({ locale: 'en' });
    const { body } = await post(url, plainRegion());
    expect(String(body['desc'])).not.toMatch(/\p{Script=Han}/u);
  });

  it('with members that the document does not know is answered by the documented shape, or refused in it', async () => {
    const url = await serve();
    const { status, body } = await post(url, plainRegion({ owner: { name: 'nobody' } }));
    expect(shapeErrors(status === 201 ? 'created' : 'fail', body)).toEqual([]);
    expect([201, 400]).toContain(status);
  });

  it('waits as long as --latency says before it is answered', async () => {
    const url = await serve({ latency: 200 });
    const before = performance.now();
    expect((await post(url, plainRegion())).status).toBe(201);
    // Timers count in whole milliseconds.
    expect(performance.now() - before).toBeGreaterThanOrEqual(198);
  });
});

describe('the seed', () => {
  /** Five answers to the same five requests. */
  async function bodies(options: Parameters<typeof serve>[0]) {
    const url = await serve(options);
    const replies = [];
    for (const index of [1, 2, 3, 4, 5]) replies.push(await post(url, plainRegion({ region_name: `seeded-${index}` })));
    return replies.map(({ body }) => body);
  }

  it('gives the same answers to the same requests when it is the same', async () => {
    expect(await bodies({ seed: 7 })).toEqual(await bodies({ seed: 7 }));
  });

  it('gives other answers when it is another, with other ids', async () => {
    const [one, other] = [await bodies({ seed: 7 }), await bodies({ seed: 8 })];
    const ids = [...one, ...other].map(({ region_id: id }) => id);
    expect(new Set(ids).size).toBe(10);
  });
});

describe('--dynamic', () => {
  it('lets optional members come and go, and every answer conform', async () => {
    const url = await serve({ dynamic: true });
    const replies = await postAll(
      url,
      Array.from({ length: 100 }, () => plainRegion()),
    );
    expect(replies.every(({ status }) => status === 201)).toBe(true);
    expect(replies.flatMap(({ body }) => shapeErrors('created', body))).toEqual([]);
    for (const name of optional.filter((member) => member !== 'status')) {
      const present = replies.filter(({ body }) => name in body).length;
      expect(present).toBeGreaterThan(0);
      expect(present).toBeLessThan(100);
    }
  });

  it('still repeats every member that was sent', async () => {
    const url = await serve({ dynamic: true });
    const random = createRandom(5);
    const regions = Array.from({ length: 100 }, () => randomRegion(random));
    const replies = await postAll(url, regions);
    for (const [index, { body }] of replies.entries()) expect(body).toMatchObject(echoOf(regions[index] as Region));
  });
});
