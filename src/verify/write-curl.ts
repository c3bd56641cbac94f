/** Writes a request as a line for a POSIX shell that sends it again with curl. */
import type { SentRequest } from './exchange.ts';

/** Headers whose values stand as `$NAME`, by their names in lower case. */
export type SecretHeaders = ReadonlySet<string>;

/** Headers that curl writes itself. */
const own = new Set(['accept', 'user-agent', 'content-length']);

/** `curl -i -X POST …`. A body that is no text goes through printf. */
export function writeCurl({ method, url, headers, body }: SentRequest, secrets: SecretHeaders): string {
  const shown = Object.entries(headers).filter(([name]) => !own.has(name) || secrets.has(name));
  const lines = shown.map(
    ([name, value]) => `-H ${secrets.has(name) ? `"${name}: $${variableOf(name)}"` : quote(`${name}: ${value}`)}`,
  );
  const head = ['curl -i', `-X ${method}`, quote(url), ...lines].join(' ');
  if (body === undefined) return head;
  const text = body.toString();
  if (body.equals(Buffer.from(text)) && !text.includes('\0')) return `${head} --data-raw ${quote(text)}`;
  return `printf ${quote(printfOf(body))} | ${head} --data-binary @-`;
}

/** `authorization` -> `AUTHORIZATION`, `x-api-key` -> `X_API_KEY`. */
export function variableOf(header: string): string {
  return header.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}

/** Plain where it can be, in single quotes, or, where a line must stay one line, as `$'…'` with escapes. */
function quote(text: string): string {
  if (/^[\w./:@%~-]+$/.test(text)) return text;
  if (!/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${text.replace(/[\\']/g, String.raw`\$&`).replace(/\p{Cc}/gu, escapeControl)}'`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

function escapeControl(character: string): string {
  return shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function printfOf(body: Buffer): string {
  return [...body]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f && byte !== 0x25 && byte !== 0x5c
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, '0')}`,
    )
    .join('');
}
