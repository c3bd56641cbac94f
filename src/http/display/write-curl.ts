/** Writes a request as a line for a POSIX shell that sends it again with curl. */
import type { SentRequest } from '../client/exchange.ts';
import { quoteShell } from './quote-shell.ts';

/** Headers whose values stand as `$NAME`, by their names in lower case. */
export type SecretHeaders = ReadonlySet<string>;

/** Headers that curl writes itself. */
const own = new Set(['accept', 'user-agent', 'content-length']);

/** `curl -i -X POST …`. A body that is no text goes through printf. */
export function writeCurl({ method, url, headers, body }: SentRequest, secrets: SecretHeaders): string {
  const shown = Object.entries(headers).filter(([name]) => !own.has(name) || secrets.has(name));
  const lines = shown.map(
    ([name, value]) => `-H ${secrets.has(name) ? `"${name}: $${variableOf(name)}"` : quoteShell(`${name}: ${value}`)}`,
  );
  const head = ['curl -i', `-X ${method}`, quoteShell(url), ...lines].join(' ');
  if (body === undefined) return head;
  const text = body.toString();
  if (body.equals(Buffer.from(text)) && !text.includes('\0')) return `${head} --data-raw ${quoteShell(text)}`;
  return `printf ${quoteShell(printfOf(body))} | ${head} --data-binary @-`;
}

/** `authorization` -> `AUTHORIZATION`, `x-api-key` -> `X_API_KEY`. */
export function variableOf(header: string): string {
  return header.toUpperCase().replace(/[^A-Z0-9]/g, '_');
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
