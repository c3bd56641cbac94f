/** Members that an answer lacks: Pact tells of all that one object lacks in one difference, by lists of names. */
import type { PactDifference } from './run-verifier.ts';

/** Their names; none where the difference is another one. */
export function missingMembers({ mismatch = '', expected, actual }: PactDifference): readonly string[] {
  if (!mismatch.includes('missing the following keys')) return [];
  const present = new Set(namesIn(actual));
  return namesIn(expected).filter((name) => !present.has(name));
}

/** The difference as it would be if `names` were not expected; undefined where nothing is left of it. */
export function withoutMembers(difference: PactDifference, names: ReadonlySet<string>): PactDifference | undefined {
  const expected = namesIn(difference.expected).filter((name) => !names.has(name));
  const rest = { ...difference, expected: JSON.stringify(expected) };
  return missingMembers(rest).length === 0 ? undefined : rest;
}

/** Pact writes the list as a JSON text. */
export function namesIn(list: unknown): readonly string[] {
  try {
    const names = JSON.parse(String(list)) as unknown;
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}
