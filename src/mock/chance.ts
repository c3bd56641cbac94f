/** Chance that is the same in every run with the same seed. */
import { firstLane, fractionOf } from '../fixture/chance/seed-stream.ts';

/** Numbers from 0 to below 1, one after the other; `seed` is a whole number. */
export function createChance(seed: number): () => number {
  let drawn = 0;
  return () => fractionOf(firstLane(seed, drawn++));
}
