/** The ways in which a secret may be written: as it is, in parts, decoded, and in the codings of texts and bytes. */
import { escapeFormat } from './quote-shell.ts';

/** One way of writing it. */
export interface Spelling {
  text: string;
  /** Whether it is too short to be looked for inside of other texts. */
  alone: boolean;
}

/** Shortest value that is looked for at all: shorter ones are found in everything. */
const SHORTEST = 4;

/** From this length on it is looked for anywhere; shorter ones are words and parts of names, or dates and versions. */
const LONG = { text: 8, number: 16 };

function isShort(text: string): boolean {
  return text.length < (/^[\d.:-]+$/.test(text) ? LONG.number : LONG.text);
}

/** The value, each longer part of it, a password behind its name, and what these are decoded, in every coding. */
export function spellingsOf(value: string): Spelling[] {
  const parts = value.split(/\s+/).filter((part) => part.length >= LONG.text);
  const bare = [value, ...parts].flatMap((text) => [text, ...decode(text)]);
  const all = new Set(bare.flatMap((text) => [text, ...passwordOf(text)]).filter(({ length }) => length >= SHORTEST));
  return [...all].flatMap((text) => {
    const coded = isShort(text) ? [text] : [...writtenSpellings(text), ...codedSpellings(text)];
    return [...new Set(coded)].map((each) => ({ text: each, alone: isShort(text) }));
  });
}

function passwordOf(text: string): string[] {
  const [, password = ''] = /^[^\s:]+:(.{4,})$/.exec(text) ?? [];
  return password === '' ? [] : [password];
}

/** What base64 or a URL's escapes stand for, where that is readable text: a server that checks credentials has it. */
function decode(text: string): string[] {
  return [decodeBase64(text), decodeUrl(text)].filter((each) => each !== undefined && each !== text) as string[];
}

function decodeBase64(text: string): string | undefined {
  if (!/^[\w+/-]{4,}={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const decoded = bytes.toString();
  const isReadable = bytes.equals(Buffer.from(decoded)) && /^[\P{C}\s]+$/u.test(decoded);
  return isReadable && bytes.toString('base64url') === forUrls(withoutPadding(text)) ? decoded : undefined;
}

function decodeUrl(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** As it is, and with what JSON, URLs (once and twice), forms, HTML and shells escape of it, backslashes aside. */
function writtenSpellings(text: string): string[] {
  const url = encodeURIComponent(text);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  return [
    text,
    text.replaceAll(/[^\u0020-\u007e]/g, escapeUnit),
    text.replaceAll(/[^]/g, escapeUnit),
    url,
    encodeURIComponent(url),
    form,
    html,
    quoted,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => quoted.replaceAll("'", quote)),
    text.replaceAll("'", String.raw`'\''`),
    escapeFormat(Buffer.from(text)),
  ];
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** In base64, alone or among other bytes, and in hexadecimal digits, also as a URL has them. */
function codedSpellings(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const alone = bytes.toString('base64');
  const coded = [alone, withoutPadding(alone), ...[0, 1, 2].map((before) => middleOf(bytes, before))];
  const octets = hex.match(/../g) ?? [];
  return [...coded, ...coded.map(forUrls), hex, octets.map((each) => `%${each}`).join(''), octets.join(':')];
}

/** The digits that the bytes alone decide, where so many others stand before them. */
function middleOf(bytes: Buffer, before: number): string {
  const digits = withoutPadding(Buffer.concat([Buffer.alloc(before), bytes]).toString('base64'));
  const isWhole = (before + bytes.length) % 3 === 0;
  return digits.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
}

function withoutPadding(base64: string): string {
  return base64.replace(/=+$/, '');
}

function forUrls(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}
