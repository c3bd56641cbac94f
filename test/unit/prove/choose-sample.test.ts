/** Samples of jobs. */
import { expect, it } from 'vitest';
import { chooseSample } from '../../../src/prove/run/choose-sample.ts';

const ids = Array.from({ length: 100 }, (_, number) => `job ${number}`);

it('a sample is the same for the same seed, and another for another', () => {
  const first = chooseSample(ids, { size: 10, seed: 1 });
  expect(first).toHaveLength(10);
  expect(chooseSample(ids, { size: 10, seed: 1 })).toEqual(first);
  expect(chooseSample(ids, { size: 10, seed: 2 })).not.toEqual(first);
});

it('without a size everything is chosen, in order', () => {
  expect(chooseSample(ids, { size: undefined, seed: 1 })).toEqual(ids.map((_, number) => number));
});
