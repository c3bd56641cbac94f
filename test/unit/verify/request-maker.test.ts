/** Where runs begin to count: runs on one database must not meet. */
import { expect, it } from 'vitest';
import { firstSerialOf } from '../../../src/verify/plan/request-maker.ts';

/** A run at standard depth needs fewer numbers than this. */
const USED = 2_000;

it.each(['build-', '', '2026-01-'])('of a thousand runs named %s1, %s2 …, hardly two meet', (prefix) => {
  const starts = Array.from({ length: 1_000 }, (_, index) => firstSerialOf(`${prefix}${index}`)).toSorted(
    (a, b) => a - b,
  );
  const close = starts.filter((start, index) => index > 0 && start - (starts[index - 1] ?? 0) < USED);
  expect(close.length).toBeLessThan(3);
});

it('always has nine digits, and leaves room for thousands of operations', () => {
  for (const runId of ['', 'a', '中文', 'x'.repeat(1_000)]) {
    expect(String(firstSerialOf(runId))).toMatch(/^[1-7]\d{8}$/);
  }
});
