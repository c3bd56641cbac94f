/** Some ways at once, as a seed says. */
import { combineWays, type WayLine } from './way-line.ts';

/** Slow ones are slow enough alone; those that decide the same cannot stand beside each other. */
const alone = /^(slow|limited|lists|chunked-slowly)/;

export function combinedWays(lines: readonly WayLine[]): WayLine[] {
  const some = lines.filter(([id]) => !alone.test(id));
  return [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const random = createRandom(seed);
    const chosen = some.filter(() => random() < 0.12);
    const sentence = `At once: ${chosen.map(([id]) => id).join(', ')}.`;
    return [`combined-${seed}`, sentence, combineWays(chosen.map(([, , way]) => way))];
  });
}

/** Numbers from 0 to 1 that repeat themselves for a seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
