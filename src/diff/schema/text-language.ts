/** Texts of a shape: which patterns they match, by their length and their format, too, and whether they are texts of another. */
import { plainText } from '../../contract/name-text.ts';
import { listFormats, numberBounds } from '../../contract/schema/formats.ts';
import { comparePatterns } from '../pattern/compare-patterns.ts';
import { numberAt } from './number-range.ts';
import type { Shape } from './shape.ts';

/** Longest texts whose characters are counted by a pattern. */
const LONGEST = 100;

const judges = new Map(
  [...listFormats()].map(([name, format]) => [
    name,
    typeof format === 'object' && 'validate' in format ? format.validate : format,
  ]),
);

/** Whether each text of the left is one of the right. */
export function impliesText(left: Shape, right: Shape): boolean {
  const isLength =
    numberAt(left, 'minLength', 0) >= numberAt(right, 'minLength', 0) &&
    numberAt(left, 'maxLength', Infinity) <= numberAt(right, 'maxLength', Infinity);
  if (!isLength && !areWithin(left, lengthPattern(right))) return false;
  return (
    right.patterns.every(({ value }) => holds(left.patterns, value) || areWithin(left, value as string)) &&
    right.formats.every(
      ({ value, pointer }) =>
        // An encoding rules nothing out by itself.
        pointer.endsWith('/contentEncoding') || !isTextFormat(plainText(value)) || hasFormat(left, plainText(value)),
    )
  );
}

/** Whether each text of the left is one of those that are listed. */
export function areListed(left: Shape, values: Iterable<unknown>): boolean {
  const listed = [...values].filter((value) => typeof value === 'string');
  return left.patterns.length > 0 && areWithin(left, `^(?:${listed.map(escapePattern).join('|')})$`);
}

/** A text of the left that the right does not take by its patterns or its length; undefined where none is known. */
export function textWithout(left: Shape, right: Shape): string | undefined {
  const own = languageOf(left);
  for (const wanted of languageOf(right)) {
    const found = comparePatterns(own, wanted)?.without;
    if (found !== undefined) return found;
  }
  return comparePatterns(own)?.without;
}

/** The shortest text of a shape that is not empty where it need not be; undefined where none is known. */
export function shortestText(shape: Shape): string | undefined {
  const format = shape.formats.map(({ value }) => plainText(value)).find((name) => Object.hasOwn(samples, name));
  if (format !== undefined) return samples[format];
  if (shape.formats.some(({ value }) => judges.has(plainText(value)))) return undefined;
  const [least, most] = [numberAt(shape, 'minLength', 0), numberAt(shape, 'maxLength', Infinity)];
  if (shape.patterns.length === 0)
    return least > LONGEST_MADE ? undefined : 'a'.repeat(Math.max(least, Math.min(1, most)));
  return comparePatterns(languageOf(shape), '^$')?.without;
}

/** Longest text that is made for a bound. */
const LONGEST_MADE = 100_000;

/** A text of each common format. */
const samples: Readonly<Record<string, string>> = {
  byte: 'YQ==',
  date: '2020-01-01',
  'date-time': '2020-01-01T00:00:00Z',
  email: 'a@a.example',
  hostname: 'a.example',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  time: '00:00:00Z',
  uri: 'http://a.example/',
  'uri-reference': '/a',
  url: 'http://a.example/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function areWithin(left: Shape, wanted: string | undefined): boolean {
  if (wanted === undefined) return false;
  const compared = comparePatterns(languageOf(left), wanted);
  return compared !== undefined && compared.without === undefined;
}

/** Patterns that every text of a shape matches. */
function languageOf(shape: Shape): string[] {
  const length = lengthPattern(shape);
  return [
    ...shape.patterns.map(({ value }) => value as string),
    ...(length === undefined ? [] : [length]),
    ...shape.formats.flatMap(({ value }) => patternOfFormat(plainText(value)) ?? []),
  ];
}

function lengthPattern(shape: Shape): string | undefined {
  const [least, most] = [numberAt(shape, 'minLength', 0), numberAt(shape, 'maxLength', Infinity)];
  if (least > LONGEST || (most > LONGEST && most !== Infinity) || (least === 0 && most === Infinity)) return undefined;
  return String.raw`^[\s\S]{${least},${most === Infinity ? '' : most}}$`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/-]/g, String.raw`\$&`);
}

/** What all texts of a format match, where the format is no pattern itself. */
const around: Readonly<Record<string, string>> = {
  date: String.raw`^\d{4}-\d\d-\d\d$`,
  'date-time': String.raw`^\d{4}-\d\d-\d\d[tT ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[zZ]|[+\-]\d\d:\d\d)$`,
  time: String.raw`^\d\d:\d\d:\d\d(?:\.\d+)?(?:[zZ]|[+\-]\d\d:\d\d)$`,
  ipv4: String.raw`^[\d.]{7,15}$`,
  ipv6: String.raw`^[\dA-Fa-f:.]{2,45}$`,
  hostname: String.raw`^[\dA-Za-z.\-]+$`,
  email: '.@.',
  uri: String.raw`^[A-Za-z][\dA-Za-z+.\-]*:`,
};

function patternOfFormat(format: string): string | undefined {
  const judge = judges.get(format);
  const isPlain = judge instanceof RegExp && !/[is]/.test(judge.flags);
  return isPlain ? judge.source : around[format];
}

/** Formats all texts of which are texts of another, too. */
const within: Readonly<Record<string, readonly string[]>> = {
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  email: ['idn-email'],
  'date-time': ['iso-date-time'],
  'date-time-local': ['iso-date-time'],
  time: ['iso-time'],
  'time-local': ['iso-time'],
};

function hasFormat(left: Shape, format: string): boolean {
  const isKnown = left.formats.some(
    ({ value }) => value === format || within[plainText(value)]?.includes(format) === true,
  );
  if (isKnown) return true;
  const judge = judges.get(format);
  return judge instanceof RegExp && areWithin(left, patternOfFormat(format));
}

/** Whether a format rules texts out; one that nobody knows rules out nothing. */
export function isTextFormat(format: string): boolean {
  return judges.has(format) && !Object.hasOwn(numberBounds, format);
}

function holds(facts: Shape['patterns'], value: unknown): boolean {
  return facts.some((fact) => fact.value === value);
}
