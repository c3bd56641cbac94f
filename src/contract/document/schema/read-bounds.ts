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

const flags = new Map<unknown, boolean>([
  [true, true],
  ['true', true],
  ['yes', true],
  [1, true],
  [false, false],
  ['false', false],
  ['no', false],
  [0, false],
]);

/** A flag, also as a text, or as older versions of YAML have it; undefined for what says neither. */
export function readFlag(value: unknown): boolean | undefined {
  return flags.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
}
