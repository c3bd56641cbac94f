/** A refusal that looks as if a value were taken is explained by what the same operation refuses anyway, and by nothing else. */
import { expect, it } from 'vitest';
import type { ShownProblem } from '../../../src/verify/check/outcome.ts';
import { isExplained, type RefusedValue } from '../../../src/verify/problem/explained-refusal.ts';

/** A creation that was refused although its value was free. */
function refused(body: object, operation = 'add'): ShownProblem {
  const problem = { kind: 'distinct-refused' };
  const outcome = { case: { operation: { id: operation } }, steps: [{ step: { values: { body } } }] };
  return { problem, outcome, step: 0 } as unknown as ShownProblem;
}

const plan = { plain: (id: string) => (id === 'add' ? { body: { name: 'a', size: 1 } } : undefined) };
const cause = (member: string, value: unknown, operation = 'add'): RefusedValue => ({
  operation,
  at: ['body', member],
  value,
});

it('is explained by a value that is refused anyway', () => {
  expect(isExplained(refused({ name: 'b', size: 3 }), [cause('size', 3)], plan)).toBe(true);
  expect(isExplained(refused({ name: 'b', tags: ['x'] }), [cause('tags', ['x'])], plan)).toBe(true);
});

it('is not explained by another value, nor by a member that is not there', () => {
  expect(isExplained(refused({ name: 'b', size: 2 }), [cause('size', 3)], plan)).toBe(false);
  expect(isExplained(refused({ name: 'b' }), [cause('size', 3)], plan)).toBe(false);
});

it('is not explained by what another operation refuses', () => {
  expect(isExplained(refused({ name: 'b', size: 3 }), [cause('size', 3, 'replace')], plan)).toBe(false);
});

it('is explained by an optional member that is refused whatever it holds, and not by a required one', () => {
  const body = { name: 'b', size: 2, note: 'z' };
  expect(isExplained(refused(body), [cause('note', 'x'), cause('note', 'y')], plan)).toBe(true);
  expect(isExplained(refused(body), [cause('note', 'x'), cause('note', 'x')], plan)).toBe(false);
  expect(isExplained(refused(body), [cause('note', ['x']), cause('note', ['x'])], plan)).toBe(false);
  expect(isExplained(refused(body), [cause('size', 3), cause('size', 4)], plan)).toBe(false);
});
