/** Writes an answer as it goes over the wire: headers, and the text of its body. */
import { isJson } from '../contract/operation/body-format.ts';
import type { Answer } from './answer.ts';
import { formatViolations } from './violations-header.ts';

export interface WrittenAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** Absent where there is no body. */
  payload?: string;
}

export function writeAnswer({ status, mediaType, headers, body, violations }: Answer): WrittenAnswer {
  const wrong = violations.length > 0 ? { 'sl-violations': formatViolations(violations) } : {};
  if (body === undefined) return { status, headers: { ...headers, ...wrong } };
  const json = mediaType === undefined || isJson(mediaType);
  const contentType = json ? `${mediaType ?? 'application/json'}; charset=utf-8` : mediaType;
  return {
    status,
    headers: { ...headers, ...wrong, 'content-type': contentType },
    payload: json ? JSON.stringify(body) : String(body),
  };
}
