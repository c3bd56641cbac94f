/** What a value takes of the memory: a rough count of bytes, by which what is remembered is bounded. */
import { isWideInteger } from '../../contract/wide-integer.ts';

/** A place in an object or a list, and a name or a text beside its characters. */
const PLACE = 16;
const TEXT = 32;

export function weighValue(value: unknown): number {
  if (typeof value === 'string') return TEXT + value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if (isWideInteger(value)) return TEXT + value.rawJSON.length;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + PLACE + weighValue(item), TEXT);
  let weight = TEXT;
  for (const name in value) weight += PLACE + TEXT + name.length + weighValue((value as Record<string, unknown>)[name]);
  return weight;
}
