/** Views of a contract's schemas: the same schema as it binds a request or a response, as documented or as expected. */
import { expectedSchema } from '../operation/inherit-expected-domain.ts';
import { parsePointer } from '../json-pointer.ts';
import { isSchemaObject, mapSubschemas, type Schema, type SchemaObject } from '../schema.ts';

/** Who sends the value. A `readOnly` member is never demanded of a request, a `writeOnly` one never of a response. */
export type Direction = 'request' | 'response';

/** What is demanded: what the document says, or that with the expected domain and without unknown members. */
export type Demand = 'documented' | 'expected';

export interface View {
  direction: Direction;
  demand: Demand;
}

/** Keywords that apply a schema to the same value, not to a part of it. */
const inPlace = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** How references are written in a view: to the component as it stands alone (`closed`), or as a part of another schema. */
export type WriteReference = (name: string, closed: boolean) => string;

/**
 * `schema` as the view demands it. `closed` says whether it alone speaks for its value, so that a member
 * which it does not know is unknown at all.
 */
export function viewSchema(schema: Schema, view: View, closed: boolean, refer: WriteReference): Schema {
  if (!isSchemaObject(schema)) return schema;
  const expecting = view.demand === 'expected';
  const composed = isComposed(schema);
  const copy = mapSubschemas(schema, (inner, [keyword]) =>
    viewSchema(inner, view, expecting && !inPlace.has(keyword), refer),
  );
  const name = componentName(schema);
  if (name !== undefined) copy['$ref'] = refer(name, closed && !composed);
  dropUnsent(copy, view.direction);
  if (!expecting) return copy;
  const expected = expectedSchema(schema);
  if (expected) copy['allOf'] = [...((copy['allOf'] as Schema[] | undefined) ?? []), expected];
  if (closed) closeMembers(copy, composed);
  return copy;
}

/** The component that a schema's `$ref` names. */
function componentName(schema: SchemaObject): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' ? parsePointer(reference.slice(1)).at(-1) : undefined;
}

function isComposed(schema: SchemaObject): boolean {
  const besideReference = schema['$ref'] !== undefined && schema['properties'] !== undefined;
  return besideReference || Object.keys(schema).some((keyword) => inPlace.has(keyword));
}

function closeMembers(schema: SchemaObject, composed: boolean): void {
  if (schema['additionalProperties'] !== undefined || schema['unevaluatedProperties'] !== undefined) return;
  if (composed) schema['unevaluatedProperties'] = false;
  else if (schema['properties'] !== undefined) schema['additionalProperties'] = false;
}

function dropUnsent(schema: SchemaObject, direction: Direction): void {
  const { properties, required } = schema;
  if (!isSchemaObject(properties) || !Array.isArray(required)) return;
  const flag = direction === 'request' ? 'readOnly' : 'writeOnly';
  schema['required'] = required.filter((name: string) => {
    const member = properties[name];
    return !(isSchemaObject(member) && member[flag] === true);
  });
}
