/** Chooses some of many, the same for the same seed. */

/** Numbers of the chosen, in order: those whose hashes with the seed come first. */
export function chooseSample(
  ids: readonly string[],
  { size, seed }: { size: number | undefined; seed: number },
): number[] {
  const all = ids.map((id, number) => ({ number, rank: hashOf(`${seed} ${id}`) }));
  if (size === undefined || size >= ids.length) return all.map(({ number }) => number);
  const chosen = all.toSorted((a, b) => a.rank - b.rank).slice(0, size);
  return chosen.map(({ number }) => number).sort((a, b) => a - b);
}

/** FNV-1a, its bits mixed once more. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
