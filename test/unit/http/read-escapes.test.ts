/** Letters that JSON has as escapes are shown as letters, and nothing else is: neither what a terminal obeys, nor what would end a text. */
import { expect, it } from 'vitest';
import { readEscapes } from '../../../src/http/display/read-escapes.ts';

it.each([
  [String.raw`{"a":"\u6570\u636e"}`, '{"a":"数据"}'],
  [String.raw`["\uff01\ud83d\ude80"]`, '["！🚀"]'],
  [String.raw`{"a":"\u001b[31m\u0022,\u202e\u000a"}`, String.raw`{"a":"\u001b[31m\u0022,\u202e\u000a"}`],
  [String.raw`no JSON: \u6570`, String.raw`no JSON: \u6570`],
])('%s is read as %s', (text, read) => {
  expect(readEscapes(text)).toBe(read);
});
