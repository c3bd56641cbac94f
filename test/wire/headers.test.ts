/** Headers of answers: lists, objects, numbers and booleans as their schemas say, and what pages may read. */
import { faker } from '@faker-js/faker/locale/en';
import { getResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { ShownExchange } from '../../src/mock/client/shapes.ts';
import { createHandlers } from '../../src/msw/create-handlers.ts';
import { judgeWatched } from '../../src/verify/judge-watched.ts';
import { writeContract } from '../write-contract.ts';
import { judge, judgeAt, mockOf, oneOperation, startServer, type Judged } from './wire-kit.ts';

const list = { type: 'array', items: { type: 'integer' } };
const object = { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'string' } } };

function answersWith(name: string, header: object) {
  const responses = { 200: { description: 'done', headers: { [name]: { required: true, ...header } } } };
  return oneOperation({ responses }, { method: 'get' });
}

function judgeHeader(name: string, header: object, value: string | string[]): Promise<Judged> {
  return judge(answersWith(name, header), () => ({ status: 200, headers: { [name]: value } }));
}

describe('a header', () => {
  it.each<[string, object, string, string]>([
    ['a list', { schema: list }, '1,2', '1,b'],
    ['a list with blanks', { schema: list }, '1, 2', '1, '],
    ['an object', { schema: object }, 'a,1,b,x', 'a,x'],
    ['an exploded object', { schema: object, explode: true }, 'a=1,b=x', 'b=x'],
    ['a boolean', { schema: { type: 'boolean' } }, 'true', 'banana'],
    ['a boolean in small letters', { schema: { type: 'boolean' } }, 'false', 'False'],
    ['an integer', { schema: { type: 'integer' } }, '12', '1.5'],
    ['a number', { schema: { type: 'number' } }, '1.5', '0x10'],
    ['a number and not nothing', { schema: { type: 'number' } }, '0', ' '],
    ['one of some', { schema: { enum: ['a', 'b'] } }, 'a', 'c'],
    ['JSON', { content: { 'application/json': { schema: object } } }, '{"a":1}', '{"a":"x"}'],
  ])('is %s', async (_sentence, header, right, wrong) => {
    expect((await judgeHeader('X-It', header, right)).problems).toEqual([]);
    expect((await judgeHeader('X-It', header, wrong)).problems.join()).toMatch(/^body-schema .*header\.x-it/);
  });

  it.each<[string, object]>([
    ['a list', { schema: list }],
    ['an object', { schema: object }],
    ['an exploded object', { schema: object, explode: true }],
    ['a boolean', { schema: { type: 'boolean' } }],
    ['JSON', { content: { 'application/json': { schema: object } } }],
  ])('that is %s is written by the mock', async (_sentence, header) => {
    const contract = answersWith('X-It', header);
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });

  it('that sets cookies may come more than once', async () => {
    const text = { schema: { type: 'string', pattern: '^[a-z]+=' } };
    expect(
      (await judgeHeader('Set-Cookie', text, ['a=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT', 'b=2'])).problems,
    ).toEqual([]);
    expect((await judgeHeader('Set-Cookie', text, ['a=1', '=2'])).problems).toHaveLength(1);
  });

  it('that sets cookies more than once does so behind a function, too', async () => {
    const text = { schema: { type: 'string', pattern: '^[a-z]+=' } };
    const behind = (...cookies: string[]) =>
      judgeAt(answersWith('Set-Cookie', text), () =>
        Promise.resolve(new Response('', { headers: cookies.map((each): [string, string] => ['set-cookie', each]) })),
      );
    expect((await behind('a=1', 'b=2')).problems).toEqual([]);
    expect((await behind('=1', 'b=2')).problems).toHaveLength(1);
  });

  const cookies = { type: 'array', minItems: 2, maxItems: 2, items: { type: 'string', pattern: '^[a-z]+=[a-z]*$' } };
  const named = {
    type: 'object',
    required: ['lang', 'visits'],
    properties: { lang: { enum: ['de', 'fr'] }, visits: { type: 'integer', minimum: 1 } },
  };
  it.each<[string, object, string[], string[]]>([
    ['a list', { schema: cookies }, ['a=b', 'c=d'], ['a=b, c=d']],
    ['an object', { schema: named }, ['lang=de; Path=/', 'visits=3; HttpOnly'], ['lang=de,visits=3']],
    ['an exploded object', { schema: named, explode: true }, ['visits=3', 'lang=fr'], ['visits=0', 'lang=fr']],
    [
      'a text of lines',
      { content: { 'text/plain': { schema: { type: 'string', pattern: '^a=.*\\nb=' } } } },
      ['a=1; Path=/', 'b=2'],
      ['b=1', 'a=2'],
    ],
  ])('that sets cookies is %s with a line for each', async (_sentence, header, right, wrong) => {
    expect((await judgeHeader('Set-Cookie', header, right)).problems).toEqual([]);
    expect((await judgeHeader('Set-Cookie', header, wrong)).problems.join()).toMatch(/^body-schema .*set-cookie/);
  });

  it.each<[string, object, RegExp]>([
    ['a list', { schema: cookies }, /^[a-z]+=[a-z]*\|[a-z]+=[a-z]*$/],
    ['an object', { schema: named }, /^lang=(de|fr)\|visits=\d+$/],
    ['an example of lines', { schema: { type: 'string' }, example: 'a=1; Path=/\nb=2\n' }, /^a=1; Path=\/\|b=2$/],
    ['an example of a list', { schema: cookies, example: ['x=y', 'z='] }, /^x=y\|z=$/],
  ])('that sets cookies goes out in lines for %s', async (_sentence, header, lines) => {
    const contract = answersWith('Set-Cookie', header);
    const url = await mockOf(contract);
    const { headers } = await fetch(`${url}/things`);
    expect(headers.getSetCookie().join('|')).toMatch(lines);
    const handled = await getResponse(createHandlers({ contract, faker }), new Request('http://x.example/things'));
    expect(handled?.headers.getSetCookie().join('|')).toMatch(lines);
    expect((await judgeAt(contract, url)).problems).toEqual([]);
  });

  it('that sets cookies in lines is judged so on its way from a real server', async () => {
    const answer = (lines: string[]) => startServer(() => ({ status: 200, headers: { 'set-cookie': lines } }));
    const contract = answersWith('Set-Cookie', { schema: cookies });
    const told = async (lines: string[]) => {
      const url = new URL(await answer(lines));
      const watcher = await mockOf(contract, { upstream: { url, judge: judgeWatched } });
      await fetch(`${watcher}/things`);
      const seen = async () => (await (await fetch(`${watcher}/__docpact/exchanges`)).json()) as ShownExchange[];
      await expect.poll(async () => (await seen()).length).toBe(1);
      return (await seen()).flatMap(({ problems = [] }) => problems);
    };
    expect(await told(['a=b', 'c=d'])).toEqual([]);
    expect(await told(['a=b'])).toHaveLength(1);
  });

  it('that sets cookies in a scenario does so in lines', async () => {
    const contract = loadContract(
      writeContract({
        'openapi.json': {
          openapi: '3.2.0',
          info: { title: 'wire', version: '1' },
          'x-scenarios': 'scenarios',
          paths: { '/things': { get: { operationId: 'tryIt', responses: { 200: { description: 'done' } } } } },
        },
        'scenarios/tryIt/login.yaml': {
          description: 'two cookies',
          request: {},
          response: { status: 200, headers: { 'Set-Cookie': ['a=1', 'b=2'] } },
        },
      }),
    );
    const { headers } = await fetch(`${await mockOf(contract)}/things`, { headers: { prefer: 'example=login' } });
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('has the value of its example', async () => {
    for (const header of [
      { schema: list, example: [7, 8] },
      { schema: list, examples: { one: { value: [7, 8] } } },
      { schema: list, examples: { one: { dataValue: [7, 8], serializedValue: '7,8' } } },
      { schema: list, examples: { none: { summary: 'nothing' }, one: { serializedValue: '7,8' } } },
    ]) {
      const response = await fetch(`${await mockOf(answersWith('X-It', header))}/things`);
      expect(response.headers.get('x-it')).toBe('7,8');
    }
  });

  it('is exposed to pages where its operation documents it', async () => {
    const url = await mockOf(answersWith('X-Total-Count', { schema: { type: 'integer' } }));
    const response = await fetch(`${url}/things`, { headers: { origin: 'http://localhost:5173' } });
    const exposed = response.headers.get('access-control-expose-headers');
    expect(exposed).toContain('x-total-count');
    expect(exposed).toContain('retry-after');
  });
});
