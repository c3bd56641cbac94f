/** Finds what a mistyped name may have meant. */
import { distance } from 'fastest-levenshtein';

/** `names`, nearest first; only those that a slip of the keys explains. */
export function nearest(name: string, names: Iterable<string>): string[] {
  return ranked(name, names)
    .filter(({ candidate, steps }) => steps <= Math.max(candidate.length < 4 ? 1 : 2, Math.floor(candidate.length / 3)))
    .map(({ candidate }) => candidate);
}

/** All of `names`, nearest first. */
export function rankNames(name: string, names: Iterable<string>): string[] {
  return ranked(name, names).map(({ candidate }) => candidate);
}

/** How many names a message lists. */
const LISTED = 12;

/** `names` as one text, nearest first; of many the first, and how many others there are. */
export function listNearest(name: string, names: Iterable<string>): string {
  const all = rankNames(name, new Set(names));
  const others = all.length - LISTED;
  return others > 0 ? `${all.slice(0, LISTED).join(', ')} and ${others} more` : all.join(', ');
}

function ranked(name: string, names: Iterable<string>): { candidate: string; steps: number }[] {
  const wanted = name.toLowerCase();
  return [...names]
    .map((candidate) => ({ candidate, steps: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
}
