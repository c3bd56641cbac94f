/** Lines are counted once, however long they are. */
import { expect, it } from 'vitest';
import { indexLines } from '../../../src/contract/document/index-lines.ts';

it('tells the line of each part, of a member that of its key', () => {
  const lines = indexLines('{\n\n "a": [1,\n 2], "b":\n {"c": 3}\n}');
  expect(Object.fromEntries(lines)).toEqual({ '': 1, '/a': 3, '/a/0': 3, '/a/1': 4, '/b': 4, '/b/c': 5 });
});

it('does not search a document of one line again for each of its parts', () => {
  const members = Array.from({ length: 60_000 }, (_, index) => `"member-${index}":{"a":"${'x'.repeat(60)}"}`);
  const lines = indexLines(`\n{${members.join(',')}}`);
  expect(lines.get('/member-59999/a')).toBe(2);
});
