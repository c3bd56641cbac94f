/** Looks into schemas: follows their references, and finds the schema of a member by its tokens. */
import { parsePointer, valueAt } from '../json-pointer.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';

/** The schema that a node stands for: itself, or what its lone `$ref` names in `document`. */
export function derefNode(document: SchemaObject, node: SchemaNode): SchemaNode {
  const seen = new Set<string>();
  let current = node;
  while (isSchemaObject(current.schema) && typeof current.schema['$ref'] === 'string') {
    const pointer = current.schema['$ref'].slice(1);
    if (seen.has(pointer)) return current;
    seen.add(pointer);
    current = { schema: valueAt(document, parsePointer(pointer)) as Schema, pointer };
  }
  return current;
}

/** Every schema that `node` puts on the same value: itself, what it refers to, and its branches. */
export function* facetsOf(
  document: SchemaObject,
  node: SchemaNode,
  seen: ReadonlySet<string> = new Set(),
): Generator<SchemaNode & { schema: SchemaObject }> {
  const { schema, pointer } = node;
  if (!isSchemaObject(schema) || seen.has(pointer)) return;
  const trail = new Set([...seen, pointer]);
  yield { schema, pointer };
  if (typeof schema['$ref'] === 'string') {
    const target = schema['$ref'].slice(1);
    const referred = { schema: valueAt(document, parsePointer(target)) as Schema, pointer: target };
    yield* facetsOf(document, referred, trail);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches)) continue;
    for (const [index, branch] of branches.entries()) {
      yield* facetsOf(document, { schema: branch as Schema, pointer: `${pointer}/${keyword}/${index}` }, trail);
    }
  }
}

/** The schema of the member that `tokens` lead to from `node`: the first that any facet declares. */
export function findMember(
  document: SchemaObject,
  node: SchemaNode,
  tokens: readonly string[],
): SchemaNode | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return node;
  // A contract of a thousand operations asks so often that looking at the other facets first would be felt.
  const own = isSchemaObject(node.schema) ? memberOf({ ...node, schema: node.schema }, token) : undefined;
  if (own && rest.length === 0) return own;
  for (const facet of facetsOf(document, node)) {
    const member = memberOf(facet, token);
    const found = member && findMember(document, member, rest);
    if (found) return found;
  }
  return undefined;
}

function memberOf(node: SchemaNode & { schema: SchemaObject }, token: string): SchemaNode | undefined {
  const { schema, pointer } = node;
  const properties = schema['properties'];
  if (isSchemaObject(properties) && Object.hasOwn(properties, token)) {
    const step = token.replaceAll('~', '~0').replaceAll('/', '~1');
    return { schema: properties[token] as Schema, pointer: `${pointer}/properties/${step}` };
  }
  if (/^\d+$/.test(token) && schema['items'] !== undefined) {
    return { schema: schema['items'] as Schema, pointer: `${pointer}/items` };
  }
  return undefined;
}
