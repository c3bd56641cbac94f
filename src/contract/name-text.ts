/** Values as texts: where one names a thing, and where any has to be shown or compared. */
import { isWideInteger } from './wide-integer.ts';

/** Of what may name a thing, in a path for one: a text, a number, also one that JavaScript has no number for; undefined for all else. */
export function nameText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return isWideInteger(value) ? value.rawJSON : undefined;
}

/** Any value: what is made of parts as JSON, whatever members it has; JavaScript would ask it for its `toString`. */
export function plainText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** The same, and the items of a list by commas: as paths and headers have them. */
export function joinedText(value: unknown): string {
  return [value].flat().map(plainText).join();
}
