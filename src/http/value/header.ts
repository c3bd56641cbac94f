/** Headers of answers: values of the documented types here, texts in the style simple there (OpenAPI 3.2, "Header Object"). */
import type { Contract } from '../../contract/contract.ts';
import type { DocumentedHeader } from '../../contract/operation.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { walkPossible } from '../../contract/schema/walk-schema.ts';
import { readJsonText } from './json.ts';
import { readValue, shapeOf } from './shape.ts';
import { readFields, type Styled, writeFields } from './style.ts';
import { writeText, writeTexts } from './text.ts';

/** The text of a header, or the text of each of its lines. */
export type HeaderText = string | string[];

/** The text of a header: printable ASCII, whatever its value has. Cookies have a line each. */
export function writeHeader(header: DocumentedHeader, value: unknown): HeaderText {
  if (setsCookies(header)) return writeCookies(value).map(toAscii);
  const [[, text = ''] = []] =
    header.format === undefined
      ? writeFields(styleOf(header), value)
      : [['', header.format === 'json' ? (JSON.stringify(value) ?? '') : writeText(value)]];
  return toAscii(text);
}

/** The one header whose lines cannot be joined by commas (RFC 9110, 5.3). */
function setsCookies({ name }: DocumentedHeader): boolean {
  return name.toLowerCase() === 'set-cookie';
}

/** A line for each item, member, or line of a text (OpenAPI 3.2, "Modeling Link and Set-Cookie Headers"). */
function writeCookies(value: unknown): string[] {
  if (isSchemaObject(value)) return Object.entries(value).map(([name, text]) => `${name}=${writeText(text)}`);
  return Array.isArray(value)
    ? writeTexts(value)
    : writeText(value)
        .split(/\r?\n/)
        .filter((line) => line !== '');
}

function toAscii(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, '?');
}

/** The values of a header that came once or several times: one, unless each of its lines stands for itself, as cookies do. */
export function readHeader(
  { document }: Contract,
  header: DocumentedHeader,
  received: string | readonly string[],
): unknown[] {
  const { name, node, format } = header;
  const shape = shapeOf(document, node);
  const lines = [received].flat();
  if (setsCookies(header)) {
    if (format !== undefined) return [lines.join('\n')];
    if (shape.kind === 'one') return lines;
    const texts = shape.kind === 'list' ? lines : Object.fromEntries(lines.map(readCookie));
    return [readValue(document, node, { texts, shape })];
  }
  const text = lines.join(', ');
  if (format !== undefined) return [format === 'json' ? (readJsonText(text)?.value ?? text) : text];
  const texts = readFields(styleOf(header), new Map([[name, [text]]]), { shape });
  return [texts === undefined ? text : readValue(document, node, { texts, shape })];
}

/** Headers as a pair for each line. */
export function headerLines(headers: Readonly<Record<string, HeaderText>>): [name: string, text: string][] {
  return Object.entries(headers).flatMap(([name, texts]) =>
    [texts].flat().map((text): [string, string] => [name, text]),
  );
}

/** Headers of Fetch by their names: only cookies keep their lines apart there, commas join those of any other. */
export function collectHeaders(headers: Headers): Record<string, HeaderText> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 1 ? { 'set-cookie': cookies } : {}) };
}

/** Without its attributes, which are no part of its value (RFC 6265, 4.1.1). */
function readCookie(line: string): [name: string, text: string] {
  const [, name = line, text = ''] = /^([^=;]*)=([^;]*)/.exec(line) ?? [];
  return [name.trim(), text.trim()];
}

/** Name and text of a header that its schema takes: of its own examples and values, or a plain one; undefined where none fits. */
export function sampleHeader(
  { document, validators }: Contract,
  header: DocumentedHeader,
): [name: string, text: string] | undefined {
  const named = [...walkPossible(document, header.node)].flatMap(({ schema }) => [
    ...[schema['examples'], schema['enum']].flat(),
    schema['example'],
    schema['default'],
    schema['const'],
    schema['minimum'],
  ]);
  const fit = [header.example, ...named, ...plainValues].find(
    (value) =>
      value !== undefined && validators.accepts(header.node, value, { direction: 'request', demand: 'documented' }),
  );
  return fit === undefined ? undefined : [header.name, [writeHeader(header, fit)].flat().join(', ')];
}

const plainValues = [
  'sample',
  1,
  true,
  ['sample'],
  [1],
  { sample: 'sample' },
  '2026-01-02',
  '2026-01-02T03:04:05Z',
  'https://example.com/',
  'someone@example.com',
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  '1',
];

function styleOf({ name, style, explode }: DocumentedHeader): Styled {
  return { in: 'header', name, style, explode };
}
