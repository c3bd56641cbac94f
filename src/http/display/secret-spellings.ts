/** The ways in which a secret may be written: as it is, in parts, decoded, and in the codings of texts and bytes. */
import { percentEncode } from '../value/percent-encode.ts';

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
  const bare = [value, ...partsOf(value)].flatMap((text) => [text, ...decode(text)]);
  const all = new Set(
    bare.flatMap((text) => [text, ...passwordOf(text), ...pairsOf(text)]).filter(({ length }) => length >= SHORTEST),
  );
  return [...all].flatMap((text) => {
    const spellings = [...writtenSpellings(text), ...codedSpellings(text)];
    return [...new Set(spellings)].map((each) => ({ text: each, alone: isShort(text) }));
  });
}

/** What stands between blanks, commas and semicolons, and the values of what is named in it: cookies, the fields of Digest. */
function partsOf(value: string): string[] {
  return value
    .split(/[\s,;]+/)
    .flatMap((part) => [part, part.replace(/^[\w.-]+=(?="?[^=])/, '').replace(/^"(.*)"$/, '$1')])
    .filter((part) => part.length >= LONG.text);
}

/** Of `name:password` the password; the name too where it is the key, with nothing or a mere word behind it. */
function passwordOf(text: string): string[] {
  const [, name = '', password = ''] = /^([^\s:]+):(.*)$/.exec(text) ?? [];
  const isKey = password === '' || (name.length >= LONG.number && /\d/.test(name));
  return [...(isKey ? [name] : []), password];
}

/** Of `name:password` what Basic makes of it: that is what is sent. */
function pairsOf(text: string): string[] {
  return /^[^\s:]+:\S/.test(text) ? [Buffer.from(text).toString('base64')] : [];
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

/** As it is, as a form and a shell write it, and read as Latin-1; what texts escape is undone where it is searched for. */
function writtenSpellings(text: string): string[] {
  return [
    text,
    sortByNumber([...text]).join(''),
    text.replaceAll(' ', '+'),
    text.replaceAll("'", String.raw`'\''`),
    ...[text, text.toUpperCase()].map((each) => Buffer.from(each).toString('latin1')),
  ];
}

/** As bytes: in base64, alone or among other bytes, in hexadecimal, binary and decimal digits. So is what JSON, a URL or base64 makes of it. */
function codedSpellings(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64');
  const inner = new Set([text, JSON.stringify(text).slice(1, -1), percentEncode(text), base64]);
  return [...inner].flatMap((each) => {
    const bytes = Buffer.from(each);
    const alone = bytes.toString('base64');
    const coded = [alone, withoutPadding(alone), ...[0, 1, 2].map((before) => middleOf(bytes, before))];
    const octets = bytes.toString('hex').match(/../g) ?? [];
    const digits = ['', ':', '-', ',', ',0x', '0x'].map((between) => octets.join(between));
    const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
    const points = Array.from(each, (letter) => letter.codePointAt(0)).join(',');
    const lists = [[...bytes], sortByNumber([...bytes])].map((list) => list.join(','));
    return [...coded, ...coded.map(forUrls), ...digits, bits, ...lists, points];
  });
}

/** In the order of their numbers as texts (0, 1, 10, 2), in which many programs write the members of an object. */
function sortByNumber<T>(items: readonly T[]): T[] {
  return Object.keys(items)
    .sort()
    .flatMap((index) => items[Number(index)] ?? []);
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
