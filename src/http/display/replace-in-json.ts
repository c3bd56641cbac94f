/** Puts what stands for a secret into a JSON text, so that it stays one. */

/** Where a secret stands in a text, and what stands for it. */
export interface Found {
  from: number;
  to: number;
  variable: string;
}

/** A text, or a number, in the JSON. */
interface Token {
  from: number;
  to: number;
  isText: boolean;
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;

/** The JSON without what was found, which is ordered by where it begins; what would leave none behind takes all of it along. */
export function replaceInJson(json: string, found: readonly Found[]): string {
  const tokens = Array.from(json.matchAll(token), ({ 0: text, index }): Token => ({
    from: index,
    to: index + text.length,
    isText: text.startsWith('"'),
  }));
  const kept: string[] = [];
  let end = 0;
  let at = 0;
  for (const each of found) {
    while ((tokens[at]?.to ?? Infinity) <= each.from) at += 1;
    const place = placeIn(json, tokens, { ...each, at });
    if (!place || place.from < end) continue;
    kept.push(json.slice(end, place.from), place.written);
    end = place.to;
  }
  const hidden = kept.join('') + json.slice(end);
  return isJson(hidden) || !isJson(json) ? hidden : `"${found[0]?.variable}"`;
}

interface Place {
  from: number;
  to: number;
  written: string;
}

/** Where it is written, and with which quotes; nowhere where it is a part of a number. `at`: the first token that it reaches into. */
function placeIn(
  json: string,
  tokens: readonly Token[],
  { from, to, variable, at }: Found & { at: number },
): Place | undefined {
  const first = tokens[at];
  let last = first;
  for (let index = at + 1; (tokens[index]?.from ?? Infinity) < to; index += 1) last = tokens[index];
  if (!first || !last) return undefined;
  const isPart = first === last && !first.isText && (from > first.from || to < first.to);
  if (isPart) return undefined;
  const start = Math.max(from, first.from + 1);
  const isEscaped = /(?<!\\)(?:\\\\)*\\$/.test(json.slice(Math.max(first.from, start - ESCAPES), start));
  return {
    from: first.isText ? start - (isEscaped ? 1 : 0) : first.from,
    to: last.isText ? Math.min(to, last.to - 1) : last.to,
    written: `${first.isText ? '' : '"'}${variable}${last.isText ? '' : '"'}`,
  };
}

/** How many backslashes before a letter are counted. */
const ESCAPES = 64;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
