/** JSON as a person reads it: letters that were written as `\uXXXX` stand for themselves. */

/** The text, in which only what a terminal obeys, or what JSON has to escape, is still escaped; what does not begin as JSON stays as it is. */
export function readEscapes(text: string): string {
  return /^\s*[[{"]/.test(text) ? text.replaceAll(/\\u([\da-f]{4})/gi, readEscape) : text;
}

function readEscape(written: string, digits: string): string {
  const letter = String.fromCharCode(Number.parseInt(digits, 16));
  return /[\p{L}\p{N}\p{Cs}]/u.test(letter) || /[\u3000-\u303f\uff00-\uffef]/.test(letter) ? letter : written;
}
