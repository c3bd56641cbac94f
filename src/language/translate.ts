/** What docpact says, in the reader's language: every sentence is written in English, and looked up in one table. It runs in a browser, too. */
import type { Message } from './message.ts';
import { messages } from './messages.ts';

export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

/** Gives a text of docpact's in one language. What is not docpact's, as a document's text or a server's, comes back as it is. */
export type Tell = (english: string) => string;

/** `tellIn('zh')('title of the request is a string')` */
export function tellIn(language: Language): Tell {
  return language === 'en' ? (text) => text : (text) => translate(text) ?? text;
}

/** The Chinese of an English text; undefined where the table has none. */
export function translate(english: string): string | undefined {
  const reading = read(english);
  return reading && reading.weight >= LEAST ? reading.chinese : undefined;
}

/** Brackets and commas alone make no sentence of docpact's. */
const LEAST = 0;

/** Longest text that is looked up, in characters: docpact's own sentences are shorter. */
const LONGEST = 2_000;

/** So many texts are remembered. */
const KEPT = 20_000;

/** One way to read a text, and how much of it the table accounts for, in characters: of several the fullest is meant. */
interface Reading {
  chinese: string;
  weight: number;
}

interface Pattern {
  /** What the text has to hold, so that it is worth a closer look. */
  literal: string;
  expression: RegExp;
  /** The names of the holes, in the order of the English. */
  holes: readonly string[];
  chinese: string;
  weight: number;
}

const exact: ReadonlyMap<string, string> = new Map(messages);
const kept = new Map<string, Reading | undefined>();
let patterns: readonly Pattern[] | undefined;

function read(english: string): Reading | undefined {
  const chinese = exact.get(english);
  if (chinese !== undefined) return { chinese, weight: english.length };
  if (english.length > LONGEST) return undefined;
  if (kept.has(english)) return kept.get(english);
  patterns ??= messages.filter(([each]) => each.search(hole) >= 0).map(compile);
  let best: Reading | undefined;
  for (const pattern of patterns) {
    const found = english.includes(pattern.literal) ? readBy(pattern, english) : undefined;
    if (found && found.weight > (best?.weight ?? -Infinity)) best = found;
  }
  if (kept.size < KEPT) kept.set(english, best);
  return best;
}

function readBy({ expression, holes, chinese, weight }: Pattern, english: string): Reading | undefined {
  const parts = expression.exec(english)?.slice(1);
  // A value in quotes is not taken apart.
  if (!parts || parts.slice(0, -1).some((part) => part.split('"').length % 2 === 0)) return undefined;
  const values = new Map<string, string>();
  let whole = weight;
  for (const [index, name] of holes.entries()) {
    const part = parts[index] ?? '';
    const reading = name.startsWith('<') ? (read(part) ?? nameOrValue(part)) : asItIs(name, part);
    if (!reading) return undefined;
    values.set(name, reading.chinese);
    whole += reading.weight;
  }
  return { chinese: putIn(chinese, values), weight: whole };
}

/** A name has few blanks: the more there are, the less likely it is meant. */
function asItIs(name: string, text: string): Reading {
  const blanks = name.startsWith('{*') ? 0 : text.replaceAll(/"(?:\\.|[^"\\])*"/g, '').split(' ').length - 1;
  return { chinese: text, weight: -2 * blanks };
}

/** What is no message may be a name of the document's, or a value as JSON; it is no prose. */
function nameOrValue(text: string): Reading | undefined {
  return /^(?:\S*|["[{][^]*)$/.test(text) ? { chinese: text, weight: 0 } : undefined;
}

/** Between Latin and Chinese there is a blank, between Chinese and Chinese there is none; within a value all stays. */
function putIn(chinese: string, values: ReadonlyMap<string, string>): string {
  const pieces = chinese.split(/( ?(?:\{[#*]?[a-z]+\}|<[a-z]+>) ?)/).map((piece) => values.get(piece.trim()) ?? piece);
  return pieces.reduce((text, piece) => {
    const isParted = isHan(text.at(-1)) ? isLatin(piece[0]) : isLatin(text.at(-1)) && isHan(piece[0]);
    return text + (isParted ? ' ' : '') + piece;
  }, '');
}

function isHan(character = ''): boolean {
  return /\p{Script=Han}/u.test(character);
}

function isLatin(character = ''): boolean {
  return /[\w/"'`[{$%<>≥≤]/.test(character);
}

const hole = /\{[#*]?[a-z]+\}|<[a-z]+>/g;

function compile([english, chinese]: Message): Pattern {
  const literals = english.split(hole);
  const holes = english.match(hole) ?? [];
  const source = literals.map((text, index) => escape(text) + (index < holes.length ? gapOf(holes[index]) : ''));
  return {
    literal: literals.toSorted((a, b) => b.length - a.length)[0] ?? '',
    expression: new RegExp(`^${source.join('')}$`, 'u'),
    holes,
    chinese,
    // Of two that account for as much, the one in fewer pieces is meant.
    weight: literals.join('').length - 2 * holes.length,
  };
}

function gapOf(name = ''): string {
  return name.startsWith('{#') ? String.raw`([\d.,]+)` : '([^]+?)';
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}]/g, String.raw`\$&`);
}
