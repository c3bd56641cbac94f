/** Forms, as application/x-www-form-urlencoded and in parts (multipart/form-data): names with texts, objects here. */
import type { Contract } from '../../contract/contract.ts';
import type { SchemaNode } from '../../contract/schema.ts';
import { findMember, possibleTypes } from '../../contract/schema/walk-schema.ts';
import { readText, writeTexts } from './text.ts';

/** A list is a field that comes again. */
export function writeForm(body: object): string {
  const fields = Object.entries(body).flatMap(([name, value]) => writeTexts(value).map((text) => [name, text]));
  return String(new URLSearchParams(fields as [string, string][]));
}

/** Each member as its schema asks: one that is a list has every value of its name; of any other the last one counts. */
export function readForm(
  contract: Contract,
  node: SchemaNode | undefined,
  written: string | URLSearchParams,
): Record<string, unknown> {
  const form = new URLSearchParams(written);
  const members = [...new Set(form.keys())].map((name) => {
    const texts = form.getAll(name);
    const member = node && findMember(contract.document, node, [name]);
    return [name, member ? readMember(contract, member, texts) : texts.at(-1)] as const;
  });
  return Object.fromEntries(members);
}

function readMember({ document }: Contract, member: SchemaNode, texts: readonly string[]): unknown {
  const types = possibleTypes(document, member);
  if (!types.has('array')) return readText(types, texts.at(-1) ?? '');
  return texts.map((text, index) => {
    const item = findMember(document, member, [String(index)]);
    return item ? readText(possibleTypes(document, item), text) : text;
  });
}

/** More parts than any form has; the others are left out. */
const MOST_PARTS = 1_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The names and texts of a form in parts (RFC 7578). `body` has a character a byte; undefined where the content type
 * names no boundary, or nothing stands between two of them.
 */
export function readMultipart(body: string, contentType: string): URLSearchParams | undefined {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType.slice(0, 1_000)) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return undefined;
  const [, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`, MOST_PARTS);
  if (!parts.some((part) => part.startsWith('--'))) return undefined;
  return new URLSearchParams(parts.flatMap((part) => readPart(part)));
}

/** None for what is no part: the end, or one without a name. */
function readPart(part: string): [string, string][] {
  const end = part.indexOf('\r\n\r\n');
  if (end === -1 || !part.startsWith('\r\n')) return [];
  const head = decode(part.slice(0, Math.min(end, 4_000)));
  const [, name] = /^content-disposition:[^\r\n]*?;\s*name="([^"\r\n]*)"/im.exec(head) ?? [];
  return name === undefined ? [] : [[name, decode(part.slice(end + 4))]];
}

/** Text is UTF-8; the bytes of a file stay a character each. */
function decode(bytes: string): string {
  try {
    return utf8.decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
  } catch {
    return bytes;
  }
}
