/** The `sl-violations` header, in Prism's shape: a JSON list of what is wrong with the request. */
import type { RequestViolation } from '../contract/zone-of.ts';

/** Longest header value, in characters; Node's clients refuse 16 KiB of headers. */
const LONGEST = 4096;

/** `[{"location":["request","body","size"],"severity":"Error","code":"type","message":"…"}]`, as many as fit. */
export function formatViolations(violations: readonly RequestViolation[]): string {
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
