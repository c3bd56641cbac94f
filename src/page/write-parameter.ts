/** Writes a parameter's row as OpenAPI's Parameter Object. */
import { typesOf, type SchemaObject } from '../contract/schema.ts';
import type { Field } from './field.ts';
import { writeSchema, type SchemaContext } from './write-schema.ts';

/** What any server reads from a header or a cookie as it was meant (RFC 9110, 5.5; RFC 6265, 4.1.1). */
const CARRIED = '^[A-Za-z0-9._-]{1,64}$';

export function writeParameter(field: Field, context: SchemaContext): SchemaObject {
  const { name, place, required, description, line } = field;
  const { 'x-source': _, description: __, ...schema } = writeSchema(field, context);
  return {
    name,
    in: place,
    ...(place === 'path' || required === true ? { required: true } : {}),
    ...(description === '' ? {} : { description }),
    'x-source': context.sourceOf(line),
    schema: place === 'header' || place === 'cookie' ? carried(schema) : schema,
  };
}

/** A text of which nothing else is known is expected to be one that HTTP carries. */
function carried(schema: SchemaObject): SchemaObject {
  const known = ['enum', 'format', 'x-expected'].some((keyword) => schema[keyword] !== undefined);
  return known || !typesOf(schema)?.includes('string') ? schema : { ...schema, 'x-expected': { pattern: CARRIED } };
}
