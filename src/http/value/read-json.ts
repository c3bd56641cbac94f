/** Reads the JSON of an answer, whatever it is. */

/** Deepest nesting that is read; readers may set a limit (RFC 8259, section 9). */
const DEEPEST = 3_000;

/** The value; undefined where the body is no JSON, or nests deeper than is read. JSON is UTF-8 without a byte order mark (RFC 8259, section 8.1). */
export function readJson(body: Buffer): { value: unknown } | undefined {
  if (nestsTooDeep(body)) return undefined;
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)) };
  } catch {
    return undefined;
  }
}

const [quote = 0, backslash = 0, open = 0, close = 0, openBrace = 0, closeBrace = 0] = Buffer.from('"\\[]{}');

/** Judged on the bytes, before a parser takes memory for every level. */
function nestsTooDeep(body: Buffer): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (byte === quote) inText = !inText;
    else if (inText) index += byte === backslash ? 1 : 0;
    else if (byte === open || byte === openBrace) depth += 1;
    else if (byte === close || byte === closeBrace) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
