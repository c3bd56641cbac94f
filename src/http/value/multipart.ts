/** Forms in parts (multipart/form-data, RFC 7578): texts, files and JSON by their names there, objects here. */
import type { Contract } from '../../contract/contract.ts';
import type { Encoding } from '../../contract/operation.ts';
import {
  type BodyFormat,
  bodyShape,
  formatOf,
  isRange,
  mediaTypeOf,
  wireType,
} from '../../contract/operation/body-format.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, possibleTypes } from '../../contract/schema/walk-schema.ts';
import { type FormReader, readStyled, styleOf } from './form.ts';
import { readHeader, sampleHeader } from './header.ts';
import { type Fields, writeFields } from './style.ts';
import { readJsonText } from './json.ts';
import { fitsRange } from './media-type.ts';
import { fileTypeOf, sampleFile } from './sample-file.ts';
import { bytesOf, decodeCharacters, readText, writeText } from './text.ts';

/** One part: its bytes are a character each. */
export interface Part {
  name: string;
  filename?: string;
  /** Absent where it names none: it is plain text then (RFC 7578, 4.4). */
  contentType?: string;
  /** Its others, by their names in lower case. */
  headers?: ReadonlyMap<string, string>;
  bytes: string;
}

export interface WrittenForm {
  /** A character a byte. */
  bytes: string;
  contentType: string;
}

