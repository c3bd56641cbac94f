/** Paths: templates with literals around and between them, and what leads to which operation. */
import { describe, expect, it } from 'vitest';
import { createRouter, matchPath } from '../../src/http/value/path-template.ts';
import { contractOf, judge, judgeAt, mockOf, type Call, type Reply } from './wire-kit.ts';

const text = (name: string, schema: object = { type: 'string' }) => ({ name, in: 'path', required: true, schema });
const responses = { 200: { description: 'done' }, 400: { description: 'refused' }, 404: { description: 'none' } };
const body = { content: { 'application/json': { schema: { type: 'object', required: ['a'] } } }, required: true };

const paths = [
  '/u/{id}:go',
  '/f/{n}.json',
  '/v{n}/a',
  '/{x}-{y}',
  '/@{x}',
  "/k('{k}')",
  '/l.{format}',
  '/cmp/{a}...{b}',
  '/a b/{x}',
  '/ü/{x}',
];

describe.each(paths)('the path %s', (path) => {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const operation = { operationId: 'tryIt', parameters: names.map((name) => text(name)), requestBody: body, responses };
  const contract = contractOf({ [path]: { post: operation } });

  it('is asked as it is written, and served so', async () => {
    const right = (call: Call): Reply => {
      if (!matchPath(path, call.path)) return { status: 404 };
      try {
        return { status: Object.hasOwn(JSON.parse(call.text) as object, 'a') ? 200 : 400 };
      } catch {
        return { status: 400 };
      }
    };
    expect((await judge(contract, right)).problems).toEqual([]);
    expect((await judgeAt(contract, await mockOf(contract))).problems).toEqual([]);
  });

  it('takes its texts encoded or not, and none that is empty', () => {
    const filled = path.replaceAll(/\{\w+\}/g, 'b%20c');
    const encoded = filled
      .split('/')
      .map((part) => encodeURIComponent(decodeURIComponent(part)))
      .join('/');
    const wanted = Object.fromEntries(names.map((name) => [name, 'b%20c']));
    expect(matchPath(path, encodeURI(filled.replaceAll('%20c', ' c')))).toEqual(wanted);
    expect(matchPath(path, encoded)).toEqual(wanted);
    expect(matchPath(path, path.replaceAll(/\{\w+\}/g, ''))).toBeUndefined();
  });
});

const plain = (id: string, path: string) => ({
  get: {
    operationId: id,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => text(name)),
    responses: { 200: { description: 'it', headers: { 'x-id': { required: true, schema: { const: id } } } } },
  },
});

/** A contract whose answers tell which operation gave them. */
function contractAt(served: readonly string[]) {
  return contractOf(Object.fromEntries(served.map((path, index) => [path, plain(`op${index}`, path)])));
}

async function answerer(url: string, path: string): Promise<string> {
  const response = await fetch(`${url}${path}`);
  return response.headers.get('x-id') ?? String(response.status);
}

describe('of several paths', () => {
  it('the more literal one wins', async () => {
    const url = await mockOf(
      contractAt(['/{a}/{b}', '/u/{b}', '/u/{b}:go', '/u/me', '/u/{b}:{c}', '/{a}/me', '/v{n}/x']),
    );
    expect(await answerer(url, '/u/me')).toBe('op3');
    expect(await answerer(url, '/u/bob:go')).toBe('op2');
    expect(await answerer(url, '/u/bob:do')).toBe('op4');
    expect(await answerer(url, '/u/bob')).toBe('op1');
    expect(await answerer(url, '/w/bob')).toBe('op0');
    expect(await answerer(url, '/w/me')).toBe('op5');
    expect(await answerer(url, '/v1/x')).toBe('op6');
    expect(await answerer(url, '/v1/y')).toBe('op0');
  });

  it('none takes an empty segment', async () => {
    const url = await mockOf(contractAt(['/users/{x}', '/e/{x}/end', '/o/{x}:block']));
    expect(await answerer(url, '/users/')).toBe('404');
    expect(await answerer(url, '/e//end')).toBe('404');
    expect(await answerer(url, '/o/bob:activate')).toBe('404');
    expect(await answerer(url, '/o/bob%3Ablock')).toBe('op2');
  });

  it('the first counts where they are one', async () => {
    for (const [one, other] of [
      ['/f/{id}', '/f/{id}#share'],
      ['/f/{id}', '/f/{other}'],
    ]) {
      const contract = contractAt([one ?? '', other ?? '']);
      const url = await mockOf(contract);
      expect(await answerer(url, '/f/1')).toBe('op0');
      expect((await judgeAt(contract, url)).problems).toEqual([]);
    }
  });

  it('finding one takes no longer where there are many', () => {
    const operations = contractAt(['/things/{id}']).operations;
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...operations[0]!, path: `/things/{id}:do${index}` }));
    const router = createRouter([...operations, ...many]);
    const time = (path: string, wanted: string): number => {
      const begun = performance.now();
      for (let left = 2_000; left > 0; left -= 1) expect(router.find('get', path)?.operation.path).toBe(wanted);
      return performance.now() - begun;
    };
    time('/things/a', '/things/{id}');
    const few = createRouter(operations);
    const begun = performance.now();
    for (let left = 2_000; left > 0; left -= 1) expect(few.find('get', '/things/a')?.operation).toBeDefined();
    const alone = performance.now() - begun;
    expect(time('/things/a:do19999', '/things/{id}:do19999')).toBeLessThan(alone * 20 + 50);
  });
});

it('a path without its slash is served with one', async () => {
  const contract = contractAt(['things/{id}']);
  const url = await mockOf(contract);
  expect(await answerer(url, '/things/1')).toBe('op0');
  expect((await judgeAt(contract, url)).problems).toEqual([]);
});
