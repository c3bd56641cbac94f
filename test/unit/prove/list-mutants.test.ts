/** Ways to loosen a keyword. */
import { expect, it } from 'vitest';
import { loosenings } from '../../../src/prove/mutant/list-mutants.ts';

it.each([
  ['required', ['a', 'b'], [{ required: ['b'] }, { required: ['a'] }]],
  ['minLength', 3, [{}, { minLength: 2 }]],
  ['maximum', 9, [{}, { maximum: 10 }]],
  ['type', 'string', [{}, { type: ['string', 'null'] }]],
  ['type', ['string', 'null'], [{}]],
  ['format', 'date', [{}]],
  ['enum', [1, 2], [{}, { enum: [1, 2, 987_654] }]],
])('%s %j', (keyword, value, loosened) => {
  expect(loosenings(keyword, value).map(({ change }) => change({ [keyword]: value }))).toEqual(loosened);
});
