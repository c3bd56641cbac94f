/** What schemas say of a text, as rules of Pact; patterns (ECMA-262) in the dialect of its engine (Oniguruma). */
import { plainText } from '../../contract/name-text.ts';
import type { SchemaObject } from '../../contract/schema.ts';
import { found, type Rule, sameType } from './matcher.ts';

/** No stricter than the validator that judges requests and answers: what one of these refuses, the format forbids. */
const formats: Readonly<Record<string, string>> = {
  date: '\\d{4}-\\d{2}-\\d{2}',
  'date-time': '\\d{4}-\\d{2}-\\d{2}[Tt\\s]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}(?::?\\d{2})?)',
  email: '[^\\s@]+@[^\\s@]+',
  ipv4: '\\d{1,3}(?:\\.\\d{1,3}){3}',
  uri: '[A-Za-z][A-Za-z0-9+.-]*:[^\\s]*',
  uuid: '(?:[Uu][Rr][Nn]:[Uu][Uu][Ii][Dd]:)?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}',
};

/** Longest repetition that an engine is given. */
const LONGEST = 1_000;

/** The rules of a text that all of `schemas` speak of: its type, and one for each keyword that Pact has words for. */
export function textRules(schemas: readonly SchemaObject[]): Rule[] {
  const patterns = schemas.flatMap((schema) => [...formatOf(schema), ...patternOf(schema), ...lengthOf(schema)]);
  return [sameType, ...patterns.map(found)];
}

/** The listed values and nothing else. */
export function listedRule(values: readonly unknown[]): Rule {
  return found(whole(values.map((value) => escapeText(plainText(value))).join('|')));
}

function formatOf({ format }: SchemaObject): string[] {
  return typeof format === 'string' && Object.hasOwn(formats, format) ? [whole(formats[format] ?? '')] : [];
}

function patternOf({ pattern }: SchemaObject): string[] {
  const portable = typeof pattern === 'string' ? portablePattern(pattern) : undefined;
  return portable === undefined ? [] : [portable];
}

/** Characters are counted as code points, here as there. */
function lengthOf({ minLength = 0, maxLength }: SchemaObject): string[] {
  const least = Math.min(Number(minLength), LONGEST);
  const most = Number(maxLength ?? Infinity) <= LONGEST ? plainText(maxLength) : '';
  return least === 0 && most === '' ? [] : [whole(`[\\s\\S]{${least},${most}}`)];
}

function whole(pattern: string): string {
  return `\\A(?:${pattern})\\z`;
}

/** `text` as a pattern that finds it and nothing else. */
export function escapeText(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Escapes that mean the same, or let more pass, in both. */
const sameEscape = /^\\(?:[dsSwnrtfv]|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|[^\w])/;

/** What begins a group that both know. */
const sameGroup = /^\((?!\?)|^\(\?:/;

/**
 * A pattern that finds at least what `pattern` finds; undefined where it uses what the two read differently, such as
 * lookaround or \W, which is of ASCII in one and of Unicode in the other.
 */
export function portablePattern(pattern: string): string | undefined {
  let written = '';
  for (let rest = pattern; rest !== '';) {
    const token = readToken(rest);
    if (token === undefined) return undefined;
    written += token.written;
    rest = rest.slice(token.length);
  }
  return written;
}

interface Token {
  written: string;
  /** Of what was read. */
  length: number;
}

/** One step outside of a class. In Oniguruma ^ and $ are of every line. */
function readToken(rest: string): Token | undefined {
  const first = rest.charAt(0);
  if (first === '[') return readClass(rest);
  if (first === '^') return { written: '\\A', length: 1 };
  if (first === '$') return { written: '\\z', length: 1 };
  const [same = ''] = (first === '\\' ? sameEscape : first === '(' ? sameGroup : /^[^\\()]|^\)/s).exec(rest) ?? [];
  return same === '' ? undefined : { written: same, length: same.length };
}

/** A whole class; what only Oniguruma gives a meaning to inside of it is escaped. */
function readClass(rest: string): Token | undefined {
  let written = rest.startsWith('[^') ? '[^' : '[';
  let at = written.length;
  if (rest.charAt(at) === ']') return undefined;
  while (at < rest.length && rest.charAt(at) !== ']') {
    const [same = rest.charAt(at)] = sameEscape.exec(rest.slice(at)) ?? [];
    if (same === '\\') return undefined;
    written += same === '[' || same === '&' ? `\\${same}` : same;
    at += same.length;
  }
  return at < rest.length ? { written: `${written}]`, length: at + 1 } : undefined;
}
