import type { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { countProgress, type CountOptions } from '../../../src/commands/progress.ts';

/** Lets a progress run to its end, on a stream that a person may look at or not; tells what was written. */
function watch(isTTY: boolean, options: CountOptions): string {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as WriteStream;
  let time = 0;
  const progress = countProgress(stream, options, () => (time += 60));
  for (let step = 0; step < 10; step += 1) progress.step();
  progress.clear();
  return written.join('');
}

it('draws a bar on a terminal and wipes it away at the end', () => {
  const text = watch(true, { total: 1000, shown: true });
  expect(text).toContain('10 of 1,000');
  expect(text).toMatch(/\d+ s left/);
  expect(text.endsWith('\r\u001b[K')).toBe(true);
  expect(text).not.toContain('\n');
});

it.each([
  ['in a pipe', false, { total: 1000, shown: true }],
  ['where the values themselves are on the terminal', true, { total: 1000, shown: false }],
  ['where nobody knows how many there will be', true, { total: undefined, shown: true }],
])('draws nothing %s', (_, isTTY, options) => {
  expect(watch(isTTY, options)).toBe('');
});
