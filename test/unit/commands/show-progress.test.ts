/** Progress shows on a terminal only, and leaves nothing behind. */
import type { WriteStream } from 'node:tty';
import { expect, it } from 'vitest';
import { createProgress } from '../../../src/commands/progress.ts';

function fakeStream(isTTY: boolean): { stream: WriteStream; text: () => string } {
  let written = '';
  const stream = { isTTY, write: (text: string) => (written += text) } as unknown as WriteStream;
  return { stream, text: () => written };
}

it('draws how far the run is, and wipes it out at the end', () => {
  const { stream, text } = fakeStream(true);
  const progress = createProgress(stream, () => 0);
  progress.show({ done: 10, total: 20, findings: 3 });
  expect(text()).toBe(`\r[${'='.repeat(15)}${' '.repeat(15)}] 10/20 cases, 3 findings`);
  progress.clear();
  expect(text().endsWith('\r\u001b[K')).toBe(true);
});

it('does not draw for every case', () => {
  const { stream, text } = fakeStream(true);
  let milliseconds = 0;
  const progress = createProgress(stream, () => milliseconds);
  for (let done = 1; done <= 1_000; done += 1) {
    progress.show({ done, total: 1_000, findings: 0 });
    milliseconds += 1;
  }
  expect(text().split('\r').length - 1).toBe(13);
});

it('is silent in a pipe', () => {
  const { stream, text } = fakeStream(false);
  const progress = createProgress(stream);
  progress.show({ done: 1, total: 2, findings: 0 });
  progress.clear();
  expect(text()).toBe('');
});
