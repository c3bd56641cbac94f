/** Finds keys that stand twice in one map, of which every reader keeps one. */
import { parsePointer } from '../json-pointer.ts';
import { isWideInteger } from '../wide-integer.ts';
import { indexLines } from './index-lines.ts';

/** A key that stands there once more. */
export interface DuplicateSlip {
  rule: 'duplicate-key';
  line: number;
  message: string;
}

/** Those of a text of YAML or JSON; what stands in a map that is there twice is not told by itself. */
export function findDuplicates(text: string): DuplicateSlip[] {
  const found = new Map<string, DuplicateSlip>();
  indexLines(text, (pointer, line) => {
    const around = [...pointer.matchAll(/\//g)].map(({ index }) => pointer.slice(0, index));
    if (around.some((outer) => found.has(outer))) return;
    const key = parsePointer(pointer).at(-1);
    if (!found.has(pointer))
      found.set(pointer, { rule: 'duplicate-key', line, message: `the key ${key} stands there twice` });
  });
  return [...found.values()];
}

/** Those of a text that JSON.parse made a value of: only where a key is missing in it are lines counted, which costs a hundred times more. */
export function findJsonDuplicates(text: string, value: unknown): DuplicateSlip[] {
  return countWritten(text) > countMembers(value) ? findDuplicates(text) : [];
}

/** How many keys are written: texts before a colon. */
function countWritten(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', start)) {
    let end = text.indexOf('"', start + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    start = end + 1;
    while (isBlank(text.charCodeAt(start))) start += 1;
    if (text[start] === ':') count += 1;
  }
  return count;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text[first - 1] === '\\') first -= 1;
  return (quote - first) % 2 === 1;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function countMembers(root: unknown): number {
  let count = 0;
  const waiting = [root];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || isWideInteger(value)) continue;
    const members: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (!Array.isArray(value)) count += members.length;
    for (const member of members) waiting.push(member);
  }
  return count;
}
