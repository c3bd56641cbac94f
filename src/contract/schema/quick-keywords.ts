/** Keywords that Ajv judges by holding each value against each other: in a time that grows with the value alone. */
import type { FuncKeywordDefinition } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isSameJson, keyOfJson } from '../wide-integer.ts';

/** Puts quick keywords in the place of Ajv's own. */
export function judgeQuickly(ajv: Ajv2020): void {
  replaceKeyword(ajv, 'enum', { compile: compileListed });
  replaceKeyword(ajv, 'uniqueItems', {
    compile: (unique: boolean) => (items: readonly unknown[]) => !unique || isDistinct(items),
    error: { message: 'must NOT have duplicate items' },
  });
}

/** The type of value that the keyword is for, and its error unless it has another, stay as they are. */
export function replaceKeyword(
  ajv: Ajv2020,
  keyword: string,
  other: Pick<FuncKeywordDefinition, 'error' | 'compile'>,
): void {
  const { type, error } = ajv.getKeyword(keyword) as FuncKeywordDefinition;
  ajv.removeKeyword(keyword);
  ajv.addKeyword({ keyword, ...(type ? { type } : {}), ...(error ? { error } : {}), ...other });
}

/** Whether a value is one of those listed. */
export function compileListed(values: readonly unknown[]): (value: unknown) => boolean {
  const plain = new Set(values.filter((value) => !isNested(value)));
  const nested = new Set(values.filter(isNested).map(keyOfJson));
  return (value) => (isNested(value) ? nested.size > 0 && nested.has(keyOfJson(value)) : plain.has(value));
}

/** Whether no two values are one. A table of places takes a tenth of what a set of a million values takes. */
export function isDistinct(items: readonly unknown[]): boolean {
  const places = new Int32Array(2 ** Math.ceil(Math.log2(items.length * 1.5 + 1)));
  return items.every((item, index) => {
    let slot = hashOf(keyOfJson(item)) & (places.length - 1);
    for (; places[slot] !== 0; slot = (slot + 1) & (places.length - 1))
      if (isSameJson(items[(places[slot] ?? 0) - 1], item)) return false;
    places[slot] = index + 1;
    return true;
  });
}

/** Nobody can send values that all have one. */
const seed = Math.floor(Math.random() * 2 ** 32);

/** FNV-1a, and its bits mixed once more, since the low ones choose. */
function hashOf(text: string): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
