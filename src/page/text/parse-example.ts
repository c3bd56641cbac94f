/** Reads an example that is meant to be JSON, also where people have made something else of it. */
import { load } from 'js-yaml';
import { yamlToRead } from '../../contract/document/yaml-schemas.ts';
import { parseJsonText } from '../../contract/wide-integer.ts';

export interface ParsedExample {
  value: unknown;
  /** Whether it is JSON as it stands. */
  isJson: boolean;
}

/** Longest example that is read. */
const LONGEST = 1_000_000;

/** Deepest nesting that is read. */
const DEEPEST = 200;

/** The value; undefined where nothing can be read with certainty. */
export function parseExample(text: string): ParsedExample | undefined {
  if (text.length > LONGEST || text.trim() === '' || isDeep(text)) return undefined;
  try {
    return { value: parseJsonText(text), isJson: true };
  } catch {
    const value = parseLoosely(text);
    return value === undefined ? undefined : { value, isJson: false };
  }
}

/** YAML knows trailing commas and `True`; comments of other languages are taken off line by line. */
function parseLoosely(text: string): unknown {
  if (!/^\s*[[{]/.test(text) || text.includes('&')) return undefined;
  const lines = text.split('\n').map((line) => line.replace(/(^|[\s,{[])\/\/.*$/, '$1').replaceAll('\t', '  '));
  try {
    const value: unknown = load(lines.join('\n').replaceAll('，', ',').replaceAll(/[“”]/g, '"'), {
      schema: yamlToRead,
    });
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Brackets in texts count too: no example has so many. */
function isDeep(text: string): boolean {
  let open = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    open += '[{'.includes(bracket) ? 1 : -1;
    if (open > DEEPEST) return true;
  }
  return false;
}
