/** Long text made short. */

/** The text, or its first `limit` UTF-16 units, never half a character, and `…`. */
export function shortenText(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The same, and how long the text was. */
export function shortenTelling(text: string, limit: number): string {
  return text.length <= limit ? text : `${shortenText(text, limit)} (${text.length} characters in all)`;
}
