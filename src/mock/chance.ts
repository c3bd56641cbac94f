/** Chance that is the same in every run with the same seed. */
import { streamA, fractionOf } from '../fixture/chance/seed-stream.ts';

/** Numbers from 0 to below 1, one after the other; `seed` is a whole number. */
export function createChance(seed: number): () => number {
  let drawn = 0;
  return () => fractionOf(streamA(seed, drawn++));
}
