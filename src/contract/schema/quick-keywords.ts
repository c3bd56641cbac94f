/** Keywords that Ajv judges by holding each value against each other: in a time that grows with the value alone. */
import type { FuncKeywordDefinition } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { isSameJson, isWideInteger, keyOfJson } from '../wide-integer.ts';

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

/** Whether no two values are one. Of a million values, a set of their texts would fill the memory. */
export function isDistinct(items: readonly unknown[]): boolean {
  const size = 2 ** Math.ceil(Math.log2(items.length * 1.5 + 1));
  const [hashes, places] = [new Int32Array(size), new Int32Array(size)];
  return items.every((item, index) => {
    const hash = hashOf(item);
    let slot = hash & (size - 1);
    for (let place = places[slot]; place; place = places[slot]) {
      if (hashes[slot] === hash && isSameJson(items[place - 1], item)) return false;
      slot = (slot + 1) & (size - 1);
    }
    [hashes[slot], places[slot]] = [hash, index + 1];
    return true;
  });
}

/** Nobody can send values that all have one hash. */
const seed = Math.floor(Math.random() * 2 ** 32) | 0;

/** The same for what isSameJson takes for the same; nothing is made for it. */
function hashOf(value: unknown): number {
  if (typeof value === 'string') return hashOfText(value, seed);
  if (typeof value !== 'object' || value === null) return hashOfText(String(value), ~seed);
  if (isWideInteger(value)) return hashOfText(value.rawJSON, ~seed);
  if (Array.isArray(value)) return value.reduce<number>((hash, each) => mix(hash + hashOf(each)), seed);
  let hash = ~seed;
  for (const name in value) hash += hashOfText(name, hashOf((value as Record<string, unknown>)[name]));
  return mix(hash);
}

/** FNV-1a, from a beginning of its own. */
function hashOfText(text: string, beginning: number): number {
  let hash = beginning;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mix(hash);
}

/** Every bit comes to count for the low ones, which choose the slot. */
function mix(bits: number): number {
  const mixed = Math.imul(bits ^ (bits >>> 15), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
