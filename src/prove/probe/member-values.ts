/** Values of a member that are worth a fault of their own, and classes of texts that servers mistake. */
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Member } from '../../verify/plan/list-members.ts';
import { partOf, type ProbedOperation } from './probed-operation.ts';

/** Valid values: each of a list, the edges of numbers, both booleans, lists of different lengths. */
export function valuesFor(probed: ProbedOperation, member: Member): unknown[] {
  const base = partOf(probed.make('full'), member);
  const candidates = [...listedValues(probed, member), ...edges(probed, member), ...valuesLike(base), null];
  const distinct = [...new Map(candidates.map((value) => [JSON.stringify(value), value])).values()];
  if (member.unique) return [];
  return distinct.filter((value) => probed.change('full', [{ at: member.at, value }]).length > 0);
}

/** What `enum` and `const` list, in the document or in the expected domain. */
export function listedValues({ kit }: ProbedOperation, { node }: Member): unknown[] {
  return [...walkPossible(kit.contract.document, node)].flatMap(({ schema }) =>
    [schema, schema['x-expected'] as typeof schema | undefined].flatMap((rules) => [
      ...((rules?.['enum'] as unknown[] | undefined) ?? []),
      ...(rules && 'const' in rules ? [rules['const']] : []),
    ]),
  );
}

function edges({ kit }: ProbedOperation, { node }: Member): unknown[] {
  return [...walkPossible(kit.contract.document, node)].flatMap(({ schema }) =>
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].flatMap((keyword) => {
      const edge = schema[keyword];
      return typeof edge === 'number' ? [edge, edge + 1, edge - 1] : [];
    }),
  );
}

function valuesLike(base: unknown): unknown[] {
  if (typeof base === 'number') return [0, 1, -1, 0.5];
  if (typeof base === 'boolean') return [true, false];
  if (!Array.isArray(base)) return [];
  return [[], base.slice(0, 1), base.toReversed()];
}

/** How such a text is known, and ways to make one out of a plain one. */
interface TextClass {
  name: string;
  /** Continues "a text with …". */
  sentence: string;
  has: (text: string) => boolean;
  /** Pieces that make a text belong to the class. */
  pieces: readonly string[];
}

/** Texts with `mark` somewhere in them, and something behind it. */
const piece = (name: string, sentence: string, mark: string, rest = ''): TextClass => ({
  name,
  sentence,
  has: (text) => text.includes(mark),
  pieces: [mark + rest],
});

export const textClasses: readonly TextClass[] = [
  {
    name: 'non-ascii',
    sentence: 'characters beyond ASCII',
    has: (text) => /[^\0-\x7f]/.test(text),
    pieces: ['中文', 'é'],
  },
  {
    name: 'beyond-bmp',
    sentence: 'characters beyond the BMP',
    has: (text) => /[\u{10000}-\u{10ffff}]/u.test(text),
    pieces: ['🚀', '𠀀'],
  },
  { name: 'combining', sentence: 'combining marks', has: (text) => /\p{Mn}/u.test(text), pieces: ['e\u0301'] },
  {
    name: 'long',
    sentence: 'more than 1,000 characters',
    has: (text) => text.length > 1_000,
    pieces: ['long '.repeat(250) + 'x', 'l'.repeat(1_200)],
  },
  {
    name: 'longish',
    sentence: 'more than 60 characters',
    has: (text) => text.length > 60,
    pieces: ['l'.repeat(45), 'l'.repeat(24), 'l'.repeat(64)],
  },
  piece('double-quote', 'a double quote', '"'),
  piece('single-quote', 'a single quote', "'"),
  piece('backslash', 'a backslash', '\\'),
  piece('newline', 'a line feed', '\n', 'b'),
  piece('crlf', 'a CRLF', '\r\n', 'b'),
  piece('tab', 'a tab', '\t', 'b'),
  piece('hyphen', 'a hyphen', '-', 'h'),
  piece('underscore', 'an underscore', '_', 'u'),
  piece('dot', 'a dot', '.', 'd'),
  piece('slash', 'a slash', '/', 's'),
  piece('colon', 'a colon', ':', '8443'),
  piece('percent', 'a percent escape', '%', '20'),
  piece('plus', 'a plus sign', '+'),
  piece('less-than', 'a tag', '<', 'b>'),
  piece('ampersand', 'an ampersand', '&', 'a'),
  piece('blank', 'a blank', ' ', 'b'),
  piece('two-blanks', 'two blanks in a row', '  ', 'b'),
  piece('star', 'an asterisk', '*'),
  piece('question', 'a query', '?', 'q=1'),
  { name: 'upper', sentence: 'an upper-case letter', has: (text) => /[A-Z]/.test(text), pieces: ['A', 'Z'] },
  { name: 'digits-only', sentence: 'digits only', has: (text) => /^\d+$/.test(text), pieces: [] },
  { name: 'leading-zero', sentence: 'a leading zero', has: (text) => /^0\d/.test(text), pieces: ['00'] },
  { name: 'empty', sentence: 'no character at all', has: (text) => text === '', pieces: [] },
  { name: 'null-word', sentence: 'the word null', has: (text) => text === 'null', pieces: [] },
  { name: 'true-word', sentence: 'the word true', has: (text) => text === 'true', pieces: [] },
];

const whole: Readonly<Record<string, (token: string) => string>> = {
  'digits-only': (token) => token,
  empty: () => '',
  'null-word': () => 'null',
  'true-word': () => 'true',
};

/** Texts of the class, made of `base`; the first that the contract takes will do. */
export function textsOf({ name, pieces }: TextClass, base: string, token: string): string[] {
  const alone = whole[name];
  if (alone) return [alone(token)];
  const last = base.lastIndexOf('/') + 1;
  return pieces.flatMap((text) => [
    base + text,
    text + base,
    `${base.slice(0, last)}${text}${base.slice(last)}`,
    base + text + token,
    `${base.replace(/\/$/, '')}/${text}`,
    `${base}?${text}`,
    `${base}/${text}/`,
    text,
    text.trim() + token,
  ]);
}
