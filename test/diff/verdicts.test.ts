/** Of random schemas: whatever diff calls safe has no witness, and whatever it calls breaking has one. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeFolder } from '../cli/write-contract.ts';
import { findWrongVerdict } from './judge-pair.ts';
import { somePair } from './some-schema.ts';

it.each(['request', 'response'] as const)('what is safe has no witness, what breaks has one: %s', (direction) => {
  const folder = makeFolder();
  fc.assert(
    fc.property(somePair, (pair) => {
      expect(findWrongVerdict(pair, { folder, direction, draws: 60 })).toBeUndefined();
    }),
    { numRuns: 60, seed: 11 },
  );
});
