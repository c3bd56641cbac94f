/** Writes a request as a line for a POSIX shell that sends it again with curl. */
import type { SentRequest } from '../client/exchange.ts';
import { escapeFormat, quoteShell } from './quote-shell.ts';

/** Headers whose values stand as `$NAME`, by their names in lower case. */
export type SecretHeaders = ReadonlySet<string>;

/** Headers that curl writes itself. */
const own = new Set(['accept', 'user-agent', 'content-length']);

export interface CurlOptions {
  /** Names of variables of the shell, by the text (letters and digits) in the request in whose place each is written. */
  variables?: ReadonlyMap<string, string>;
}

/** `curl -i -X POST …`. A body that is no text, or ends as no word of a line can, goes through printf. */
export function writeCurl(
  { method, url, headers, body }: SentRequest,
  secrets: SecretHeaders,
  { variables = new Map() }: CurlOptions = {},
): string {
  const quote = (text: string): string => quoteAround(text, variables);
  const shown = Object.entries(headers).filter(([name]) => !own.has(name) || secrets.has(name));
  const lines = shown.map(
    ([name, value]) => `-H ${secrets.has(name) ? `"${name}: $${variableOf(name)}"` : quote(`${name}: ${value}`)}`,
  );
  const head = ['curl -i', `-X ${method}`, quote(url), ...lines].join(' ');
  if (body === undefined) return head;
  const text = body.toString();
  const isPlain = body.equals(Buffer.from(text)) && !/\0|\n$/.test(text);
  if (isPlain) return `${head} --data-raw ${quote(text)}`;
  const pieces = splitAround(body.toString('latin1'), variables).map((piece) =>
    piece.variable === undefined
      ? `printf '${escapeFormat(Buffer.from(piece.text, 'latin1'))}'`
      : `printf %s "$${piece.variable}"`,
  );
  const written = pieces.length === 1 ? pieces[0] : `{ ${pieces.join('; ')}; }`;
  return `${written} | ${head} --data-binary @-`;
}

/** Quoted for the shell, with each variable in double quotes, where what is in it stays one word. */
function quoteAround(text: string, variables: ReadonlyMap<string, string>): string {
  return splitAround(text, variables)
    .map((piece) => (piece.variable === undefined ? quoteShell(piece.text) : `"$${piece.variable}"`))
    .join('');
}

interface Piece {
  text: string;
  variable?: string;
}

function splitAround(text: string, variables: ReadonlyMap<string, string>): Piece[] {
  if (variables.size === 0) return [{ text }];
  return text
    .split(new RegExp(`(${[...variables.keys()].join('|')})`))
    .filter((part) => part !== '')
    .map((part) => {
      const variable = variables.get(part);
      return { text: part, ...(variable === undefined ? {} : { variable }) };
    });
}

/** `authorization` -> `AUTHORIZATION`, `x-api-key` -> `X_API_KEY`. */
export function variableOf(header: string): string {
  return header.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