/** The form with a part for each member, for each item of a list, in the media types that the content's encoding names. */
export function writeMultipart(body: object, reader: FormReader): WrittenForm {
  const parts = Object.entries(body).flatMap(([name, value]) => partsOf(reader, name, value));
  let boundary = 'docpact-boundary';
  while (parts.some(({ bytes }) => bytes.includes(boundary))) boundary += '-';
  const written = parts.map((part) => `--${boundary}\r\n${writeHead(part)}\r\n\r\n${part.bytes}\r\n`);
  return {
    bytes: `${written.join('')}--${boundary}--\r\n`,
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

function writeHead({ name, filename, contentType, headers = new Map() }: Part): string {
  const file = filename === undefined ? '' : `; filename="${escapeName(filename)}"`;
  const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
  const others = [...headers].map(([key, text]) => `\r\n${key}: ${text}`).join('');
  return `Content-Disposition: form-data; name="${escapeName(name)}"${file}${type}${others}`;
}

/** As browsers write names (HTML, "Multipart form data"), in UTF-8. */
function escapeName(name: string): string {
  return bytesOf(name).replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** In the style that its encoding names, without any encoding of texts (OpenAPI 3.2, "Encoding Object"); else as its kind says. */
function partsOf(reader: FormReader, name: string, value: unknown): Part[] {
  const encoding = reader.content?.encoding.get(name);
  const samples = encoding?.headers.map((header) => sampleHeader(reader.contract, header)) ?? [];
  const headers = new Map(samples.filter((sample) => sample !== undefined));
  const styled = encoding && styleOf(name, encoding);
  if (styled)
    return writeFields(styled, value).map(([field, text]) => ({ name: field, bytes: bytesOf(text), headers }));
  const kind = kindOfPart(reader, name);
  const items = Array.isArray(value) && kind.isList ? value : [value];
  return items.map((item: unknown) => ({ ...writePart(name, item, kind), headers }));
}

function writePart(name: string, value: unknown, { format, contentType, isFile, isNamed }: PartKind): Part {
  if (isFile)
    return {
      name,
      filename: `${name}.${sampleFile(contentType).ending}`,
      contentType,
      bytes: fileBytes(value, format),
    };
  if (format === 'json') return { name, contentType, bytes: bytesOf(JSON.stringify(value) ?? '') };
  return { name, ...(isNamed ? { contentType } : {}), bytes: bytesOf(writeText(value)) };
}

/** A text file stands among values as its text, any other as its bytes. */
function fileBytes(value: unknown, format: BodyFormat): string {
  const text = writeText(value);
  return format === 'binary' && !/[^\0-\u00ff]/.test(text) ? text : bytesOf(text);
}

/** What the parts of a name hold, and in which media type. */
interface PartKind {
  format: BodyFormat;
  contentType: string;
  isFile: boolean;
  /** Whether the document itself names the media type. */
  isNamed: boolean;
  /** Whether each item is a part of its own. */
  isList: boolean;
  accepted: readonly string[];
  /** Schema of what one part holds. */
  node: SchemaNode | undefined;
}

/** By its encoding, else by its schema (OpenAPI 3.2, "Encoding Object": the table of defaults). */
function kindOfPart({ contract: { document }, content }: FormReader, name: string): PartKind {
  const member = content?.node && findMember(document, content.node, [name]);
  const encoding: Encoding = content?.encoding.get(name) ?? { contentTypes: [], headers: [] };
  const accepted = encoding.contentTypes;
  const [named] = accepted;
  const isArray = member !== undefined && possibleTypes(document, member).has('array');
  // A list in one media type that holds lists is one part: JSON, unless its items are files.
  const item = isArray ? findMember(document, member, ['0']) : undefined;
  const isWhole = isArray && named !== undefined && formatOf(named, { structured: true, textual: false }) === 'json';
  const isList = isArray && !(isWhole && !(item && bodyShape(document, item).structured));
  const node = isList ? item : member;
  const fileType = node && fileTypeOf(document, node);
  const shape = bodyShape(document, node);
  const usual = fileType ?? (shape.structured && !shape.textual ? 'application/json' : 'text/plain');
  const wanted = named ?? usual;
  const format = formatOf(wanted, shape);
  const contentType = isRange(wanted) ? wireType(wanted, format) : wanted;
  const isFile = fileType !== undefined || format === 'binary';
  return { format, contentType, isFile, isNamed: named !== undefined, isList, accepted, node };
}

/** What could not be read of a form. */
export type UnreadForm = { wrong: string; unsupported?: true };

/** The values of a form, `bytes` having a character a byte; or what is wrong with it. */
export function readMultipart(
  bytes: string,
  contentType: string,
  reader: FormReader,
): { value: Record<string, unknown> } | UnreadForm {
  const parts = splitParts(bytes, contentType);
  if (!parts) return { wrong: 'is not multipart/form-data, with its boundary' };
  const [wrong] = parts.flatMap((part) => wrongHeaders(reader, part));
  if (wrong !== undefined) return { wrong };
  const byName = Map.groupBy(parts, ({ name }) => name);
  const fields: Fields = new Map([...byName].map(([name, own]) => [name, own.map(textOf)]));
  const values = new Map(readStyled(reader, fields));
  for (const name of fields.keys()) {
    const own = byName.get(name) ?? [];
    const kind = kindOfPart(reader, name);
    const odd = own.find((part) => !isAccepted(part, kind));
    if (odd)
      return { wrong: `has ${name} as ${odd.contentType}, not ${kind.accepted.join(' or ')}`, unsupported: true };
    const read = own.map((part) => readPart(reader.contract, part, kind));
    values.set(name, kind.isList ? joinItems(read) : read.at(-1));
  }
  return { value: Object.fromEntries(values) };
}

/** What is wrong with the headers that the encoding of a part demands, or describes. */
function wrongHeaders({ contract, content }: FormReader, { name, headers }: Part): string[] {
  return (content?.encoding.get(name)?.headers ?? []).flatMap((header) => {
    const text = headers?.get(header.name.toLowerCase());
    if (text === undefined) return header.required ? [`has ${name} without its header ${header.name}`] : [];
    const [value] = readHeader(contract, header, text);
    const view = { direction: 'request', demand: 'documented' } as const;
    const [violation] = contract.validators.violations(header.node, value, view);
    return violation ? [`has ${name} with a header ${header.name} that is wrong: ${violation.message}`] : [];
  });
}

/** What names no media type, and is no file, is taken for the right one. */
function isAccepted({ contentType }: Part, { accepted }: PartKind): boolean {
  if (contentType === undefined || accepted.length === 0) return true;
  const given = mediaTypeOf(contentType);
  return accepted.some((wanted) => fitsRange(given, mediaTypeOf(wanted)));
}

/** One part may hold the whole list, as JSON. */
function joinItems(read: readonly unknown[]): unknown {
  const [only] = read;
  return read.length === 1 && Array.isArray(only) ? only : read;
}

function readPart({ document }: Contract, part: Part, { format, isFile, node }: PartKind): unknown {
  if (isFile && format !== 'text') return part.bytes;
  const text = textOf(part);
  const isJsonPart = format === 'json' || mediaTypeOf(part.contentType ?? '') === 'application/json';
  // What is no JSON stays text, for the schema to refuse.
  if (isJsonPart && !isFile) return readJsonText(text)?.value ?? text;
  return node ? readText(possibleTypes(document, node), text) : text;
}

/** In UTF-8, where it is. */
function textOf({ bytes }: Part): string {
  return decodeCharacters(bytes) ?? bytes;
}

/** More parts than any form has; the others are left out. */
const MOST_PARTS = 1_000;

/**
 * The parts of a form (RFC 7578). `body` has a character a byte; undefined where the content type names no boundary, or
 * nothing stands between two of them.
 */
export function splitParts(body: string, contentType: string): Part[] | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType.slice(0, 1_000)) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`, MOST_PARTS);
  if (!parts.some((part) => part.startsWith('--'))) return undefined;
  return parts.flatMap((part) => readHead(part));
}

/** None for what is no part: the end, or one without a name. */
function readHead(part: string): Part[] {
  const end = part.indexOf('\r\n\r\n');
  if (end === -1 || !part.startsWith('\r\n')) return [];
  const raw = part.slice(0, Math.min(end, 4_000));
  const head = decodeCharacters(raw) ?? raw;
  const [, name] = /^content-disposition:[^\r\n]*?;\s*name="([^"\r\n]*)"/im.exec(head) ?? [];
  const [, filename] = /^content-disposition:[^\r\n]*?;\s*filename="([^"\r\n]*)"/im.exec(head) ?? [];
  const [, contentType] = /^content-type:\s*([^\r\n]+?)\s*$/im.exec(head) ?? [];
  if (name === undefined) return [];
  const lines = [...head.matchAll(/^([\w!#$%&'*+.^`|~-]+):[ \t]*([^\r\n]*)$/gm)];
  return [
    {
      name: name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n'),
      ...(filename === undefined ? {} : { filename }),
      ...(contentType === undefined ? {} : { contentType }),
      headers: new Map(lines.map(([, key = '', text = '']) => [key.toLowerCase(), text])),
      bytes: part.slice(end + 4),
    },
  ];
}
