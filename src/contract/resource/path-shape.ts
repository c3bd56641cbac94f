/** Paths as shapes: what two templates have in common, whatever their parameters are called. */

/** One segment of a path template: `books`, `{bookId}`, `report-{year}.{format}`. */
export interface Segment {
  text: string;
  /** The names of its templates, in order. */
  names: readonly string[];
}

/** What was taken apart: in a large contract every path is held against every other. */
const known = new Map<string, readonly Segment[]>();

/** Without what says nothing of the thing: a slash at the end (`/books/`), a format (`/books/{id}.json`, `/books.{format}`). */
export function segmentsOf(path: string): readonly Segment[] {
  const found = known.get(path);
  if (found) return found;
  const segments = path
    .replace(/(?<=[^/])\/$/, '')
    .replace(/(?<=[^/])\.(?:json|xml|\{(?:format|ext|extension)\})$/i, '')
    .split('/')
    .slice(1)
    .map((text) => ({ text, names: [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name) }));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, segments);
  return segments;
}

/** A process that reads contract after contract forgets. */
const MOST_KNOWN = 20_000;

/** Whether the segment is a template and nothing else. */
export function isTemplate({ text, names }: Segment): boolean {
  return names.length === 1 && text === `{${names[0]}}`;
}

/** Whether two paths differ in nothing but the names of their templates, and in singular or plural. */
export function isSameShape(one: readonly Segment[], other: readonly Segment[]): boolean {
  return one.length === other.length && one.every((segment, index) => shapeOf(segment) === shapeOf(other[index]));
}

/** What operations share that a request cannot tell apart: the method, and the path without the names of its templates. */
export function routeKey({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
}

/** What paths of the same shape have in common, as a text. */
export function shapeKey(segments: readonly Segment[]): string {
  return segments.map(shapeOf).join('/');
}

/**
 * What a template names, whatever its spelling and path: `shopid` for `{shop_id}`, and for the `{id}` of `/shops/{id}`.
 * `before` is the path up to it.
 */
export function templateKey(name: string, before: readonly Segment[]): string {
  const noun = nounOf(before);
  const plain = plainName(name);
  return plain.startsWith(noun) ? plain : noun + plain;
}

function shapeOf(segment: Segment = nothing): string {
  const found = shapes.get(segment);
  if (found !== undefined) return found;
  const shape = writeShape(segment);
  shapes.set(segment, shape);
  return shape;
}

const nothing: Segment = { text: '', names: [] };

/** What was written once: the segments of a path are the same objects, whoever asks. */
const shapes = new WeakMap<Segment, string>();

function writeShape({ text }: Segment): string {
  const literal = text.replaceAll(/\{[^{}]*\}/g, '{}');
  return literal.includes('{') ? literal : singular(literal.toLowerCase());
}

/** Whether a path names one thing: what is at its end is a template. */
export function endsInTemplate(path: string): boolean {
  return segmentsOf(path).at(-1)?.text.endsWith('}') === true;
}

/** The path up to and with its last template; empty where it has none. */
export function itemSegments(path: string): readonly Segment[] {
  const segments = segmentsOf(path);
  return segments.slice(0, segments.findLastIndex(({ names }) => names.length > 0) + 1);
}

/** What the things of a collection are called: `book` for `/shops/{shop}/books`. */
export function nounOf(collection: readonly Segment[]): string {
  const literal = collection.findLast(({ names }) => names.length === 0);
  return plainName(singular(literal?.text ?? ''));
}

/** A name without its spelling: `book_id`, `bookId` and `Book-ID` are one. */
export function plainName(name: string): string {
  const found = plainNames.get(name);
  if (found !== undefined) return found;
  const plain = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (plainNames.size >= MOST_KNOWN) plainNames.clear();
  plainNames.set(name, plain);
  return plain;
}

const plainNames = new Map<string, string>();

/** Whether the path ends with the name of many things: `/books/{id}/copies`. */
export function isPlural(segments: readonly Segment[]): boolean {
  const { text, names } = segments.at(-1) ?? { text: '', names: [''] };
  return names.length === 0 && singular(text) !== text;
}

/** One of them: `berry` for `berries`. */
export function singular(noun: string): string {
  if (/ies$/i.test(noun)) return noun.replace(/ies$/i, 'y');
  if (/(?:ss|sh|ch|x|z)es$/i.test(noun)) return noun.replace(/es$/i, '');
  return /[^s]s$/i.test(noun) ? noun.replace(/s$/i, '') : noun;
}
