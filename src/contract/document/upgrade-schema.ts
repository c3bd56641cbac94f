/** Reads a schema of OpenAPI 3.0 as the JSON Schema 2020-12 that it means. */
import { isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';

/** Rewrites the keywords of one schema object (not of those inside it) that 3.1 dropped or changed. */
export function upgradeSchema(schema: Schema): Schema {
  if (!isSchemaObject(schema)) return schema;
  const { nullable, ...upgraded } = schema;
  boundary(upgraded, 'exclusiveMinimum', 'minimum');
  boundary(upgraded, 'exclusiveMaximum', 'maximum');
  return nullable === true ? allowNull(upgraded) : upgraded;
}

/** In 3.0 `exclusiveMinimum: true` qualifies `minimum`; in 2020-12 it is the bound itself. */
function boundary(schema: SchemaObject, exclusive: string, inclusive: string): void {
  if (schema[exclusive] === true) {
    schema[exclusive] = schema[inclusive];
    delete schema[inclusive];
  } else if (schema[exclusive] === false) {
    delete schema[exclusive];
  }
}

function allowNull(schema: SchemaObject): SchemaObject {
  const { type } = schema;
  if (typeof type !== 'string') return schema;
  const values = schema['enum'];
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(values) && !values.includes(null) ? { enum: [...values, null] } : {}),
  };
}
