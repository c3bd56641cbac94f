/** Infers from an example what is expected of values like it: its members, and their types. Never a demand: an example shows one value of many. */
import type { SchemaObject } from '../../contract/schema.ts';
import { isWideInteger } from '../../contract/wide-integer.ts';

/** Deepest part of an example that is looked at. */
const DEEPEST = 30;

/** The schema that `value` suggests. */
export function inferSchema(value: unknown, depth = 0): SchemaObject {
  if (value === null || depth > DEEPEST) return {};
  if (Array.isArray(value)) {
    const [first] = value as unknown[];
    return { type: 'array', ...(first === undefined ? {} : { items: inferSchema(first, depth + 1) }) };
  }
  if (isWideInteger(value)) return { type: 'integer' };
  if (typeof value === 'object') {
    const members = Object.entries(value as object);
    return {
      type: 'object',
      ...(members.length > 0 ? { required: members.map(([name]) => name) } : {}),
      properties: Object.fromEntries(members.map(([name, member]) => [name, inferSchema(member, depth + 1)])),
    };
  }
  return { type: Number.isInteger(value) ? 'integer' : typeof value };
}
