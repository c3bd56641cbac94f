/** Chance that can be had again: all that a case does comes from its seed and its number. */
import * as fc from 'fast-check';
import { fractionOf, stepA, streamA } from '../../src/fixture/chance/seed-stream.ts';

export interface Dice {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  pick<T>(list: readonly T[]): T;
  /** A value of an arbitrary of fast-check. */
  draw<T>(arbitrary: fc.Arbitrary<T>): T;
}

export function createDice(seed: number, index: number): Dice {
  let stream = streamA(seed, index);
  const next = (): number => {
    stream = stepA(stream, 1);
    return fractionOf(stream);
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    pick<T>(list: readonly T[]): T {
      const found = list[below(list.length)];
      if (found === undefined && list.length === 0) throw new Error('there is nothing to pick from');
      return found as T;
    },
    draw<T>(arbitrary: fc.Arbitrary<T>): T {
      const [value] = fc.sample(arbitrary, { seed: below(2 ** 31), numRuns: 1 });
      return value as T;
    },
  };
}
