/** Chooses some of many, the same for the same seed. */
import { hashText } from '../../verify/hash-text.ts';

/** Numbers of the chosen, in order: those whose hashes with the seed come first. */
export function chooseSample(
  ids: readonly string[],
  { size, seed }: { size: number | undefined; seed: number },
): number[] {
  const all = ids.map((id, number) => ({ number, rank: rankOf(`${seed} ${id}`) }));
  if (size === undefined || size >= ids.length) return all.map(({ number }) => number);
  const chosen = all.toSorted((a, b) => a.rank - b.rank).slice(0, size);
  return chosen.map(({ number }) => number).sort((a, b) => a - b);
}

/** Mixed once more: texts that differ at their end only must not come one after the other. */
function rankOf(text: string): number {
  let hash = hashText(text);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
