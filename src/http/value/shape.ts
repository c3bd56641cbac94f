/** What a schema asks of a value that is written as texts, and the value that the texts stand for. */
import { isSchemaObject, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import { findMember, possibleTypes, walkPossible } from '../../contract/schema/walk-schema.ts';
import type { Shape, Texts } from './style.ts';
import { readText } from './text.ts';

/** A server asks for the same few again and again. */
const shapes = new WeakMap<SchemaNode, Shape>();

/** What the schema asks for, found once. */
export function shapeOf(document: SchemaObject, node: SchemaNode): Shape {
  const shape = shapes.get(node) ?? findShape(document, node);
  shapes.set(node, shape);
  return shape;
}

function findShape(document: SchemaObject, node: SchemaNode): Shape {
  const types = possibleTypes(document, node);
  const schemas = [...walkPossible(document, node)].map(({ schema }) => schema);
  const properties = schemas.map((schema) => schema['properties']).filter(isSchemaObject);
  const isObject = types.has('object') && [...types].every((type) => type === 'object' || type === 'null');
  const names = isObject ? [...new Set(properties.flatMap((each) => Object.keys(each)))] : [];
  const mapped = schemas.map((schema) => schema['additionalProperties'] ?? schema['patternProperties']);
  // An object of which nothing is said may have any member.
  const isMap = isObject && (names.length === 0 || mapped.some((each) => each !== undefined && each !== false));
  const kind = types.has('array') ? 'list' : isObject ? 'members' : 'one';
  return { kind, types, names, isMap, isPlain: kind === 'list' && hasPlainItems(document, node) };
}

/** Whether the items are numbers or booleans, or listed texts without a comma. */
function hasPlainItems(document: SchemaObject, node: SchemaNode): boolean {
  const item = findMember(document, node, ['0']);
  if (!item) return false;
  const types = possibleTypes(document, item);
  const listed = [...walkPossible(document, item)].flatMap(({ schema }) => schema['enum'] ?? []);
  if (listed.length > 0) return listed.every((each) => !String(each).includes(','));
  return types.size > 0 && [...types].every((type) => ['integer', 'number', 'boolean', 'null'].includes(type));
}

/** Each text as its schema asks. */
export function readValue(
  document: SchemaObject,
  node: SchemaNode,
  { texts, shape }: { texts: Texts; shape: Shape },
): unknown {
  if (typeof texts === 'string') return readText(shape.types, texts);
  if (Array.isArray(texts)) return texts.map((text, index) => readPart(document, node, { name: String(index), text }));
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, readPart(document, node, { name, text })] as const),
  );
}

/** A member, or an item; one that may be a list is a list, however often it comes. */
function readPart(
  document: SchemaObject,
  node: SchemaNode,
  { name, text }: { name: string; text: string | string[] },
): unknown {
  const member = findMember(document, node, [name]);
  if (!member) return Array.isArray(text) ? text.at(-1) : text;
  const types = possibleTypes(document, member);
  if (types.has('array') && !types.has('string')) {
    return readValue(document, member, { texts: [text].flat(), shape: shapeOf(document, member) });
  }
  return readText(types, [text].flat().at(-1) ?? '');
}
