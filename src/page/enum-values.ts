/** The values of an enumeration's table, as the type of their field has them. */
import { typesOf, type SchemaObject } from '../contract/schema.ts';

/** Each value once. */
export function typeEnum(texts: readonly string[], schema: SchemaObject): unknown[] {
  const types = typesOf(schema) ?? [];
  return [...new Set(texts.map((text) => typeValue(text, types)))];
}

function typeValue(text: string, types: readonly string[]): unknown {
  if (text === 'null' && types.includes('null')) return null;
  if (types.includes('string') || types.length === 0) return text;
  try {
    return JSON.parse(text.toLowerCase()) as unknown;
  } catch {
    return text;
  }
}
