/** What docpact says, in the reader's language: every sentence is written in English, and looked up in one table. It runs in a browser, too. */
import type { Language } from './languages.ts';
import type { Message } from './message.ts';
import { messages } from './messages.ts';

export type { Language } from './languages.ts';

/** Gives a text of docpact's in one language. What is not docpact's, as a document's text or a server's, comes back as it is. */
export type Tell = (english: string) => string;

/** `tellIn('zh')('title of the request is a string')` */
export function tellIn(language: Language): Tell {
  return language === 'en' ? (text) => text : (text) => translate(text) ?? text;
}

/** The Chinese of an English text; undefined where the table has none. */
export function translate(english: string): string | undefined {
  const reading = read(english, { parts: MOST });
  return reading && reading.weight >= LEAST ? reading.chinese : undefined;
}

/** Brackets and commas alone make no sentence of docpact's. */
const LEAST = 0;

/** Longest text that is looked up, in characters: docpact's own sentences are shorter. */
const LONGEST = 1_000;

/** So many texts are remembered. */
const KEPT = 20_000;

/** So many parts of one text are looked at: sentences of docpact's have a few, texts of others may seem to have any number. */
const MOST = 400;

/** One way to read a text, and how much of it the table accounts for, in characters: of several the fullest is meant. */
interface Reading {
  chinese: string;
  weight: number;
}

interface Pattern {
  /** What stands before, between and behind the holes. */
  literals: readonly string[];
  /** The longest of them: what the text has to hold, so that it is worth a closer look. */
  sign: string;
  /** The names of the holes, in the order of the English. */
  holes: readonly string[];
  chinese: string;
  weight: number;
}

const exact: ReadonlyMap<string, string> = new Map(messages);
const kept = new Map<string, Reading | undefined>();
let patterns: readonly Pattern[] | undefined;

/** What is left of the work that one text is worth. */
interface Budget {
  parts: number;
}

function read(english: string, budget: Budget): Reading | undefined {
  const chinese = exact.get(english);
  if (chinese !== undefined) return { chinese, weight: english.length };
  if (english.length > LONGEST || budget.parts <= 0) return undefined;
  if (kept.has(english)) return kept.get(english);
  budget.parts -= 1;
  patterns ??= messages.filter(([each]) => each.search(hole) >= 0).map(compile);
  let best: Reading | undefined;
  for (const pattern of patterns) {
    const found = english.includes(pattern.sign) ? readBy(pattern, english, budget) : undefined;
    if (found && found.weight > (best?.weight ?? -Infinity)) best = found;
  }
  // What was not looked at to its end is not known.
  if (kept.size < KEPT && budget.parts > 0) kept.set(english, best);
  return best;
}

function readBy({ literals, holes, chinese, weight }: Pattern, english: string, budget: Budget): Reading | undefined {
  const parts = part(english, literals);
  if (!parts || parts.some((text, index) => !fits(text, holes[index]))) return undefined;
  const values = new Map<string, string>();
  let whole = weight;
  for (const [index, name] of holes.entries()) {
    const text = parts[index] ?? '';
    const reading = name.startsWith('<') ? (read(text, budget) ?? nameOrValue(text)) : asItIs(name, text);
    if (!reading) return undefined;
    values.set(name, reading.chinese);
    whole += reading.weight;
  }
  return { chinese: putIn(chinese, values), weight: whole };
}

/** What stands between the literals, each at its first place outside of quotes: a value in quotes is not taken apart. */
function part(english: string, literals: readonly string[]): string[] | undefined {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (!english.startsWith(first) || !english.endsWith(last)) return undefined;
  const parts: string[] = [];
  let from = first.length;
  for (const literal of literals.slice(1, -1)) {
    const at = findOutside(english, literal, from);
    if (at < 0) return undefined;
    parts.push(english.slice(from, at));
    from = at + literal.length;
  }
  const end = english.length - last.length;
  return end < from ? undefined : [...parts, english.slice(from, end)];
}

function findOutside(english: string, literal: string, from: number): number {
  let quotes = 0;
  let looked = from;
  for (let at = english.indexOf(literal, from); at >= 0; at = english.indexOf(literal, at + 1)) {
    for (; looked < at; looked += 1) if (english[looked] === '"') quotes += 1;
    if (quotes % 2 === 0) return at;
  }
  return -1;
}

function fits(text: string, name = ''): boolean {
  return name.startsWith('{#') ? /^[\d.,]+$/.test(text) : text !== '';
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
  return {
    literals,
    sign: literals.toSorted((a, b) => b.length - a.length)[0] ?? '',
    holes,
    chinese,
    // Of two that account for as much, the one in fewer pieces is meant.
    weight: literals.join('').length - 2 * holes.length,
  };
}
