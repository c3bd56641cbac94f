/** Long text made short. */

export interface ShortenOptions {
  /** Says how long the text was, too. */
  telling?: boolean;
}

/** The text, or its first `limit` UTF-16 units, never half a character, and `…`. */
export function shortenText(text: string, limit: number, { telling = false }: ShortenOptions = {}): string {
  if (text.length <= limit) return text;
  const start = text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
  return telling ? `${start}… (${text.length} characters in all)` : `${start}…`;
}
