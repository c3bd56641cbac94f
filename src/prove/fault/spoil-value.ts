/** Ways in which servers spoil a value on its way; undefined where there is nothing to spoil. */

export interface Spoiling {
  name: string;
  /** What the server does to it. */
  verb: string;
  spoil: (value: unknown) => unknown;
}

const onText =
  (spoil: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? spoil(value) : undefined;

const onNumber =
  (spoil: (number: number) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'number' ? spoil(value) : undefined;

const onList =
  (spoil: (items: unknown[]) => unknown) =>
  (value: unknown): unknown =>
    Array.isArray(value) ? spoil(value as unknown[]) : undefined;

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Texts that become other texts. */
const textSpoilings: readonly Spoiling[] = [
  { name: 'trimmed', verb: 'trims', spoil: onText((text) => text.trim()) },
  { name: 'cut-to-32', verb: 'cuts to 32 characters', spoil: onText((text) => text.slice(0, 32)) },
  { name: 'cut-to-250', verb: 'cuts to 250 characters', spoil: onText((text) => text.slice(0, 250)) },
  { name: 'last-cut', verb: 'loses the last character of', spoil: onText((text) => text.slice(0, -1)) },
  { name: 'lower-cased', verb: 'lower-cases', spoil: onText((text) => text.toLowerCase()) },
  { name: 'upper-cased', verb: 'upper-cases', spoil: onText((text) => text.toUpperCase()) },
  {
    name: 'html-escaped',
    verb: 'HTML-escapes',
    spoil: onText((text) => text.replace(/[<>&"']/g, (character) => entities[character] ?? character)),
  },
  { name: 'tags-stripped', verb: 'strips tags from', spoil: onText((text) => text.replace(/<[^>]*>/g, '')) },
  { name: 'percent-encoded', verb: 'percent-encodes', spoil: onText((text) => encodeURI(text.toWellFormed())) },
  {
    name: 'percent-decoded',
    verb: 'percent-decodes',
    spoil: onText((text) => text.replace(/%[0-7][\da-f]/gi, decodeURIComponent)),
  },
  {
    name: 'plus-to-blank',
    verb: 'turns plus signs into blanks in',
    spoil: onText((text) => text.replaceAll('+', ' ')),
  },
  { name: 'as-latin-1', verb: 'misreads as Latin-1', spoil: onText((text) => Buffer.from(text).toString('latin1')) },
  { name: 'ascii-only', verb: 'replaces all but ASCII in', spoil: onText((text) => text.replace(/[^\0-\x7f]/g, '?')) },
  {
    name: 'bmp-only',
    verb: 'loses characters beyond the BMP in',
    spoil: onText((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  },
  { name: 'composed', verb: 'normalises', spoil: onText((text) => text.normalize('NFC')) },
  { name: 'lines-joined', verb: 'joins the lines of', spoil: onText((text) => text.replace(/\r?\n/g, ' ')) },
  { name: 'crlf-to-lf', verb: 'loses carriage returns in', spoil: onText((text) => text.replaceAll('\r', '')) },
  { name: 'blanks-collapsed', verb: 'collapses blanks in', spoil: onText((text) => text.replace(/ {2,}/g, ' ')) },
  { name: 'quotes-escaped', verb: 'doubles quotes in', spoil: onText((text) => text.replace(/['"]/g, '$&$&')) },
  { name: 'backslashes-lost', verb: 'loses backslashes in', spoil: onText((text) => text.replaceAll('\\', '')) },
  {
    name: 'unescaped',
    verb: 'reads escapes again in',
    spoil: onText((text) => text.replaceAll(String.raw`\n`, '\n').replaceAll(String.raw`\t`, '\t')),
  },
  { name: 'zeros-lost', verb: 'loses leading zeros of', spoil: onText((text) => text.replace(/^0+(?=\d)/, '')) },
  { name: 'slash-lost', verb: 'loses a slash at the end of', spoil: onText((text) => text.replace(/\/$/, '')) },
  {
    name: 'hyphens-to-underscores',
    verb: 'turns hyphens into underscores in',
    spoil: onText((text) => text.replaceAll('-', '_')),
  },
  { name: 'quoted', verb: 'puts quotes round', spoil: onText((text) => JSON.stringify(text)) },
  { name: 'blank-added', verb: 'adds a blank to', spoil: onText((text) => `${text} `) },
];

const otherTypes: readonly Spoiling[] = [
  { name: 'null', verb: 'answers null for', spoil: () => null },
  {
    name: 'as-text',
    verb: 'writes as text',
    spoil: (value) => (typeof value === 'string' ? undefined : JSON.stringify(value)),
  },
  {
    name: 'as-number',
    verb: 'writes as a number',
    spoil: (value) => (typeof value === 'number' ? undefined : Number(value) || 0),
  },
  {
    name: 'as-fraction',
    verb: 'writes as a fraction',
    spoil: (value) => (typeof value === 'number' ? value + 0.5 : 0.5),
  },
  {
    name: 'as-boolean',
    verb: 'writes as a boolean',
    spoil: (value) => (typeof value === 'boolean' ? undefined : Boolean(value)),
  },
  { name: 'as-object', verb: 'wraps in an object', spoil: (value) => ({ value }) },
  { name: 'as-array', verb: 'wraps in an array', spoil: (value) => [value] },
  { name: 'empty-text', verb: 'answers "" for', spoil: () => '' },
  { name: 'empty-object', verb: 'answers {} for', spoil: () => ({}) },
  { name: 'empty-array', verb: 'answers [] for', spoil: () => [] },
  { name: 'other-text', verb: 'answers another text for', spoil: onText(() => 'something else') },
];

const others: readonly Spoiling[] = [
  { name: 'one-more', verb: 'adds one to', spoil: onNumber((number) => number + 1) },
  { name: 'one-less', verb: 'takes one from', spoil: onNumber((number) => number - 1) },
  { name: 'negated', verb: 'negates', spoil: onNumber((number) => -number) },
  { name: 'rounded', verb: 'rounds', spoil: onNumber(Math.round) },
  { name: 'zero', verb: 'answers 0 for', spoil: onNumber(() => 0) },
  {
    name: 'digit-more',
    verb: 'adds one to the digits of',
    spoil: onText((text) => (/^\d{1,9}$/.test(text) ? String(Number(text) + 1) : undefined)),
  },
  { name: 'inverted', verb: 'inverts', spoil: (value) => (typeof value === 'boolean' ? !value : undefined) },
  { name: 'item-lost', verb: 'loses an item of', spoil: onList((items) => items.slice(1)) },
  { name: 'item-twice', verb: 'repeats an item of', spoil: onList((items) => [...items, ...items.slice(0, 1)]) },
  { name: 'reversed', verb: 'reverses', spoil: onList((items) => items.toReversed()) },
  { name: 'null-item', verb: 'adds null to', spoil: onList((items) => [...items, null]) },
];

export const spoilings: readonly Spoiling[] = [...otherTypes, ...textSpoilings, ...others];

/** What a server can do to a value of a request before it uses it. */
export const changes: readonly Spoiling[] = [...textSpoilings, ...others];
