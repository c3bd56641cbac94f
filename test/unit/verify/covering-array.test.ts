/** Covering arrays cover: every combination of any two (or three) factors' levels stands in some row. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverCombinations } from '../../../src/verify/plan/family/covering-array.ts';

const factors = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 });

/** Every way to choose `size` factors, with every combination of their levels, as `factor=level` texts. */
function allCombinations(sizes: readonly number[], size: number, from = 0): string[][] {
  if (size === 0) return [[]];
  return sizes.flatMap((levels, factor) =>
    factor < from
      ? []
      : Array.from({ length: levels }, (_, level) => `${factor}=${level}`).flatMap((first) =>
          allCombinations(sizes, size - 1, factor + 1).map((rest) => [first, ...rest]),
        ),
  );
}

describe('a covering array', () => {
  it.each([2, 3])('has every combination of %i factors in some row', (strength) => {
    fc.assert(
      fc.property(factors, (sizes) => {
        const rows = coverCombinations(sizes, strength).map((row) => row.map((level, factor) => `${factor}=${level}`));
        const wanted = allCombinations(sizes, Math.min(strength, sizes.length));
        expect(wanted.filter((combination) => !rows.some((row) => combination.every((x) => row.includes(x))))).toEqual(
          [],
        );
      }),
      { numRuns: 60 },
    );
  });

  it('has rows of one existing level a factor, and no row twice', () => {
    fc.assert(
      fc.property(factors, (sizes) => {
        const rows = coverCombinations(sizes, 2);
        expect(rows.every((row) => row.length === sizes.length)).toBe(true);
        expect(rows.flat().every((level, at) => level >= 0 && level < (sizes[at % sizes.length] ?? 0))).toBe(true);
        expect(new Set(rows.map(String)).size).toBe(rows.length);
      }),
    );
  });

  it('needs far fewer rows than there are combinations', () => {
    expect(coverCombinations([3, 3, 3, 3, 3, 3], 2).length).toBeLessThan(30);
  });

  it('is empty without factors', () => {
    expect(coverCombinations([], 2)).toEqual([[]]);
  });
});
