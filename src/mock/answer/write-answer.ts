/** Writes an answer as it goes over the wire: headers, and the bytes of its body. */
import type { Contract } from '../../contract/contract.ts';
import { isJson, mediaTypeOf } from '../../contract/operation/body-format.ts';
import type { RequestViolation } from '../../contract/zone-of.ts';
import { writeBody } from '../../http/value/body.ts';
import type { HeaderText } from '../../http/value/header.ts';
import type { Answer, WrittenAnswer } from './answer.ts';

/** Statuses that have no body (RFC 9110, 15.3.5, 15.3.6 and 15.4.5). */
const bodiless = new Set([204, 205, 304]);

export function writeAnswer(contract: Contract, answer: Answer): WrittenAnswer {
  const { status, mediaType = 'application/json', content, headers, body, violations } = answer;
  const written: Record<string, HeaderText> = { ...headers };
  if (violations.length > 0) written['sl-violations'] = formatViolations(violations);
  if (body === undefined || bodiless.has(status)) return { status, headers: written };
  if (isJson(mediaTypeOf(mediaType))) {
    written['content-type'] = /;\s*charset=/i.test(mediaType) ? mediaType : `${mediaType}; charset=utf-8`;
    return { status, headers: written, payload: JSON.stringify(body) };
  }
  const { bytes, contentType } = writeBody(body, { contract, content, mediaType });
  written['content-type'] = contentType;
  return { status, headers: written, payload: bytes };
}

/** Longest header value, in characters; Node's clients refuse 16 KiB of headers. */
const LONGEST = 4096;

/** `[{"location":["request","body","size"],"severity":"Error","code":"type","message":"…"}]`, as many as fit. */
function formatViolations(violations: readonly RequestViolation[]): string {
  const all = violations.map(({ in: place, at, keyword, message }) => ({
    location: ['request', place, ...at],
    severity: 'Error',
    code: keyword,
    message,
  }));
  let text = '';
  for (const violation of all) {
    const item = toAscii(JSON.stringify(violation));
    if (text.length + item.length > LONGEST) break;
    text += text === '' ? item : `,${item}`;
  }
  return `[${text}]`;
}

/** A header holds ASCII only; JSON can say everything else by escapes. */
function toAscii(json: string): string {
  return json.replace(
    /[^\u0020-\u007e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
