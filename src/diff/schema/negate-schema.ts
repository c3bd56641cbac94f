/** What `not` leaves, as a schema without it, where its keywords have a plain opposite: JSON Schema 2020-12, core, 9.2.1.4. */
import { plainText } from '../../contract/name-text.ts';
import { isSchemaObject, type Schema, type SchemaObject, typesOf } from '../../contract/schema.ts';
import { isNote } from './same-schemas.ts';
import { isAnything } from './shape.ts';

/** References that are followed inside each other. */
const DEEPEST = 3;

/** Gives the schema that a reference means. */
export type Resolve = (reference: string) => Schema;

/** A schema of which just those values are right that are wrong by this one; undefined where it has none without `not`. */
export function negateSchema(schema: Schema, resolve: Resolve, depth = 0): Schema | undefined {
  if (!isSchemaObject(schema)) return !schema;
  if (isAnything(schema)) return false;
  const parts: Schema[] = [];
  for (const keyword of Object.keys(schema).filter((name) => !isNote(name))) {
    if (keyword === 'additionalProperties' && isAnything(schema[keyword] as Schema)) continue;
    const part = negateKeyword(schema, keyword, { resolve, depth });
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return either(parts);
}

function either(parts: readonly Schema[]): Schema {
  const left = parts.filter((part) => part !== false);
  return left.length === 0 ? false : left.length === 1 ? (left[0] as Schema) : { anyOf: left };
}

function negateKeyword(
  schema: SchemaObject,
  keyword: string,
  { resolve, depth }: { resolve: Resolve; depth: number },
): Schema | undefined {
  const value = schema[keyword];
  const negate = (inner: Schema) => negateSchema(inner, resolve, depth + 1);
  const negateAll = (list: unknown): Schema[] | undefined => {
    const parts = (list as Schema[]).map(negate);
    return parts.some((part) => part === undefined) ? undefined : (parts as Schema[]);
  };
  if (Object.hasOwn(opposites, keyword)) return opposites[keyword]?.(value as number);
  switch (keyword) {
    case 'type':
      return otherTypes(schema);
    case 'not':
      return value as Schema;
    case 'required':
      if (Object.values((schema['properties'] ?? {}) as object).some(isOneWay)) return undefined;
      return either((value as string[]).map((name) => ({ type: 'object', properties: { [name]: false } })));
    case 'properties': {
      const members = Object.entries(value as Record<string, Schema>).map(([name, inner]) => {
        const left = negate(inner);
        return left === undefined || left === false
          ? left
          : { type: 'object', required: [name], properties: { [name]: left } };
      });
      return members.some((part) => part === undefined) ? undefined : either(members as Schema[]);
    }
    case 'const':
    case 'enum':
      return { not: { [keyword]: value } };
    case 'allOf': {
      const parts = negateAll(value);
      return parts && either(parts);
    }
    case 'anyOf': {
      const parts = negateAll(value);
      return parts && { allOf: parts };
    }
    case '$ref':
      return depth < DEEPEST ? negate(resolve(plainText(value))) : undefined;
    default:
      return undefined;
  }
}

const opposites: Readonly<Record<string, (value: number) => SchemaObject>> = {
  minimum: (value) => ({ type: 'number', exclusiveMaximum: value }),
  maximum: (value) => ({ type: 'number', exclusiveMinimum: value }),
  exclusiveMinimum: (value) => ({ type: 'number', maximum: value }),
  exclusiveMaximum: (value) => ({ type: 'number', minimum: value }),
  minLength: (value) => ({ type: 'string', maxLength: value - 1 }),
  maxLength: (value) => ({ type: 'string', minLength: value + 1 }),
  minItems: (value) => ({ type: 'array', maxItems: value - 1 }),
  maxItems: (value) => ({ type: 'array', minItems: value + 1 }),
  minProperties: (value) => ({ type: 'object', maxProperties: value - 1 }),
  maxProperties: (value) => ({ type: 'object', minProperties: value + 1 }),
};

/** Whether a member is demanded of one direction only. */
function isOneWay(member: unknown): boolean {
  return isSchemaObject(member) && (member['readOnly'] === true || member['writeOnly'] === true || '$ref' in member);
}

const allTypes = ['null', 'boolean', 'number', 'string', 'array', 'object'];

function otherTypes(schema: SchemaObject): Schema | undefined {
  const types = typesOf(schema) ?? [];
  const others = allTypes.filter((type) => !(types as readonly string[]).includes(type));
  if (!types.includes('integer') || types.includes('number')) return { type: others };
  // Fractions have no name of their own.
  return {
    anyOf: [{ type: others.filter((type) => type !== 'number') }, { type: 'number', not: { type: 'integer' } }],
  };
}
