/** What diff knows of patterns is what the engine that runs them knows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePatterns } from '../../src/diff/pattern/compare-patterns.ts';

const patterns = [
  '^[a-z]+$',
  '^[a-f]{1,3}$',
  'a',
  '^$',
  '^a|b$',
  '^(?:ab|cd)*$',
  '^x-',
  String.raw`^\d{4}-\d\d$`,
  String.raw`^\w+@\w+\.[a-z]{2,}$`,
  '^[^a-c]$',
  '(?:a|b)*c',
  '^[A-Z][a-z]*(?: [A-Z][a-z]*)?$',
  '.',
  String.raw`^\S+$`,
  '^a?b?c?$',
  '^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$',
];

describe('comparing patterns', () => {
  const pairs = patterns.flatMap((one) => patterns.map((other) => [one, other] as const));
  it.each(pairs)('%s with %s', (one, other) => {
    const compared = comparePatterns([one], other);
    const [own, wanted] = [new RegExp(one, 'u'), new RegExp(other, 'u')];
    expect(compared).toBeDefined();
    if (compared?.without !== undefined)
      expect([own.test(compared.without), wanted.test(compared.without)]).toEqual([true, false]);
    else for (const text of fc.sample(fc.stringMatching(own), { numRuns: 20, seed: 3 })) expect(text).toMatch(wanted);
  });

  it.each([String.raw`^(?=a)a`, String.raw`(a)\1`, String.raw`\bx`, 'a^b', '(', String.raw`\p{L}`])(
    'leaves %s alone',
    (pattern) => {
      expect(comparePatterns([pattern], 'a')).toBeUndefined();
    },
  );

  it('finds the shortest text of several, or that there is none', () => {
    expect(comparePatterns(['^[a-m]+$', '^[g-z]{2,}$'])).toEqual({ without: 'gg' });
    expect(comparePatterns(['^a+$', '^b+$'])).toEqual({});
  });

  it.each([
    ['^[a-z]{1,9000}$', '^[a-z]{1,8999}$'],
    ['(?:a|b)*a(?:a|b){14}', '(?:a|b)*b(?:a|b){14}'],
  ])('gives %s up, since it would take too long', (one, other) => {
    expect(comparePatterns([one], other)).toBeUndefined();
  });
});
