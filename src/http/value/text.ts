/** One value as the text that parameters and forms carry, and back. */
import { type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { possibleTypes } from '../../contract/schema/walk-schema.ts';

/** A text as it is, any other value as JSON. */
export function writeText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A text for each item of a list; one for any other value. */
export function writeTexts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(writeText) : [writeText(value)];
}

/** Text as the type that the schema asks for; text that is not of that type stays text, for the schema to refuse. */
export function readText(document: SchemaObject, node: SchemaNode, text: string): unknown {
  const types = possibleTypes(document, node);
  if ((types.has('integer') || types.has('number')) && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text))
    return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
