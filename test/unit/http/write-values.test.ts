/** Values as parameters and forms carry them. */
import { expect, it } from 'vitest';
import type { Parameter } from '../../../src/contract/operation.ts';
import { separatorOf, writeCookies, writeForm, writeText, writeTexts } from '../../../src/http/value/parameter.ts';

it('texts stay as they are, other values are JSON', () => {
  expect(['a b', 1, null, { a: 1 }, undefined].map(writeText)).toEqual(['a b', '1', 'null', '{"a":1}', '']);
  expect(writeTexts(['a', 1])).toEqual(['a', '1']);
  expect(writeTexts('a')).toEqual(['a']);
});

it('a list in a form is a field that comes again', () => {
  expect(writeForm({ a: ['x', 'y&z'], b: true })).toBe('a=x&a=y%26z&b=true');
});

it('cookies are one header, or none', () => {
  expect(writeCookies({ a: 'x', b: 1 })).toBe('a=x; b=1');
  expect(writeCookies({})).toBeUndefined();
});

it.each([
  ['form', ','],
  ['spaceDelimited', ' '],
  ['pipeDelimited', '|'],
])('items of a list in the style %s stand apart by "%s"', (style, separator) => {
  expect(separatorOf({ style } as Parameter)).toBe(separator);
});
