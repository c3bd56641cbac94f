/** Reads a pattern as one that JavaScript can run, and tells where it is written for another language. */
import type { Told } from '../../contract-diagnostics.ts';
import type { ContractRule } from '../../contract-rule.ts';
import { translatePattern } from './translate-pattern.ts';

/** The pattern that was meant; undefined for one that nobody can judge by. */
export function readPattern(pattern: string, report: (rule: ContractRule, told: Told) => void): string | undefined {
  if (pattern.length > LONGEST) {
    const message = `a pattern of ${pattern.length} characters is not read: ${pattern.slice(0, 40)}…`;
    report('unread-pattern', { message, taken: 'not judged' });
    return undefined;
  }
  const read = translatePattern(pattern);
  if (read === pattern) return read;
  if (read === undefined) {
    report('unread-pattern', { message: `this is not a regular expression: ${pattern}`, taken: 'not judged' });
  } else if (!worksWithoutFlag(pattern)) {
    report('odd-pattern', { message: `this is no regular expression of ECMA-262: ${pattern}`, taken: read });
  }
  return read;
}

/** Longest pattern that is read, in characters: engines refuse those of some ten thousand, and slowly. */
const LONGEST = 20_000;

function worksWithoutFlag(pattern: string): boolean {
  if (/^\/\^|\$\/[a-z]*$|\\[AZzQ]/.test(pattern)) return false;
  try {
    void new RegExp(pattern);
    // Without the flag these are something else, or nothing.
    return !/\[\[?:\^?\w+:\]|\\[aehpPR]|\\x\{|\{,\d|\[\^?\]/.test(pattern);
  } catch {
    return false;
  }
}
