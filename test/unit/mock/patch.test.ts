/** Changes to a thing, as RFC 6902 and RFC 7396 have them. */
import { describe, expect, it } from 'vitest';
import { parseJsonText } from '../../../src/contract/wide-integer.ts';
import { jsonPatch, mergePatch } from '../../../src/mock/recall/patch.ts';

const apply = (target: unknown, ...operations: object[]) => jsonPatch(target, operations);

describe('a JSON patch', () => {
  it.each<[string, unknown, object, unknown]>([
    ['adds a member', { a: 1 }, { op: 'add', path: '/b', value: [] }, { a: 1, b: [] }],
    ['adds null', {}, { op: 'add', path: '/b', value: null }, { b: null }],
    ['adds before an item', { a: [1, 2] }, { op: 'add', path: '/a/1', value: 9 }, { a: [1, 9, 2] }],
    ['adds behind the last', { a: [1] }, { op: 'add', path: '/a/1', value: 9 }, { a: [1, 9] }],
    ['adds behind the last, which has no number', { a: [1] }, { op: 'add', path: '/a/-', value: 9 }, { a: [1, 9] }],
    ['replaces the whole', { a: 1 }, { op: 'replace', path: '', value: { b: 2 } }, { b: 2 }],
    ['replaces in place', { a: 1, b: 2 }, { op: 'replace', path: '/a', value: 3 }, { a: 3, b: 2 }],
    ['removes an item', { a: [1, 2] }, { op: 'remove', path: '/a/0' }, { a: [2] }],
    ['moves', { a: { b: 1 } }, { op: 'move', from: '/a/b', path: '/c' }, { a: {}, c: 1 }],
    ['moves within a list', { a: [1, 2, 3] }, { op: 'move', from: '/a/0', path: '/a/2' }, { a: [2, 3, 1] }],
    ['copies', { a: [1] }, { op: 'copy', from: '/a', path: '/b' }, { a: [1], b: [1] }],
    ['names members by escapes', { 'a/b~': 1 }, { op: 'remove', path: '/a~1b~0' }, {}],
    ['finds a member that looks like an index', { '01': 1 }, { op: 'remove', path: '/01' }, {}],
    ['finds a member without a name', { '': 1 }, { op: 'test', path: '/', value: 1 }, { '': 1 }],
    [
      'tests objects in any order',
      { a: { x: 1, y: [2] } },
      { op: 'test', path: '/a', value: { y: [2], x: 1 } },
      { a: { x: 1, y: [2] } },
    ],
    ['tests numbers by their value', { a: 1 }, { op: 'test', path: '/a', value: 1 }, { a: 1 }],
  ])('%s', (_, target, operation, expected) => {
    expect(apply(target, operation)).toEqual({ value: expected });
  });

  it('is refused where it copies, or tests, more than any memory or patience holds', () => {
    const doubling = Array.from({ length: 40 }, (_, at) => ({ op: 'copy', from: '/x', path: `/x/a${at}` }));
    expect(apply({ x: {} }, ...doubling)).toEqual({
      wrong: expect.stringMatching(/^from operation \d+ on, the patch copies or tests too much$/),
      isMalformed: true,
    });
    const large = Array.from({ length: 100_000 }, (_, at) => at);
    const tests = Array.from({ length: 100 }, () => ({ op: 'test', path: '/x', value: large }));
    expect(apply({ x: large }, ...tests)).toHaveProperty('isMalformed', true);
    expect(apply({ x: large }, ...tests.slice(0, 3))).toEqual({ value: { x: large } });
  });

  it('tests integers that no number holds', () => {
    const wide = (text: string) => parseJsonText(text);
    expect(
      apply({ a: wide('9007199254740993') }, { op: 'test', path: '/a', value: wide('9007199254740993') }),
    ).toHaveProperty('value');
    expect(
      apply({ a: wide('9007199254740993') }, { op: 'test', path: '/a', value: wide('9007199254740995') }),
    ).toHaveProperty('wrong');
  });

  it.each<[string, unknown, object]>([
    ['removes what is not there', { a: 1 }, { op: 'remove', path: '/b' }],
    ['replaces what is not there', { a: 1 }, { op: 'replace', path: '/b', value: 1 }],
    ['adds below what is not there', { a: 1 }, { op: 'add', path: '/b/c', value: 1 }],
    ['adds below a text', { a: 'x' }, { op: 'add', path: '/a/0', value: 1 }],
    ['adds beyond the end', { a: [1] }, { op: 'add', path: '/a/2', value: 1 }],
    ['removes behind the last item', { a: [1] }, { op: 'remove', path: '/a/-' }],
    ['tests another value', { a: 1 }, { op: 'test', path: '/a', value: '1' }],
    ['tests fewer members', { a: { x: 1, y: 2 } }, { op: 'test', path: '/a', value: { x: 1 } }],
    ['tests another order of items', { a: [1, 2] }, { op: 'test', path: '/a', value: [2, 1] }],
    ['tests an object for a list', { a: [1] }, { op: 'test', path: '/a', value: { 0: 1 } }],
    ['tests what is not there', { a: 1 }, { op: 'test', path: '/b', value: null }],
    ['takes the length of a list for an item', { a: [1] }, { op: 'remove', path: '/a/length' }],
    ['tests the length of a list', { a: [1] }, { op: 'test', path: '/a/length', value: 1 }],
    ['has an index without digits', { a: [1] }, { op: 'add', path: '/a/', value: 1 }],
    ['has an index with zeros before it', { a: [1, 2] }, { op: 'replace', path: '/a/01', value: 1 }],
    ['has an index with a sign', { a: [1, 2] }, { op: 'add', path: '/a/+1', value: 1 }],
    ['has an index with an exponent', { a: [1, 2] }, { op: 'add', path: '/a/1e0', value: 1 }],
  ])('that %s is refused for what is there', (_, target, operation) => {
    expect(apply(target, operation)).toEqual({ wrong: expect.stringContaining('operation 1'), isMalformed: false });
  });

  it.each<[string, unknown]>([
    ['no object', 'remove'],
    ['of an unknown kind', { op: 'rename', path: '/a' }],
    ['without a path', { op: 'remove' }],
    ['whose path has no slash', { op: 'remove', path: 'a' }],
    ['whose path has an unfinished escape', { op: 'remove', path: '/a~' }],
    ['that adds no value', { op: 'add', path: '/a' }],
    ['that replaces by no value', { op: 'replace', path: '/a' }],
    ['that tests for no value', { op: 'test', path: '/b' }],
    ['that moves from nowhere', { op: 'move', path: '/b' }],
    ['that copies from no pointer', { op: 'copy', from: 'a', path: '/b' }],
    ['that moves a value into itself', { op: 'move', from: '/a', path: '/a/b' }],
  ])('with an operation %s is none', (_, operation) => {
    const patch = jsonPatch({ a: { b: 1 } }, [operation]);
    expect(patch).toEqual({ wrong: expect.stringContaining('operation 1'), isMalformed: true });
  });

  it('leaves its target as it was', () => {
    const target = { a: [1] };
    apply(target, { op: 'add', path: '/a/-', value: 2 }, { op: 'remove', path: '/b' });
    expect(target).toEqual({ a: [1] });
  });
});

describe('a merge patch', () => {
  it.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b', b: 1 }, { a: null }, { b: 1 }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c', d: 1 } }, { a: { b: 'd', d: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('makes of %j with %j %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});
