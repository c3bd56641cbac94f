/** Patterns of others: judged as ECMA-262 says, whichever engine runs them, and none stops the kit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileAutomaton } from '../../../src/contract/pattern/automaton.ts';
import { compilePattern, UnjudgedTextError } from '../../../src/contract/pattern/compile-pattern.ts';
import { countSteps } from '../../../src/contract/pattern/count-steps.ts';
import { readExpression } from '../../../src/contract/pattern/read-expression.ts';

const atoms =
  String.raw`a b c . - 😀 é \d \D \w \W \s \S [ab] [^a] [^] [] [a-c\d] [\]\[] [\b] [\-] \p{L} \P{Lu} \p{Script=Greek}
  [^\p{L}\n] \u0061 \u{1F600} \ud83d\ude00 \ud83d \x62 \cA \0 \t \n \/ \. \$`.split(/\s+/);
const assertions = ['^', '$', '\\b', '\\B'];
const quantifiers = ['', '', '', '*', '+', '?', '{2}', '{0}', '{1,}', '{0,2}', '{2,3}', '*?', '+?', '??', '{1,2}?'];

const { expression } = fc.letrec<{ expression: string; part: string }>((tie) => ({
  part: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(fc.constantFrom(...atoms), fc.constantFrom(...quantifiers)).map((it) => it.join('')),
    },
    { weight: 1, arbitrary: fc.constantFrom(...assertions) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('(', '(?:', '(?s:', '(?m:', '(?-s:'), tie('expression'), fc.constantFrom(...quantifiers))
        .map(([open, inner, quantifier]) => `${open}${inner})${quantifier}`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), tie('expression'))
        .map(([open, inner]) => `${open}${inner})`),
    },
  ),
  expression: fc
    .array(fc.array(tie('part'), { maxLength: 3, depthIdentifier: 'expression' }), {
      minLength: 1,
      maxLength: 3,
      depthIdentifier: 'expression',
    })
    .map((branches) => branches.map((parts) => parts.join('')).join('|'))
    .filter((source) => source.length < 60),
}));
const letters = [
  ...'aabbccAB-1 _\n\0',
  '\u2028',
  '😀',
  'é',
  'Σ',
  '\u0001',
  '\ud83d',
  '\ude00',
  '\t',
  '[',
  ']',
  '/',
  '.',
];
const text = fc.array(fc.constantFrom(...letters), { maxLength: 8 }).map((all) => all.join(''));

describe('the automaton', () => {
  test('finds what the engine of the platform finds, in every expression of ECMA-262 that refers to no group', () => {
    fc.assert(
      fc.property(expression, fc.array(text, { minLength: 1, maxLength: 6 }), (source, texts) => {
        const own = compileAutomaton(readExpression(source));
        for (const each of texts) {
          const found = new RegExp(source, 'u').exec(each);
          // V8 looks for nothing between the halves of a character, too, where ECMA-262 has no place.
          if (
            found &&
            /[\ud800-\udbff]$/.test(each.slice(0, found.index)) &&
            each.codePointAt(found.index - 1)! > 0xffff
          )
            continue;
          expect([each, own?.matches(each)]).toEqual([each, found !== null]);
        }
      }),
      { numRuns: 500 },
    );
  });

  // V8 lets the letters behind such a group have either case, too, in some patterns: what ECMA-262 says is written down here.
  test.each([
    ['(?i:é)a', 'Éa', true],
    ['(?i:é)a', 'ÉA', false],
    ['(?i:[a-c])(?-i:b)', 'Cb', true],
    ['(?i:a(?-i:b))', 'AB', false],
    ['^(?m:^a$)', 'a\nb', true],
    ['^(?m:^a)$', 'a\nb', false],
    ['(?i:\\bſ)', 'ſ', true],
    ['\\bſ', 'ſ', false],
  ])('reads modifiers: %s on %j', (source, judged, expected) => {
    expect(compileAutomaton(readExpression(source))?.matches(judged)).toBe(expected);
  });

  test('is none of what refers to a group', () => {
    expect(compileAutomaton(readExpression('(?<x>a)\\k<x>'))).toBeUndefined();
    expect(compileAutomaton(readExpression('(a)\\1'))).toBeUndefined();
  });
});

/** Patterns that are known to stop engines that go back, with what is repeated in the text that shows it. */
const evil: readonly (readonly [pattern: string, pump: string])[] = [
  ['^(a+)+$', 'a'],
  ['^([a-zA-Z]+)*$', 'a'],
  ['^(a|aa)+$', 'a'],
  ['^(a|a?)+$', 'a'],
  ['(.*a){20}$', 'a'],
  ['(.*a){20}$', 'ab'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['(x+x+)+y', 'x'],
  ['^(.*?,){11}P', '1,'],
  ['\\s+$', ' '],
  ['^\\s+|\\s+$', ' '],
  ['a*a*a*a*b', 'a'],
  [
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$',
    'a',
  ],
  ['^([0-9a-zA-Z]([-.\\w]*[0-9a-zA-Z])*@(([0-9a-zA-Z])+([-\\w]*[0-9a-zA-Z])*\\.)+[a-zA-Z]{2,9})$', 'a'],
  ['^(https?:\\/\\/)?([\\da-z.-]+)\\.([a-z.]{2,6})([\\/\\w .-]*)*\\/?$', 'a.'],
  ['^(?=(a+)+$)a', 'a'],
  ['^(?!(a|a)*b)a*$', 'a'],
  ['(?<=(a+)+)b', 'a'],
  ['^(\\w+\\s?)*$', 'word '],
  ['^[a-z0-9]+(?:[-_]?[a-z0-9]+)*$', 'a'],
  ['(a|b)*a(a|b){12}c', 'ab'],
  ['^(\\d+)*[.](\\d+)*$', '1'],
];

describe('a pattern', () => {
  test.each(evil)('%s judges ten thousand characters of %j, and short texts as the platform does', (source, pump) => {
    const pattern = compilePattern(source);
    const long = pump.repeat(10_000 / pump.length);
    expect(typeof pattern.test(`${long}\u{10ffff}`)).toBe('boolean');
    const native = new RegExp(source, 'u');
    for (const short of ['', pump, pump.repeat(3), `${pump.repeat(4)}!`, `${pump.repeat(4)}b`, 'a@b.co', '1.2', 'xxy'])
      expect([short, pattern.test(short)]).toEqual([short, native.test(short)]);
  });

  test('that refers to a group judges what it can, and says what it cannot', () => {
    const date = compilePattern('^\\d{4}([-/])\\d{2}\\1\\d{2}$');
    expect([date.test('2026-11-26'), date.test('2026-11/26')]).toEqual([true, false]);
    const thrice = compilePattern('^(?!.*(.)\\1{2}).{8,}$');
    expect([thrice.test('passworrd'), thrice.test('passworrrd')]).toEqual([true, false]);
    const slow = compilePattern('^(a+)+\\1$');
    expect(slow.test('aa')).toBe(true);
    expect(() => slow.test(`${'a'.repeat(40)}!`)).toThrow(UnjudgedTextError);
  });

  test('whose counted repetitions are beyond all measure is not run', () => {
    const pattern = compilePattern('^(([a-z]{1,500}){1,500}){1,500}$');
    expect(pattern.test('ab')).toBe(true);
    expect(() => pattern.test(`${'a'.repeat(10_000)}!`)).toThrow(UnjudgedTextError);
  });

  test('that is nested beyond all measure is not run, and does not throw anything else', () => {
    expect(() => compilePattern(`${'('.repeat(3_000)}a${')*'.repeat(3_000)}b`).test('a'.repeat(100))).toThrow(
      UnjudgedTextError,
    );
  });

  test.each([
    ['^[a-z]{1,64}$', 1_000],
    ['^.{0,65535}$', 100_000],
    ['^[A-Za-z0-9+/]*={0,2}$', 1_000_000],
    ['^(?:[A-Za-z0-9+/]{4})*$', 1_000_000],
    ['^\\d{4}-\\d{2}-\\d{2}$', 1_000],
    ['\\S', 1_000_000],
  ])('%s takes few steps on %i characters, and is left to the platform', (source, length) => {
    expect(countSteps(readExpression(source), length)).toBeLessThan(100 * (length + 20));
  });
});
