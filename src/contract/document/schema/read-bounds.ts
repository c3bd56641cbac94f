/** Reads what qualifies another keyword: exclusive bounds, and null beside a type. */
import type { SchemaObject } from '../../schema.ts';
import type { Holder } from './surroundings.ts';

/** In 3.0 and draft 4 `exclusiveMinimum: true` qualifies `minimum`; from draft 6 on it is the bound itself. */
export function readBounds({ raw, out, around }: Holder): void {
  for (const [exclusive, inclusive] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = raw[exclusive];
    if (typeof value !== 'boolean') continue;
    if (!around.dialect.booleanBounds) {
      around.report('misread-keyword', [exclusive], {
        message: `${exclusive} takes a number, not ${value}`,
        found: value,
        taken: value ? `the bound ${JSON.stringify(out[inclusive])} itself` : 'left out',
      });
    }
    if (value && out[inclusive] !== undefined) {
      out[exclusive] = out[inclusive];
      delete out[inclusive];
    }
  }
}

/** Lets a schema with a type accept null as well. */
export function allowNull(schema: SchemaObject): void {
  const { type } = schema;
  if (type === undefined) return;
  schema['type'] = [...new Set([type, 'null'].flat())];
  const values = schema['enum'];
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null];
}

/** A flag that may be written as a text. */
export function readFlag(value: unknown): boolean {
  return value === true || value === 'true';
}
