/** What a schema asks of a value that is written as texts, and the value that the texts stand for. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { findMember, possibleTypes, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Shape, Texts } from './style.ts';
import { readText } from './text.ts';

/** A server asks for the same few again and again. */
const shapes = new WeakMap<SchemaNode, Shape>();

export function shapeOf(document: SchemaObject, node: SchemaNode): Shape {
  const shape = shapes.get(node) ?? findShape(document, node);
  shapes.set(node, shape);
  return shape;
}

function findShape(document: SchemaObject, node: SchemaNode): Shape {
  const types = possibleTypes(document, node);
  const isObject = types.has('object') && [...types].every((type) => type === 'object' || type === 'null');
  const properties = [...walkPossible(document, node)].map(({ schema }) => schema['properties']).filter(isSchemaObject);
  const names = isObject ? [...new Set(properties.flatMap((each) => Object.keys(each)))] : [];
  return { kind: types.has('array') ? 'list' : names.length > 0 ? 'members' : 'one', types, names };
}

/** Each text as its schema asks. */
export function readValue(
  document: SchemaObject,
  node: SchemaNode,
  { texts, shape }: { texts: Texts; shape: Shape },
): unknown {
  if (typeof texts === 'string') return readText(shape.types, texts);
  const read = (text: string, name: string | number): unknown => {
    const member = findMember(document, node, [String(name)]);
    return member ? readText(possibleTypes(document, member), text) : text;
  };
  if (Array.isArray(texts)) return texts.map(read);
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, read(text, name)] as const));
}
