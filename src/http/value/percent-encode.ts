/** Percent-encoding of any text: a half of a character, which no URL can have, is written as U+FFFD. */

/** As encodeURIComponent, which throws for a half. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
