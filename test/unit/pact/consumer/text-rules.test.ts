/** Patterns of ECMA-262 in the dialect of Pact's engine. */
import { expect, it } from 'vitest';
import { portablePattern } from '../../../../src/pact/consumer/text-rules.ts';

it.each([
  ['anchors, which are of every line there', '^a$', '\\Aa\\z'],
  ['anchors in a class, which are none', '[$^]', '[$^]'],
  ['classes with a bracket, which nest there', '[a[b]', '[a\\[b]'],
  ['classes with an ampersand, which intersect there', '[a&&b]', '[a\\&\\&b]'],
  ['groups', '^(?:a|(b))+$', '\\A(?:a|(b))+\\z'],
  ['escapes', '^\\d{2}\\.\\u4e00\\/$', '\\A\\d{2}\\.\\u4e00\\/\\z'],
])('%s are rewritten', (_, pattern, expected) => {
  expect(portablePattern(pattern)).toBe(expected);
});

it.each([
  ['lookahead', '^(?=a)b'],
  ['lookbehind', '(?<=a)b'],
  ['a back reference', '(a)\\1'],
  ['\\W, which is of ASCII here', '^\\W+$'],
  ['\\b', 'a\\b'],
  ['a class of a script', '\\p{Script=Han}'],
  ['an empty class', '[]'],
  ['a class of everything', '[^]'],
  ['a class without an end', '[a'],
])('%s is left out', (_, pattern) => {
  expect(portablePattern(pattern)).toBeUndefined();
});
