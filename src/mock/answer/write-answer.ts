/** Writes an answer as it goes over the wire: headers, and the text of its body. */
import type { RequestViolation } from '../../contract/zone-of.ts';
import { isJson } from '../../http/value/media-type.ts';
import type { Answer } from './answer.ts';

export interface WrittenAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Absent where there is no body. */
  payload?: string;
}

export function writeAnswer({
  status,
  mediaType = 'application/json',
  headers,
  body,
  violations,
}: Answer): WrittenAnswer {
  const written: Record<string, string> = { ...headers };
  if (violations.length > 0) written['sl-violations'] = formatViolations(violations);
  if (body === undefined) return { status, headers: written };
  const json = isJson(mediaType);
  written['content-type'] = json ? `${mediaType}; charset=utf-8` : mediaType;
  return { status, headers: written, payload: json ? JSON.stringify(body) : String(body) };
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
