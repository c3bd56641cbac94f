/** Reads a text of YAML as the value that it means, also where a line of it is not quite YAML. */
import { load, YAMLException } from 'js-yaml';
import { findDuplicates } from './find-duplicates.ts';
import { DEEPEST } from './index-lines.ts';
import { mendingsOf } from './mend-yaml.ts';
import { yamlToRead } from './yaml-schemas.ts';

/** A text that was read. */
export interface Parsed {
  value: unknown;
  /** With the lines of the file, and without the slips that its lines can be told in spite of. */
  text: string;
  slips: readonly SyntaxSlip[];
}

/** A line that was read as what it nearly is. */
export interface SyntaxSlip {
  rule: 'broken-syntax' | 'duplicate-key';
  line: number;
  message: string;
  hint?: string;
}

/** How many lines are mended before a text is taken for none. */
const MOST_MENDED = 100;

/** Most values that a file may stand for once its aliases are written out. */
const MOST_VALUES = 2_000_000;

/** How many signs are read again in search of what was meant: a text that is no YAML at all is told so soon. */
const MOST_READ = 20_000_000;

/** Throws a YAMLException for the first line which nothing can be made of. */
export function parseYaml(text: string): Parsed {
  const slips: SyntaxSlip[] = [];
  let current = text;
  let json = false;
  const tries = { left: Math.ceil(MOST_READ / Math.max(text.length, 1)) };
  for (;;) {
    const read = tryLoad(current, json);
    if (!(read instanceof YAMLException)) {
      if (current.includes('&')) limitValues(read.value);
      if (json) slips.push(...findDuplicates(current));
      return { value: read.value, text: current, slips };
    }
    if (!json && /duplicat/.test(read.reason)) {
      json = true;
      continue;
    }
    const mended = slips.length < MOST_MENDED ? mend(current, read, { json, tries }) : undefined;
    if (!mended) throw read;
    if (mended.slip) slips.push({ rule: 'broken-syntax', ...mended.slip });
    current = mended.text;
  }
}

function tryLoad(text: string, json: boolean): { value: unknown } | YAMLException {
  try {
    return { value: load(text, { schema: yamlToRead, json, maxDepth: DEEPEST }) };
  } catch (cause) {
    if (cause instanceof YAMLException) return cause;
    throw cause;
  }
}

/** The first change by which the text is read as far as beyond what stopped it. */
function mend(text: string, stop: YAMLException, { json, tries }: { json: boolean; tries: { left: number } }) {
  const line = lineOf(stop);
  for (const mending of mendingsOf(text, { line, reason: stop.reason })) {
    tries.left -= 1;
    if (tries.left < 0) return undefined;
    const read = tryLoad(mending.text, json);
    const isFurther = !(read instanceof YAMLException) || lineOf(read) > line || /duplicat/.test(read.reason);
    if (isFurther || mending.isCertain) return mending;
  }
  return undefined;
}

/** The 1-based line where reading stopped. */
export function lineOf(stop: YAMLException): number {
  return (stop.mark?.line ?? 0) + 1;
}

/** Aliases of aliases can make a small file stand for more than any memory holds. */
function limitValues(root: unknown): void {
  const waiting = [root];
  for (let count = 0; waiting.length > 0; count += 1) {
    if (count > MOST_VALUES) throw new YAMLException('its aliases stand for too many values');
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value));
  }
}
