/** Writes a parameter's row as OpenAPI's Parameter Object. */
import type { SchemaObject } from '../contract/schema.ts';
import type { Field } from './field.ts';
import { writeSchema, type SchemaContext } from './write-schema.ts';

export function writeParameter(field: Field, context: SchemaContext): SchemaObject {
  const { name, place, required, description, line } = field;
  const { 'x-source': _, description: __, ...schema } = writeSchema(field, context);
  return {
    name,
    in: place,
    ...(place === 'path' || required === true ? { required: true } : {}),
    ...(description === '' ? {} : { description }),
    'x-source': context.sourceOf(line),
    schema,
  };
}
