/** JSON: read within bounds of depth, and written in each of the ways that it allows. */

import { isWideInteger, parseJsonText } from '../../contract/wide-integer.ts';

/** Ways to write one value. */
export type JsonStyle = 'compact' | 'spaced' | 'reversed' | 'escaped' | 'slashes';

/** The text of `value`: compact, with white space, members in reverse, slashes escaped, or all but ASCII letters and digits. */
export function writeJson(value: unknown, style: JsonStyle): string {
  switch (style) {
    case 'compact':
      return JSON.stringify(value);
    case 'spaced':
      return `\r\n\t ${JSON.stringify(value, null, '\t')} \n`;
    case 'reversed':
      return JSON.stringify(reverseMembers(value));
    case 'slashes':
      return JSON.stringify(value).replaceAll('/', String.raw`\/`);
    case 'escaped':
      return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, escapeText);
  }
}

function reverseMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (typeof value !== 'object' || value === null || isWideInteger(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, reverseMembers(member)] as const);
  return Object.fromEntries(members.toReversed());
}

function escapeText(literal: string): string {
  const text = JSON.parse(literal) as string;
  return `"${Array.from({ length: text.length }, (_, index) => escapeUnit(text.charCodeAt(index))).join('')}"`;
}

function escapeUnit(unit: number): string {
  const plain = /[A-Za-z0-9]/.test(String.fromCharCode(unit));
  const digits = unit.toString(16).padStart(4, '0');
  return plain ? String.fromCharCode(unit) : `\\u${unit % 2 === 0 ? digits : digits.toUpperCase()}`;
}

/** Deepest nesting of arrays and objects that is read of an answer; readers may set a limit (RFC 8259, section 9). */
export const DEEPEST_ANSWER = 3_000;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of an answer; undefined where it is no JSON, or nests deeper than is read. JSON is UTF-8 without a byte order mark (RFC 8259, section 8.1). */
export function readJson(body: Uint8Array): { value: unknown } | undefined {
  try {
    const read = parseJson(strictUtf8.decode(body), DEEPEST_ANSWER);
    return 'value' in read ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a text, or what is wrong with it; `deepest` counts the arrays and objects that may stand in each other. */
export function parseJson(text: string, deepest: number): { value: unknown } | { wrong: string } {
  if (nestsDeeper(text, deepest)) return { wrong: `nests deeper than ${deepest} levels` };
  try {
    return { value: parseJsonText(text) };
  } catch (error) {
    return { wrong: `is not valid JSON: ${reasonOf(error as SyntaxError)}` };
  }
}

/** The value of a text that may be JSON. */
export function readJsonText(text: string): { value: unknown } | undefined {
  const read = parseJson(text, DEEPEST_TEXT);
  return 'value' in read ? read : undefined;
}

/** Deepest nesting of JSON inside a parameter or a form. */
const DEEPEST_TEXT = 100;

/** V8 quotes the whole text in some messages: what it says of the place is enough. */
function reasonOf(error: SyntaxError): string {
  return error.message.replace(/, "?\.{0,3}[\s\S]*(?=is not valid JSON)/, ' ').replace(/ is not valid JSON$/, '');
}

/** Judged before a parser takes memory for every level. */
function nestsDeeper(text: string, deepest: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 0x5c) index += 1;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
