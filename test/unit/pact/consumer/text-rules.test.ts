/** Patterns of ECMA-262, and lengths, in the dialect of Pact's engine. */
import { expect, it } from 'vitest';
import { found, sameType } from '../../../../src/pact/consumer/matcher.ts';
import { portablePattern, textRules } from '../../../../src/pact/consumer/text-rules.ts';

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

/** A repetition of more than its engine takes would be an error of that engine, not of the provider. */
it.each([
  ['both bounds', { minLength: 2, maxLength: 1_000 }, '\\A(?:[\\s\\S]{2,1000})\\z'],
  ['a greatest length beyond it', { minLength: 2, maxLength: 1_001 }, '\\A(?:[\\s\\S]{2,})\\z'],
  ['a least length beyond it', { minLength: 5_000 }, '\\A(?:[\\s\\S]{1000,})\\z'],
])('a length has %s, within what the engine takes', (_, schema, expected) => {
  expect(textRules([schema]).slice(1)).toEqual([found(expected)]);
});

it.each([{ maxLength: 1_001 }, { minLength: 0 }, {}])('the length %j has no rule', (schema) => {
  expect(textRules([schema])).toEqual([sameType]);
});
