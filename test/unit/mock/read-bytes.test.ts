/** A body is read as long as it comes, and as much as it was said to be, within bounds. */
import { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readBytes } from '../../../src/mock/front/read-bytes.ts';

// All reads of a process share one timer, which ends at its next look: that of other files, and of each test here.
const LOOK = 200;
beforeAll(() => new Promise((resolve) => setTimeout(resolve, LOOK)));
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.advanceTimersByTime(LOOK);
  vi.useRealTimers();
});

function read(headers: Record<string, string> = {}) {
  const stream = Object.assign(new EventEmitter(), { headers });
  const results: unknown[] = [];
  readBytes(stream as unknown as IncomingMessage, (bytes) => results.push(bytes));
  return {
    results,
    take: (text: string) => stream.emit('data', Buffer.from(text)),
    end: () => stream.emit('end'),
    stream,
  };
}

it('a body that comes slowly is read, as long as some of it comes', () => {
  const { results, take, end } = read();
  for (const letter of 'abcdef') {
    take(letter);
    vi.advanceTimersByTime(500);
  }
  expect(results).toEqual([]);
  end();
  expect(results).toEqual([Buffer.from('abcdef')]);
});

it('a body that comes no further is cut short', () => {
  const { results, take, end } = read({ 'content-length': '10' });
  take('abc');
  vi.advanceTimersByTime(2_000);
  end();
  expect(results).toEqual([{ status: 400, message: 'the body was cut short: 3 of 10 bytes came' }]);
});

it('a body whose connection breaks is cut short', () => {
  const { results, take, stream } = read();
  take('abc');
  stream.emit('error', new Error('aborted'));
  expect(results).toEqual([{ status: 400, message: 'the body was cut short: 3 bytes came' }]);
});

it('a body is no larger than a mebibyte, whether that is said or not', () => {
  const most = 2 ** 20;
  const tooLarge = { status: 413, message: `the body is larger than ${most} bytes` };
  expect(read({ 'content-length': String(most + 1) }).results).toEqual([tooLarge]);
  const { results, take } = read();
  take('a'.repeat(most));
  expect(results).toEqual([]);
  take('a');
  take('a');
  expect(results).toEqual([tooLarge]);
});
