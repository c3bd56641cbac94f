/** Names with their texts in one line, as queries and forms have them: read, and put by name. */
import type { Field, Fields } from './style.ts';

/** Names are decoded, texts as they stand: what separates their items is looked for first. */
export function readPairs(line: string): Field[] {
  return line
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      return at === -1 ? [decodeQuery(pair), ''] : [decodeQuery(pair.slice(0, at)), pair.slice(at + 1)];
    });
}

/** The texts of each name, in their order. */
export function groupFields(pairs: readonly Field[]): Fields {
  const fields: Fields = new Map();
  for (const [name, text] of pairs) {
    const known = fields.get(name);
    if (known) known.push(text);
    else fields.set(name, [text]);
  }
  return fields;
}

/** Browsers write a blank as `+` (application/x-www-form-urlencoded). */
export function decodeQuery(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}

/** What is no percent-encoding stays as it stands. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replaceAll(/(?:%[\dA-Fa-f]{2})+/g, (piece) => {
      try {
        return decodeURIComponent(piece);
      } catch {
        return piece;
      }
    });
  }
}
