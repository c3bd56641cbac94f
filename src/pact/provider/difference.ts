/** What Pact says is not as it should be in an answer, and how it names places and members there. */
import { valueAt } from '../../contract/json-pointer.ts';
import { plainText } from '../../contract/name-text.ts';

export interface PactDifference {
  /** `StatusMismatch`, `HeaderMismatch`, `BodyMismatch`, `BodyTypeMismatch`. */
  type: string;
  /** Of a body. */
  path?: string;
  /** Of a header: its name. */
  key?: string;
  expected?: unknown;
  actual?: unknown;
  mismatch?: string;
}

/** Pact's path into a body (`$.a[0]['b c']`), as tokens. */
export function parseBodyPath(path: string): string[] {
  const steps = path.replace(/^\$(?:\.body(?=[.[]))?/, '').matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/g);
  return [...steps].map(([, name, index, quoted]) => name ?? index ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
}

/** The tokens as Pact writes a path. */
export function formatBodyPath(tokens: readonly string[]): string {
  const steps = tokens.map((token) => {
    if (/^\d+$/.test(token)) return `[${token}]`;
    return /^\w+$/.test(token) ? `.${token}` : `['${token.replaceAll(/['\\]/g, String.raw`\$&`)}']`;
  });
  return `$${steps.join('')}`;
}

/** The place in the example that a path leads to; without indexes at its end where there is no list. */
export function placeIn(body: unknown, path: string): string[] {
  const tokens = parseBodyPath(path);
  let meant = tokens;
  while (valueAt(body, meant) === undefined && /^\d+$/.test(meant.at(-1) ?? '')) meant = meant.slice(0, -1);
  return valueAt(body, meant) === undefined ? tokens : meant;
}

/** The path with any item of a list for each: `$.a[0].b` -> `$.a[*].b`. */
export function generalPath(path: string): string {
  return path.replace(/\[\d+\]/g, '[*]');
}

/** The names of members that an answer lacks, of which Pact tells in one difference for all of an object; none where it is another one. */
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
    const names = JSON.parse(plainText(list)) as unknown;
    return Array.isArray(names) ? names.map(plainText) : [];
  } catch {
    return [];
  }
}
