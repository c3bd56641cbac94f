/** Exchanges as a report shows them, whole or in pieces: shortened. */
import type { Exchange, ReceivedResponse } from '../client/exchange.ts';
import { locateMember } from './locate-member.ts';
import { readEscapes } from './read-escapes.ts';
import { shortenText } from './shorten-text.ts';
import { type SecretHeaders, variableOf } from './write-curl.ts';

/** One request and its answer, shortened for reading. */
export interface ReportedExchange {
  request: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string };
  /** Absent where no answer came; `failure` says why. */
  response?: { status: number; headers: Readonly<Record<string, string>>; body: string };
  failure?: string;
}

/** Longest body that is shown, in bytes. */
const LONGEST_BODY = 4_000;

/** The headers that are secret by their names stand as `$NAME`; whatever else is, hideSecrets finds. */
export function describeExchange({ request, response, failure }: Exchange, secrets: SecretHeaders): ReportedExchange {
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: describeHeaders(request.headers, secrets),
      ...(request.body ? { body: showBody(request.body) } : {}),
    },
    ...(response
      ? {
          response: {
            status: response.status,
            headers: describeHeaders(response.headers, secrets),
            body: showBody(response.body),
          },
        }
      : {}),
    ...(failure ? { failure: failure.message } : {}),
  };
}

function showBody(body: Buffer): string {
  return body.subarray(0, LONGEST_BODY).toString();
}

function describeHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  secrets: SecretHeaders,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secrets.has(name) ? `$${variableOf(name)}` : [value].flat().join(', '),
    ]),
  );
}

/** Longest piece of an answer in a sentence, in characters. */
const LONGEST_PIECE = 300;

/** Letters before a place that is shown, so that a reader sees what it is in. */
const BEFORE = 60;

/** An answer's body as text on one line, of JSON with its escapes read: the beginning, or what stands around the place that is named. */
export function quoteBody({ body }: ReceivedResponse, at: readonly string[] = []): string {
  const text = body
    .subarray(0, at.length === 0 ? LONGEST_BODY : LONGEST_SEARCHED)
    .toString()
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim();
  const readable = readEscapes(text);
  const start = (readable.length > LONGEST_PIECE && locateMember(readable, at)?.start) || 0;
  if (start < LONGEST_PIECE - 2 * BEFORE) return shorten(readable);
  return `…${shorten(readable.slice(start - BEFORE).replace(/^[\uDC00-\uDFFF]/, ''))}`;
}

/** Longest part of a body in which a place is looked for, in bytes: a piece of a text keeps all of it in memory. */
const LONGEST_SEARCHED = 64_000;

/** The beginning of a text, marked where something is left out. */
export function shorten(text: string | undefined): string {
  return shortenText(text ?? 'nothing', LONGEST_PIECE);
}
