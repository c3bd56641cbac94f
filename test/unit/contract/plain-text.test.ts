/** Values as texts, whatever members they have. */
import { expect, it } from 'vitest';
import { convert } from '../../../src/contract/laws.ts';
import { joinedText, nameText, plainText } from '../../../src/contract/name-text.ts';
import { integerOf } from '../../../src/contract/wide-integer.ts';
import { isKept } from '../../../src/verify/law/same-value.ts';

const untellable = { toString: 1, valueOf: 1 };
const wide = integerOf('12345678901234567890');

it.each([
  ['a', 'a'],
  [1.5, '1.5'],
  [wide, '12345678901234567890'],
  [null, 'null'],
  [undefined, 'undefined'],
  [[1, 'a'], '[1,"a"]'],
  [untellable, '{"toString":1,"valueOf":1}'],
])('%j is written as %s', (value, text) => {
  expect(plainText(value)).toBe(text);
});

it('lists have their items by commas in paths and headers', () => {
  expect([['a', 'b'], [1, wide], 'a', untellable].map(joinedText)).toEqual([
    'a,b',
    '1,12345678901234567890',
    'a',
    '{"toString":1,"valueOf":1}',
  ]);
});

it('names are texts and numbers', () => {
  expect(['a', 1, wide, null, untellable].map(nameText)).toEqual([
    'a',
    '1',
    '12345678901234567890',
    undefined,
    undefined,
  ]);
});

it('a law converts what is no number to none', () => {
  expect(convert(untellable, 'integer')).toBeNaN();
  expect(convert([untellable], 'number')).toBeNaN();
  expect(convert(wide, 'integer')).toBe(wide);
  expect(convert(true, 'number')).toBe(1);
  expect(convert(null, 'integer')).toBe(0);
  expect(convert(['5'], 'number')).toBe(5);
});

it('a truth is not kept as what has members', () => {
  expect(isKept(true, untellable)).toBe(false);
  expect(isKept(true, 'true')).toBe(true);
});
