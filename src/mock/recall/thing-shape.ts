/** What an answer shows of a thing: the members that its schema declares, looked up once. */
import type { Contract } from '../../contract/contract.ts';
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { findMember, memberNames, walkInPlace, walkPossible } from '../../contract/schema/walk-schema.ts';

export interface ThingShape {
  node: SchemaNode;
  /** Declared, and not for requests only; in the order of the document. */
  names: readonly string[];
  has: ReadonlySet<string>;
  /** Those that an answer must have. */
  required: ReadonlySet<string>;
  /** Of requests only. */
  writeOnly: ReadonlySet<string>;
  /** What a member is where nobody says. */
  defaults: ReadonlyMap<string, unknown>;
  /** Whether it has alternatives: then no part of it can be made up alone. */
  composed: boolean;
  /** Tells it from other shapes of the contract, as one bit; 0 where there are too many of them. */
  bit: number;
}

/** A finder of shapes, which keeps them by the pointers of their schemas. */
export function createShapes(contract: Contract): (node: SchemaNode) => ThingShape {
  const shapes = new Map<string, ThingShape>();
  return (node) => {
    const known = shapes.get(node.pointer);
    if (known) return known;
    const shape = readShape(contract, node, shapes.size < 30 ? 1 << shapes.size : 0);
    shapes.set(node.pointer, shape);
    return shape;
  };
}

function readShape(contract: Contract, node: SchemaNode, bit: number): ThingShape {
  const { document } = contract;
  const all = memberNames(contract.document, node);
  const writeOnly = new Set(
    all.filter((name) => saysOfMember(document, node, { name, keyword: 'writeOnly' }) === true),
  );
  const names = all.filter((name) => !writeOnly.has(name));
  const required = new Set<string>();
  for (const { schema } of walkInPlace(document, node)) {
    if (Array.isArray(schema['required'])) for (const name of schema['required'] as string[]) required.add(name);
  }
  const defaults = names.flatMap((name) => {
    const value = saysOfMember(document, node, { name, keyword: 'default' });
    return value === undefined ? [] : [[name, value] as const];
  });
  const composed = [...walkPossible(document, node)].some(({ among }) => among.length > 0);
  return { node, composed, names, has: new Set(names), required, writeOnly, defaults: new Map(defaults), bit };
}

/** What the schema of a member says under a keyword. */
export function saysOfMember(
  document: SchemaObject,
  node: SchemaNode,
  { name, keyword }: { name: string; keyword: string },
): unknown {
  const member = findMember(document, node, [name]);
  if (!member) return undefined;
  for (const { schema } of walkInPlace(document, member)) {
    if (isSchemaObject(schema) && schema[keyword] !== undefined) return schema[keyword];
  }
  return undefined;
}
