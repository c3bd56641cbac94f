/** An exchange as one line for the request, and one for the answer. */
import { readEscapes } from '../http/display/read-escapes.ts';
import type { ReportedExchange } from '../http/display/describe-exchange.ts';
import { type Tell, tellIn } from '../language/translate.ts';

/** `POST /things {"name":"a"}`. */
export function describeRequest({ request: { method, url, body } }: ReportedExchange): string {
  return [method, pathOf(url), ...(body === undefined || body === '' ? [] : [readEscapes(body)])].join(' ');
}

/** `201 application/json {"id":"7"}`, or why no answer came. */
export function describeAnswer({ response, failure }: ReportedExchange, tell: Tell = tellIn('en')): string {
  if (!response) return tell(`no answer: ${failure ?? 'unknown'}`);
  const { status, headers, body } = response;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const shown = [
    String(status),
    ...(type === undefined ? [] : [type]),
    body === '' ? tell('(empty body)') : readEscapes(body),
  ].join(' ');
  return failure === undefined ? shown : `${shown} (${tell(failure)})`;
}

function pathOf(url: string): string {
  return url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(?=[/?#])/i, '');
}
