/** Exchanges as a report shows them, whole or in pieces: shortened. */
import type { Exchange, ReceivedResponse } from '../client/exchange.ts';
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

/** The beginning of an answer's body, as text on one line. */
export function quoteBody({ body }: ReceivedResponse): string {
  return shorten(
    body
      .subarray(0, LONGEST_PIECE * 4)
      .toString()
      .replaceAll(/\s*\n\s*/g, ' ')
      .trim(),
  );
}

/** The beginning of a text, marked where something is left out. */
export function shorten(text: string | undefined): string {
  return shortenText(text ?? 'nothing', LONGEST_PIECE);
}
