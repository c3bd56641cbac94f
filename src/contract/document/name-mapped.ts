/** Writes what a discriminator maps to as references to components: from where it stands, it may name other files (OpenAPI 3.2, "Discriminator Object"). */
import { isSchemaObject, type SchemaObject } from '../schema.ts';

/** `referTo` gives the reference to the component that a reference means; a name alone is that of a component already. */
export function nameMapped(schema: SchemaObject, referTo: (reference: string) => string | undefined): SchemaObject {
  const { discriminator } = schema;
  if (!isSchemaObject(discriminator)) return schema;
  const { mapping, defaultMapping } = discriminator;
  const named = (target: unknown): unknown =>
    typeof target === 'string' && /[#./]/.test(target) ? (referTo(target) ?? target) : target;
  const mapped = isSchemaObject(mapping)
    ? { mapping: Object.fromEntries(Object.entries(mapping).map(([value, target]) => [value, named(target)])) }
    : {};
  const other = defaultMapping === undefined ? {} : { defaultMapping: named(defaultMapping) };
  return { ...schema, discriminator: { ...discriminator, ...mapped, ...other } };
}
