/** An exchange that the mock saw, as a HAR has it. */
import type { WrittenExchange } from '../../http/har/write-har.ts';
import type { LoggedExchange, SeenExchange } from './exchange-log.ts';

interface Circumstances {
  /** Milliseconds since 1970, when it began. */
  at: number;
  /** Where the server lies that answered. */
  base: string;
  /** Of one whose bodies were shortened: their lengths. */
  cut?: LoggedExchange['cut'];
}

export function toHarExchange(seen: SeenExchange, { at, base, cut = {} }: Circumstances): WrittenExchange {
  const { method, url, headers, bytes, answer, responseHeaders, payload, fault, duration, problems, isPartial } = seen;
  const isLost = fault === 'reset' || (isPartial === true && problems?.some(({ kind }) => kind === 'connection-lost'));
  const sent = bytes === undefined && isPartial !== true ? new Uint8Array() : bytes;
  const requestBody = sent instanceof Uint8Array ? sent : undefined;
  const answered = typeof payload === 'string' ? Buffer.from(payload) : payload;
  const responseBody = isPartial === true || fault === 'cut' ? undefined : answered;
  const comments = [
    ...(fault === undefined ? [] : [`fault: ${fault}`]),
    ...(problems ?? []).map(({ message }) => message),
  ];
  return {
    at,
    duration,
    method,
    url: /^https?:/i.test(url) ? url : base.replace(/\/$/, '') + url,
    requestHeaders: headers,
    requestBody,
    requestSize: sizeOfCut(requestBody, cut.request),
    status: isLost ? 0 : answer.status,
    responseHeaders,
    responseBody,
    responseSize: sizeOfCut(responseBody, cut.response),
    comment: comments.length === 0 ? undefined : comments.join('; '),
  };
}

/** At least as long as it was, in bytes, where it is told in letters: longer by so much that nobody takes what is kept for all. */
function sizeOfCut(body: Uint8Array | undefined, length: number | undefined): number | undefined {
  return body === undefined || length === undefined ? undefined : Math.max(length, body.length + 4);
}
