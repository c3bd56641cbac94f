/** Values as forms carry them, and single texts. */
import { expect, it } from 'vitest';
import { writeForm } from '../../../src/http/value/form.ts';
import { writeText, writeTexts } from '../../../src/http/value/text.ts';

it('texts stay as they are, other values are JSON', () => {
  expect(['a b', 1, null, { a: 1 }, undefined].map(writeText)).toEqual(['a b', '1', 'null', '{"a":1}', '']);
  expect(writeTexts(['a', 1])).toEqual(['a', '1']);
  expect(writeTexts('a')).toEqual(['a']);
});

it('a list in a form is a field that comes again', () => {
  expect(writeForm({ a: ['x', 'y&z'], b: true })).toBe('a=x&a=y%26z&b=true');
});
