/** The values of an enumeration's table, as the type of their field has them. */
import { typesOf, type SchemaObject } from '../contract/schema.ts';

export interface TypedValues {
  /** Each once. */
  values: unknown[];
  /** The texts that are no value of the type. */
  others: string[];
}

export function typeEnum(texts: readonly string[], schema: SchemaObject): TypedValues {
  const types = typesOf(schema) ?? [];
  const typed = texts.map((text) => ({ text, value: typeValue(text, types) }));
  return {
    values: [...new Set(typed.map(({ value }) => value).filter((value) => value !== undefined))],
    others: typed.filter(({ value }) => value === undefined).map(({ text }) => text),
  };
}

/** Undefined for a text that no such type can have. */
function typeValue(text: string, types: readonly string[]): unknown {
  if (text === 'null' && types.includes('null')) return null;
  if (types.includes('string') || types.length === 0) return text;
  const value = parse(text);
  const type = Number.isInteger(value) && types.includes('integer') ? 'integer' : typeof value;
  return types.includes(type) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.toLowerCase()) as unknown;
  } catch {
    return undefined;
  }
}
