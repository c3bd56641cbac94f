/** Long text made short. */

/** At most `limit` UTF-16 units of the text, never half a character, then how long it was. */
export function shortenText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '')}… (${text.length} characters in all)`;
}
