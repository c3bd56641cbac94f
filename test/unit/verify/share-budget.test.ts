/** A budget of requests: no family of cases goes without, the largest give up most, and nothing is left unused. */
import { expect, it } from 'vitest';
import { requestsIn, shareBudget } from '../../../src/verify/plan/share-budget.ts';

/** A family whose cases have so many requests each. */
const family = (...sizes: number[]) => sizes.map((size) => ({ steps: Array.from({ length: size }, () => ({})) }));
const ones = (count: number) => family(...Array.from({ length: count }, () => 1));

it('takes all where all fit, in order', () => {
  const families = [ones(3), family(5, 2)];
  expect(shareBudget(families, 10)).toEqual(families.flat());
  expect(shareBudget(families, Infinity)).toEqual(families.flat());
});

it('cuts the large to one size, and leaves the small whole', () => {
  const [small, large, larger] = [ones(2), ones(20), ones(30)];
  const chosen = new Set(shareBudget([small, large, larger], 12));
  expect([small, large, larger].map((cases) => cases.filter((each) => chosen.has(each)).length)).toEqual([2, 5, 5]);
});

it('keeps the first cases of a family that it cuts', () => {
  const cases = ones(8);
  expect(shareBudget([cases], 3)).toEqual(cases.slice(0, 3));
});

it('fills what a long case leaves with whatever fits', () => {
  const families = [family(4, 4, 1), ones(9)];
  expect(requestsIn(shareBudget(families, 12))).toBe(12);
});

it.each([0, 1, 7, 33])('never takes more than %i requests', (budget) => {
  expect(requestsIn(shareBudget([family(3, 9, 27), ones(5), family(6)], budget))).toBeLessThanOrEqual(budget);
});

it('does not count what many cases share', () => {
  const cases = Array.from({ length: 3 }, () => ({ steps: [{ shared: 'addBook' }, {}] }));
  expect(requestsIn(cases)).toBe(3);
  expect(shareBudget([cases], 2)).toEqual(cases.slice(0, 2));
});
