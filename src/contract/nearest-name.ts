/** Finds what a mistyped name may have meant. */
import { distance } from 'fastest-levenshtein';

/** `names`, nearest first; only those that a slip of the keys explains. */
export function nearest(name: string, names: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  return [...names]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, steps }) => steps <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.steps - b.steps)
    .map(({ candidate }) => candidate);
}
