import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { writeChunks } from '../../../src/commands/write-fixtures.ts';

/** Many texts, and how many of them were taken so far. */
function countTexts(): { texts: Generator<string>; taken: () => number } {
  let made = 0;
  function* make() {
    for (; made < 10_000; made += 1) yield 'x'.repeat(1000);
  }
  return { texts: make(), taken: () => made };
}

it('writes everything, in order', async () => {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString();
      done();
    },
  });
  await writeChunks(['a', 'b\n', 'ä', '中'], stream);
  expect(text).toBe('ab\nä中');
});

it('makes no more than a slow reader takes', async () => {
  const { texts, taken } = countTexts();
  let written = 0;
  const ahead: number[] = [];
  const stream = new Writable({
    highWaterMark: 1,
    write(chunk: Buffer, _, done) {
      written += chunk.length / 1000;
      ahead.push(taken() - written);
      setImmediate(done);
    },
  });
  await writeChunks(texts, stream);
  expect(written).toBe(10_000);
  expect(Math.max(...ahead)).toBeLessThan(500);
});

it('stops making and ends without an error when the reader goes away', async () => {
  const { texts, taken } = countTexts();
  const stream = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
  });
  await writeChunks(texts, stream);
  expect(taken()).toBeLessThan(1000);
});

it('lets other errors through', async () => {
  const stream = new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('disk full'), { code: 'ENOSPC' })),
  });
  await expect(writeChunks(['x'], stream)).rejects.toThrow('disk full');
});
