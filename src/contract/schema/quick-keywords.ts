/** Keywords that Ajv judges by holding each value against each other: in a time that grows with the value alone. */
import type { FuncKeywordDefinition } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { keyOfJson } from '../wide-integer.ts';

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

/** Whether no two values are one. */
export function isDistinct(items: readonly unknown[]): boolean {
  const plain = new Set<unknown>();
  const nested = new Set<string>();
  return items.every((item) => {
    const size = plain.size + nested.size;
    if (isNested(item)) nested.add(keyOfJson(item));
    else plain.add(item);
    return plain.size + nested.size > size;
  });
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
