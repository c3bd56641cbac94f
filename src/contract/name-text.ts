/** The text by which a value names a thing: in a path, and where it is compared with others. */
import { isWideInteger } from './wide-integer.ts';

/** Of what may name a thing: a text, a number, also one that JavaScript has no number for; undefined for all else. */
export function nameText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return isWideInteger(value) ? value.rawJSON : undefined;
}
