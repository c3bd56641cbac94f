/** Texts that clients decide, of which the newest are remembered: so many, and so many letters of all. */

/** As many removed things, or collections, as anybody comes back to. */
const MOST = { texts: 100_000, letters: 16_000_000 };

export interface RecentTexts {
  has(text: string): boolean;
  /** Beyond the most, the oldest are forgotten. */
  add(text: string): void;
  delete(text: string): void;
  list(): string[];
}

export function rememberTexts(before: readonly string[]): RecentTexts {
  const texts = new Set<string>();
  let letters = 0;

  function drop(text: string): void {
    if (texts.delete(text)) letters -= text.length;
  }

  function add(text: string): void {
    drop(text);
    texts.add(text);
    letters += text.length;
    for (const oldest of texts) {
      if (texts.size <= MOST.texts && letters <= MOST.letters) break;
      drop(oldest);
    }
  }

  before.forEach(add);
  return { has: (text) => texts.has(text), add, delete: drop, list: () => [...texts] };
}
