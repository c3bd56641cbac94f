/** A hash that is the same everywhere, for choices that must not change by themselves. */

/** FNV-1a: 32 bits, as a whole number that is not negative. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
