/** Turns a schema and an example of it into Pact's matchers: as strict as Pact can be, and no stricter than the document. */
import type { Contract } from '../../contract/contract.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject, typesOf } from '../../contract/schema.ts';
import { listBelow, membersAt, type PlacedSchema, walkInPlace } from '../../contract/schema/walk-schema.ts';
import { anyValue, matching, type Rule, sameType, wholeNumber } from './matcher.ts';
import { listedRule, textRules } from './text-rules.ts';
import { isExactNumber } from '../../contract/wide-integer.ts';

/**
 * What Pact is to expect where `node` describes the value: the example with its matchers. Every member of the example is
 * demanded and no other. Pact cannot say "this or null": an example stands for values of its type, a null for itself.
 */
export function matcherFor({ document }: Pick<Contract, 'document'>, node: SchemaNode, example: unknown): unknown {
  return expectationOf(document, [node], example);
}

function expectationOf(
  document: SchemaObject,
  nodes: readonly SchemaNode[],
  example: unknown,
  inList: boolean = false,
): unknown {
  const placed = nodes.flatMap((node) => [...walkInPlace(document, node)]);
  const said = placed.map(({ schema }) => schema);
  // What stands for every item of a list has to stand for null, too.
  if (inList && isNullable(said)) return anyValue(example);
  if (example === null) return null;
  if (!isOfOneType(said, example)) return anyValue(example);
  if (Array.isArray(example)) return listOf(document, placed, example);
  if (isSchemaObject(example)) return objectOf(document, placed, example, inList);
  return matching(example, scalarRules(said, example));
}

/** Whether the document leaves the value no other type than the example's, but for null. */
export function isOfOneType(said: readonly SchemaObject[], example: unknown): boolean {
  return said.some((schema) => {
    const types = typesOf(schema) ?? listed([schema])?.map(typeOf);
    return types !== undefined && types.every((type) => type === 'null' || isSameType(type, typeOf(example)));
  });
}

/** Whether the document allows null where it allows something else. */
export function isNullable(said: readonly SchemaObject[]): boolean {
  const types = said.map(typesOf).filter((each) => each !== undefined);
  return types.length > 0 && types.every((each) => each.includes('null') && each.length > 1);
}

function isSameType(type: string, other: string): boolean {
  return type === other || (type === 'integer' && other === 'number');
}

function typeOf(value: unknown): string {
  if (isExactNumber(value)) return 'number';
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function scalarRules(said: readonly SchemaObject[], example: unknown): Rule[] {
  const values = listed(said);
  const isScalar = (value: unknown): boolean =>
    !/array|object/.test(typeOf(value)) && typeOf(value) === typeOf(example);
  const choice = values?.every(isScalar) ? [listedRule(values)] : [];
  if (typeof example === 'string') return [...textRules(said), ...choice];
  const whole = isExactNumber(example) && said.some((schema) => typesOf(schema)?.join() === 'integer');
  return [sameType, ...(whole ? [wholeNumber] : []), ...choice];
}

/** The values that are listed, by the first schema that lists any. */
function listed(said: readonly SchemaObject[]): readonly unknown[] | undefined {
  const lists = said.map((schema) => (Object.hasOwn(schema, 'const') ? [schema['const']] : schema['enum']));
  return lists.find((list): list is unknown[] => Array.isArray(list));
}

/** As Pact's own `eachLike` writes a list: one item for all, as often as the least bound says. */
function listOf(document: SchemaObject, placed: readonly PlacedSchema[], example: readonly unknown[]): unknown {
  const said = placed.map(({ schema }) => schema);
  const below = placed.flatMap(listBelow);
  const items = below.some(({ keyword }) => keyword === 'prefixItems')
    ? []
    : below.filter(({ keyword, node }) => keyword === 'items' && isSchemaObject(node.schema)).map(({ node }) => node);
  const [first] = example;
  const bounds = { min: largest(said, 'minItems'), max: smallest(said, 'maxItems') };
  const isEmpty = items.length === 0 || first === undefined;
  const copies = Math.min(bounds.min ?? 1, MOST_COPIES);
  const value = isEmpty ? [] : Array.from({ length: copies }, () => expectationOf(document, items, first, true));
  return {
    ...matching(value, [sameType]),
    ...(value.length === 0
      ? {}
      : Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined))),
  };
}

/** Of the one item that stands for all. */
const MOST_COPIES = 100;

/** In a name, what Pact's own paths cannot hold: it writes no pact at all with one. */
const unsayable = /^$|['\\]/;

function objectOf(
  document: SchemaObject,
  placed: readonly PlacedSchema[],
  example: SchemaObject,
  inList: boolean,
): unknown {
  const named = Object.entries(example).filter(([name]) => !unsayable.test(name));
  const members = named.map(([name, value]) => {
    const nodes = placed.flatMap((each) => membersAt(each, name));
    return [name, nodes.length === 0 ? anyValue(value) : expectationOf(document, nodes, value, inList)];
  });
  return members.length === 0 ? matching({}, [sameType]) : Object.fromEntries(members);
}

function largest(said: readonly SchemaObject[], keyword: string): number | undefined {
  const bounds = boundsOf(said, keyword).filter((bound) => bound > 0);
  return bounds.length === 0 ? undefined : Math.max(...bounds);
}

function smallest(said: readonly SchemaObject[], keyword: string): number | undefined {
  const bounds = boundsOf(said, keyword);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

function boundsOf(said: readonly SchemaObject[], keyword: string): number[] {
  return said.map((schema) => schema[keyword]).filter((bound) => typeof bound === 'number');
}
