/** Exchanges as a report shows them: shortened, and without what is secret. */
import type { Exchange, SentRequest } from '../client/exchange.ts';
import type { Redactor } from './redactor.ts';
import { variableOf, writeCurl } from './write-curl.ts';

/** One request and its answer, shortened for reading. */
export interface ReportedExchange {
  request: { method: string; url: string; headers: Readonly<Record<string, string>>; body?: string };
  /** Absent where no answer came; `failure` says why. */
  response?: { status: number; headers: Readonly<Record<string, string>>; body: string };
  failure?: string;
}

/** Longest body that is shown, in bytes. */
const LONGEST = 4_000;

/** The line that sends the request again. */
export function describeCurl(request: SentRequest, redactor: Redactor): string {
  return redactor.redact(writeCurl(request, redactor.names));
}

export function describeExchange({ request, response, failure }: Exchange, redactor: Redactor): ReportedExchange {
  const show = (body: Buffer): string => redactor.redact(body.subarray(0, LONGEST).toString());
  return {
    request: {
      method: request.method,
      url: request.url,
      headers: describeHeaders(request.headers, redactor),
      ...(request.body ? { body: show(request.body) } : {}),
    },
    ...(response
      ? {
          response: {
            status: response.status,
            headers: describeHeaders(response.headers, redactor),
            body: show(response.body),
          },
        }
      : {}),
    ...(failure ? { failure: redactor.redact(failure.message) } : {}),
  };
}

function describeHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  redactor: Redactor,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      redactor.names.has(name) ? `$${variableOf(name)}` : redactor.redact([value].flat().join(', ')),
    ]),
  );
}
