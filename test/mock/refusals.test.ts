/** What the mock says to invalid requests. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import { writeContract } from '../write-contract.ts';
import { shapeErrors } from './documented-shapes.ts';
import { notesContract } from './notes-contract.ts';
import { post, readReply, serve, type Reply } from './serve.ts';
import { createRandom } from '../create-random.ts';
import { optional, path, plainRegion, randomRegion, required } from './valid-region.ts';

const all: readonly string[] = [...required, ...optional];

let url = '';
beforeAll(async () => {
  url = await serve();
});

function messageOf({ status, body }: Reply): string {
  expect(status).toBe(400);
  expect(shapeErrors('fail', body)).toEqual([]);
  return String(body['msg']);
}

/** Which of `names` the message speaks of. */
function namedIn(message: string, names: readonly string[]): string[] {
  return names.filter((name) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(message));
}

/** A value of a type that the member does not have. */
function wrongValue(name: string, random: () => number): unknown {
  const values = [1, 1.5, true, null, ['a'], { a: 1 }].filter((value) => name !== 'status' || value !== 1);
  if (name === 'status') values.push('1' as never);
  return values[Math.floor(random() * values.length)];
}

interface Violation {
  location: string[];
  severity: string;
  code: string | number;
  message: string;
}

function violationsOf({ headers }: Reply): Violation[] {
  return JSON.parse(headers.get('sl-violations') ?? 'null') as Violation[];
}

describe('an invalid request', () => {
  it('is refused with a message that names each wrong member and no other, whichever they are', async () => {
    const random = createRandom(99);
    for (let round = 0; round < 200; round += 1) {
      const wrong = all.filter(() => random() < 0.25);
      const region: Record<string, unknown> = { ...plainRegion(), ...randomRegion(random) };
      for (const name of wrong) region[name] = wrongValue(name, random);
      if (wrong.length === 0) continue;
      const message = messageOf(await post(url, region));
      expect(namedIn(message, all)).toEqual(wrong);
    }
  });

  it.each([
    ['null', null],
    ['an object', { a: { b: 'c' } }],
    ['an array', ['a']],
    ['true', true],
    ['1.5', 1.5],
  ])('is told every member when all of them are %s', async (_, value) => {
    const message = messageOf(await post(url, Object.fromEntries(all.map((name) => [name, value]))));
    expect(namedIn(message, all)).toEqual(all);
  });

  it('is told every required member when none is there, with the word that says so', async () => {
    const message = messageOf(await post(url, {}));
    expect(namedIn(message, all)).toEqual(required);
    expect(message).toContain('required');
  });

  it('is told of a missing member and of one of a wrong type in the same message', async () => {
    const message = messageOf(await post(url, plainRegion({ url: undefined, status: '1' })));
    expect(message).toMatch(/\burl is required/);
    expect(message).toMatch(/status must be integer/);
  });

  it.each([
    ['long Latin text', 'x'.repeat(100_000)],
    ['long Chinese text', '数据中心'.repeat(5000)],
    ['emoji', '🌏'.repeat(1000)],
    ['quotes and backslashes', '"\\'.repeat(1000)],
  ])('is told within 300 characters, also where the wrong value is %s', async (_, value) => {
    const message = messageOf(await post(url, { status: value, url: null, wsurl: [value], desc: { [value]: value } }));
    const wrong = ['httpdomain', 'region_alias', 'region_name', 'tcpdomain', 'url', 'wsurl', 'desc', 'status'];
    expect(namedIn(message, all)).toEqual(wrong);
  });

  it('is not told that a number beyond every double is null', async () => {
    const text = JSON.stringify(plainRegion()).replace(/}$/, ',"status":1e999}');
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: text,
    });
    const message = messageOf(await readReply(response));
    expect(message).toContain('status');
    expect(message).not.toContain('null');
  });

  it('gets a message of whole characters', async () => {
    for (const length of Array.from({ length: 60 }, (_, index) => index + 1)) {
      const message = messageOf(await post(url, { ...plainRegion(), status: '🌏'.repeat(length) }));
      expect(message.isWellFormed()).toBe(true);
    }
  });
});

describe('sl-violations', () => {
  it('lists what is wrong in the shape that Prism gives it', async () => {
    const violations = violationsOf(await post(url, plainRegion({ status: '1', url: undefined })));
    expect(violations).toHaveLength(2);
    for (const violation of violations) {
      expect(violation).toEqual({
        location: expect.arrayContaining(['request', 'body']),
        severity: 'Error',
        code: expect.any(String),
        message: expect.any(String),
      });
    }
    expect(violations.find(({ code }) => code === 'type')?.location).toEqual(['request', 'body', 'status']);
    expect(violations.find(({ code }) => code === 'required')?.message).toContain('url');
  });

  it('stays a list that can be read when everything is wrong and in Chinese', async () => {
    const value = '数据中心'.repeat(2000);
    const reply = await post(url, {
      ...Object.fromEntries(all.map((name) => [name, { [value]: value }])),
      status: value,
    });
    const violations = violationsOf(reply);
    expect(violations.length).toBeGreaterThan(0);
    expect(violations.every(({ severity }) => severity === 'Error')).toBe(true);
    expect(reply.headers.get('sl-violations')?.length).toBeLessThanOrEqual(8192);
  });

  it('stays a header that clients take when thousands of members are wrong', async () => {
    const closed = await serve({ contract: notesContract() });
    const body = JSON.stringify(
      Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`成员${index}`, index])),
    );
    const reply = await readReply(
      await fetch(`${closed}/closed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    );
    expect(reply.status).toBe(400);
    expect(violationsOf(reply).length).toBeGreaterThan(5);
    expect(reply.headers.get('sl-violations')?.length).toBeLessThanOrEqual(8192);
  });

  it('is not sent with an answer that succeeds', async () => {
    expect((await post(url, plainRegion())).headers.get('sl-violations')).toBeNull();
  });
});

it('a content type that is none is refused in the words of the operation that it was sent to', async () => {
  const refusing = (operationId: string, schema: object) => ({
    post: {
      operationId,
      requestBody: { content: { 'application/json': { schema: {} } } },
      responses: {
        201: { description: 'made' },
        default: { description: 'refused', content: { 'application/json': { schema } } },
      },
    },
  });
  const paths = {
    '/texts': refusing('addText', { type: 'string' }),
    '/numbers': refusing('addNumber', { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } }),
  };
  const document = { openapi: '3.1.0', info: { title: 'Refusals', version: '1' }, paths };
  const own = await serve({ contract: loadContract(writeContract({ 'openapi.json': document })) });
  const send = (to: string) => fetch(own + to, { method: 'POST', headers: { 'content-type': 'x' }, body: '1' });
  expect(await (await send('/texts')).json()).toBeTypeOf('string');
  expect(await (await send('/numbers')).json()).toMatchObject({ n: expect.any(Number) as number });
});
