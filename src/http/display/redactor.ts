/** Takes what is secret out of texts, in whichever way it was written there. */
import { variableOf } from './write-curl.ts';

/** Shortest value that is looked for: shorter ones are found in everything. */
const SHORTEST = 4;

/** Shortest part of a value, such as what follows `Bearer`, that is looked for by itself. */
const SHORTEST_PART = 8;

/** Knows the headers that the user gave, and other secrets, by what they are called; several may share a name. */
export class Redactor {
  /** Names in lower case. */
  readonly names: ReadonlySet<string>;
  readonly #spellings: readonly (readonly [text: string, variable: string])[];

  constructor(
    headers: Readonly<Record<string, string>>,
    others: readonly (readonly [name: string, value: string])[] = [],
  ) {
    const secrets = [...Object.entries(headers), ...others];
    this.names = new Set(secrets.map(([name]) => name));
    this.#spellings = secrets
      .flatMap(([name, value]) => spellingsOf(value).map((text) => [text, `$${variableOf(name)}`] as const))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** `text` without any secret value; one that was cut off at its end counts too. */
  redact(text: string): string {
    return this.#spellings.reduce(
      (shown, [secret, variable]) => cutBeginning(shown.replaceAll(secret, variable), secret, variable),
      text,
    );
  }
}

/** The value, each longer part of it, and a password behind its name, in every way that texts are written. */
function spellingsOf(value: string): string[] {
  const parts = value.split(/\s+/).filter((part) => part.length >= SHORTEST_PART);
  const [, password = ''] = /^[^\s:]+:(\S{4,})$/.exec(value) ?? [];
  const spellings = [value, ...parts, password].flatMap((text) => [...writtenSpellings(text), ...codedSpellings(text)]);
  return [...new Set(spellings)].filter(({ length }) => length >= SHORTEST);
}

/** As it is, and with what JSON, URLs, forms and HTML escape of it. */
function writtenSpellings(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(
    /[^\u0020-\u007e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const url = encodeURIComponent(text);
  const form = new URLSearchParams([['', text]]).toString().slice(1);
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  return [
    text,
    ...[json, ascii].flatMap((each) => [each, each.replaceAll('/', String.raw`\/`)]),
    ...[url, form].flatMap((each) => [each, withSmallDigits(each), each.toLowerCase()]),
    html,
    quoted,
    ...['&#39;', '&#x27;', '&apos;'].map((quote) => quoted.replaceAll("'", quote)),
  ];
}

function withSmallDigits(url: string): string {
  return url.replaceAll(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase());
}

/** In base64, alone or among other bytes, and in hexadecimal digits; of short texts only alone, since parts of them are found in everything. */
function codedSpellings(text: string): string[] {
  const bytes = Buffer.from(text);
  const hex = bytes.toString('hex');
  const alone = bytes.toString('base64');
  const among = bytes.length < SHORTEST_PART ? [] : [0, 1, 2].map((before) => middleOf(bytes, before));
  const coded = [alone, alone.replace(/=+$/, ''), ...among];
  return text.length < SHORTEST ? [] : [...coded, ...coded.map(forUrls), hex, hex.toUpperCase()];
}

/** The digits that the bytes alone decide, where so many others stand before them. */
function middleOf(bytes: Buffer, before: number): string {
  const digits = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const isWhole = (before + bytes.length) % 3 === 0;
  return digits.slice(before === 0 ? 0 : before + 1, isWhole ? undefined : -1);
}

function forUrls(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_');
}

/** Where a text was shortened, just the beginning of a secret may be left. */
function cutBeginning(text: string, secret: string, variable: string): string {
  const pieces = text.split('…');
  return pieces.map((piece) => withoutEnd(piece, secret, variable)).join('…');
}

function withoutEnd(piece: string, secret: string, variable: string): string {
  // Mostly its last letters stand nowhere in the secret.
  if (!secret.includes(piece.slice(-SHORTEST))) return piece;
  for (let length = Math.min(secret.length - 1, piece.length); length >= SHORTEST; length -= 1)
    if (piece.endsWith(secret.slice(0, length))) return piece.slice(0, -length) + variable;
  return piece;
}
