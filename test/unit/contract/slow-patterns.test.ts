/** Patterns that would stop a server or a browser: lint shows a text that does. */
import { describe, expect, it } from 'vitest';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { findSlowText } from '../../../src/contract/pattern/find-slow-text.ts';
import { writeContract } from '../../write-contract.ts';

describe('a pattern that stops engines that go back is known by a text', () => {
  it.each([
    ['repetitions inside of repetitions', '^(a+)+$'],
    ['branches that take the same', '^(a|a)*$'],
    ['branches of which one is two of the other', '^(a|aa)+$'],
    ['a repetition of what may be nothing', '^(\\w+\\s?)*$'],
    ['a number of repetitions of anything', '^(.*a){20}$'],
    ['many that may be left out', '^(?:a?){50}a{50}$'],
    ['repetitions beside each other', 'a*a*a*a*a*b'],
    ['a look ahead', '^(?=(a+)+$)a*!?$'],
    ['a look behind', '^a*(?<=^(a+)+b)$'],
    ['a reference', '^(a+)+\\1$'],
    ['a reference by name', '^(?<n>a+)+\\k<n>$'],
    ['ends of lines', '(?m:^(a+)+$)b'],
    ['letters of any script', '^(\\p{L}+)+!$'],
    ['what is there behind something else', '^id-(x+x+)+y$'],
  ])('with %s', (_sentence, pattern) => {
    const { text, steps } = findSlowText(pattern) ?? { text: '', steps: 0 };
    expect(text.length).toBeGreaterThan(30);
    expect(steps).toBeGreaterThanOrEqual(100_000);
  });

  it.each([
    '^a+$',
    '^[a-z]+(-[a-z]+)*$',
    '^(?=.*\\d)(?=.*[a-z]).{8,}$',
    '^(a)(b)\\2\\1$',
    '^(?:[01]\\d|2[0-3]):[0-5]\\d$',
    '(?<=a)b',
    '^(["\']).*\\1$',
  ])('and one that stops nobody is not: %s', (pattern) => {
    expect(findSlowText(pattern)).toBeUndefined();
  });

  it('which lint tells, wherever a schema has it', () => {
    const schema = {
      type: 'object',
      properties: { name: { type: 'string', pattern: '^(a+)+$' }, code: { type: 'string', pattern: '^a+$' } },
      patternProperties: { '^(k|k)*$': {} },
    };
    const content = { 'application/json': { schema } };
    const paths = { '/a': { post: { requestBody: { content }, responses: { 200: { description: 'ok' } } } } };
    const contract = loadContract(
      writeContract({ 'openapi.json': { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths } }),
    );
    const told = lintContract(contract).filter(({ rule }) => rule === 'slow-pattern');
    expect(told.map(({ message }) => message.replace(/: .*/, ''))).toEqual([
      '100000 steps are too few to judge these 31 characters by ^(k|k)*$',
      '100000 steps are too few to judge these 31 characters by ^(a+)+$',
    ]);
  });
});
