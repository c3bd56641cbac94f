/** What a `oneOf` without a discriminator is, which schemas lead to one, and what it says as `anyOf`. */
import {
  componentName,
  isSchemaObject,
  overlappingKeyword,
  type Schema,
  type SchemaObject,
  subschemasOf,
} from '../schema.ts';

/** Whether exactly one of several branches has to be obeyed, and nothing but the value tells which. */
export function isUnion(schema: SchemaObject): boolean {
  const { oneOf, discriminator } = schema;
  return Array.isArray(oneOf) && oneOf.length > 1 && discriminator === undefined;
}

/** The same schema with `anyOf` in the place of `oneOf`. */
export function readAsAny({ oneOf, ...others }: SchemaObject): SchemaObject {
  const any = { anyOf: oneOf, [overlappingKeyword]: true };
  if (!('anyOf' in others)) return { ...others, ...any };
  return { ...others, allOf: [...(Array.isArray(others['allOf']) ? (others['allOf'] as Schema[]) : []), any] };
}

/** Tells whether a schema leads to a union, itself or by its references. */
export function markLeading(components: Readonly<Record<string, Schema>>): (schema: Schema) => boolean {
  const referring = new Map<string, Set<string>>();
  const leading = new Set<string>();
  for (const [name, schema] of Object.entries(components))
    for (const each of insideOf(schema)) {
      if (isUnion(each)) leading.add(name);
      const referred = componentName(each);
      if (referred === undefined) continue;
      const names = referring.get(referred) ?? new Set();
      referring.set(referred, names.add(name));
    }
  for (const name of leading) for (const other of referring.get(name) ?? []) leading.add(other);
  const known = new Map<SchemaObject, boolean>();
  const leads = (schema: Schema): boolean => {
    if (!isSchemaObject(schema)) return false;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const found =
      isUnion(schema) ||
      leading.has(componentName(schema) ?? '') ||
      [...subschemasOf(schema)].some((inner) => leads(inner.schema));
    known.set(schema, found);
    return found;
  };
  return leads;
}

function* insideOf(schema: Schema): Generator<SchemaObject> {
  if (!isSchemaObject(schema)) return;
  yield schema;
  for (const inner of subschemasOf(schema)) yield* insideOf(inner.schema);
}
