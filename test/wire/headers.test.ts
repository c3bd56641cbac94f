/** Headers of answers: lists, objects, numbers and booleans as their schemas say, and what pages may read. */
import { describe, expect, it } from 'vitest';
import { judge, judgeAt, mockOf, oneOperation, type Judged } from './wire-kit.ts';

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

  it('has the value of its example', async () => {
    for (const header of [
      { schema: list, example: [7, 8] },
      { schema: list, examples: { one: { value: [7, 8] } } },
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
