/** One value as the text that parameters and forms carry, and back. */

import { plainText } from '../../contract/name-text.ts';
import { integerOf } from '../../contract/wide-integer.ts';

/** A text as it is, any other value as JSON; nothing of what is absent. */
export function writeText(value: unknown): string {
  return value === undefined ? '' : plainText(value);
}

/** A text for each item of a list; one for any other value. */
export function writeTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(writeText) : [writeText(value)];
}

/** Text as one of the types that its schema asks for; text that is of none stays text, for the schema to refuse. */
export function readText(types: ReadonlySet<string>, text: string): unknown {
  if ((types.has('integer') || types.has('number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return /^-?\d{16,}$/.test(text) ? integerOf(text) : Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A text's bytes, a character each: how bodies that are no text stand among values. */
export function bytesOf(text: string): string {
  return charactersOf(new TextEncoder().encode(text));
}

/** The bytes of a body, a character each. */
export function charactersOf(bytes: Uint8Array): string {
  let characters = '';
  for (let start = 0; start < bytes.length; start += PIECE)
    characters += String.fromCharCode(...bytes.subarray(start, start + PIECE));
  return characters;
}

/** As many arguments as any engine takes. */
const PIECE = 8_192;

/** The bytes for which each character stands; of a text with others, its bytes in UTF-8. */
export function toBytes(characters: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < characters.length; index += 1) {
    const code = characters.charCodeAt(index);
    if (code > 0xff) return new TextEncoder().encode(characters);
    bytes[index] = code;
  }
  return bytes;
}

/** The text that bytes, a character each, are in UTF-8; undefined where they are none. */
export function decodeCharacters(characters: string): string | undefined {
  try {
    return utf8.decode(toBytes(characters));
  } catch {
    return undefined;
  }
}
