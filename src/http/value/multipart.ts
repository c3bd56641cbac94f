/** Reads the parts of a multipart/form-data body (RFC 7578) as the names and texts of a form. */

/** More parts than any form has; the others are left out. */
const MOST_PARTS = 1_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** `body` with a character a byte; undefined where the content type names no boundary, or nothing stands between two of them. */
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
