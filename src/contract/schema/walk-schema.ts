/**
 * Walks schemas: which hold for the same value in any case (*in place*), which may (*alternatives*), and which hold for
 * parts of it (*below*). Whoever reads a schema reads it through these, whatever it is made of; all end in schemas that
 * contain themselves.
 */
import { compilePattern } from '../pattern/compile-pattern.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { applicators, isSchemaObject, typesOf, type Schema, type SchemaNode, type SchemaObject } from '../schema.ts';

/** A schema that says something of its value, and its place. */
export type PlacedSchema = SchemaNode & { schema: SchemaObject };

/** Several ways of which a value goes one at least; the schemas of a way hold together. */
export interface Alternatives {
  keyword: 'anyOf' | 'oneOf' | 'if' | 'dependentSchemas';
  ways: readonly (readonly SchemaNode[])[];
}

/** A schema that may hold, and the keywords of the alternatives that it is among; without any it holds in any case. */
export type PossibleSchema = PlacedSchema & { among: readonly Alternatives['keyword'][] };

const belowKeywords = [
  'properties',
  'patternProperties',
  'items',
  'additionalProperties',
  'prefixItems',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;

/** A schema for a part of the value. */
export interface SchemaBelow {
  keyword: (typeof belowKeywords)[number];
  /** Of the member, its pattern, or the place of the item. */
  name?: string;
  node: SchemaNode;
}

/** Keywords that apply a schema to the same value, not to a part of it. */
const sameValue = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

/** Whether the schemas under `keyword` are about the value that the schema around them is about. */
export function isOnSameValue(keyword: string): boolean {
  return sameValue.has(keyword);
}

/** Every schema that holds for a value of `node` in any case: itself, what it refers to, what `allOf` adds; outside in. */
export function* walkInPlace(document: SchemaObject, node: SchemaNode): Generator<PlacedSchema> {
  const seen = new Set<string>();
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (!isPlaced(next) || seen.has(next.pointer)) continue;
    seen.add(next.pointer);
    yield next;
    waiting.push(...listInPlace(document, next).toReversed());
  }
}

/** Every schema that holds or may hold for a value of `node`: those in place, and those of every alternative; outside in. */
export function* walkPossible(document: SchemaObject, node: SchemaNode): Generator<PossibleSchema> {
  const seen = new Set<string>();
  const waiting: (SchemaNode & Pick<PossibleSchema, 'among'>)[] = [{ ...node, among: [] }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { among, pointer } = next;
    const key = `${among.join()} ${pointer}`;
    if (!isPlaced(next) || seen.has(` ${pointer}`) || seen.has(key)) continue;
    seen.add(key);
    yield next;
    for (const { keyword, ways } of listAlternatives(next).toReversed()) {
      const within = [...new Set([...among, keyword])];
      for (const part of ways.flat().toReversed()) waiting.push({ ...part, among: within });
    }
    for (const part of listInPlace(document, next).toReversed()) waiting.push({ ...part, among });
  }
}

/** The JSON types that a value of `node` may have, as far as any schema says. */
export function possibleTypes(document: SchemaObject, node: SchemaNode): Set<string> {
  const types = new Set<string>();
  for (const { schema } of walkPossible(document, node)) for (const type of typesOf(schema) ?? []) types.add(type);
  return types;
}

/** The names of the members that a schema of `node` declares, each once. */
export function memberNames(document: SchemaObject, node: SchemaNode): string[] {
  const names = [...walkPossible(document, node)].flatMap(({ schema }) =>
    isSchemaObject(schema['properties']) ? Object.keys(schema['properties']) : [],
  );
  return [...new Set(names)];
}

/** Whether what holds for a value of `node` says that it is sent in one direction only. */
export function isFlagged(document: SchemaObject, node: SchemaNode, flag: 'readOnly' | 'writeOnly'): boolean {
  return [...walkInPlace(document, node)].some(({ schema }) => schema[flag] === true);
}

/** What the schema adds to itself: the schema that it refers to, and those of `allOf`. */
export function listInPlace(document: SchemaObject, { schema, pointer }: PlacedSchema): SchemaNode[] {
  const referred = typeof schema['$ref'] === 'string' ? [targetOf(document, schema['$ref'])] : [];
  return [...referred, ...childrenOf({ schema, pointer }, 'allOf')];
}

/**
 * The alternatives that the schema itself names: `anyOf` and `oneOf`; `if` with `then`, or else `else`;
 * a name of `dependentSchemas` with its schema, or nothing.
 */
export function listAlternatives(placed: PlacedSchema): Alternatives[] {
  const { schema, pointer } = placed;
  const found: Alternatives[] = [];
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    if (Array.isArray(schema[keyword])) {
      found.push({ keyword, ways: childrenOf(placed, keyword).map((branch) => [branch]) });
    }
  }
  if (schema['if'] !== undefined) {
    const [condition, then, otherwise] = ['if', 'then', 'else'].map((keyword) => childrenOf(placed, keyword));
    found.push({ keyword: 'if', ways: [[...(condition ?? []), ...(then ?? [])], otherwise ?? []] });
  }
  for (const dependent of childrenOf(placed, 'dependentSchemas')) {
    const present = { schema: { required: [dependent.name] }, pointer: `${pointer}/dependentSchemas` };
    found.push({ keyword: 'dependentSchemas', ways: [[], [present, dependent]] });
  }
  return found;
}

/** The schemas that the schema itself has for parts of its value. */
export function listBelow(placed: PlacedSchema): SchemaBelow[] {
  const found: SchemaBelow[] = [];
  for (const keyword of belowKeywords) {
    for (const { schema, pointer, name } of childrenOf(placed, keyword)) {
      found.push({ keyword, ...(name === undefined ? {} : { name }), node: { schema, pointer } });
    }
  }
  return found;
}

/** The schemas that the schema itself has for its member, or item, called `token`. */
export function membersAt(placed: PlacedSchema, token: string): SchemaNode[] {
  const own = [...namedMembers(placed, token), ...matchedMembers(placed, token)];
  return own.length > 0 ? own : otherMembers(placed, token);
}

/**
 * The schema of the member that `tokens` lead to from `node`: the first that any possible schema has for its name;
 * else for its pattern; else for all other members.
 */
export function findMember(
  document: SchemaObject,
  node: SchemaNode,
  tokens: readonly string[],
): SchemaNode | undefined {
  const [token, ...rest] = tokens;
  if (token === undefined) return node;
  // A contract of a thousand operations asks so often that looking at the other schemas first would be felt.
  const [own] = isPlaced(node) ? namedMembers(node, token) : [];
  if (own && rest.length === 0) return own;
  for (const look of [namedMembers, matchedMembers, otherMembers]) {
    for (const placed of walkPossible(document, node)) {
      for (const member of look(placed, token)) {
        const found = findMember(document, member, rest);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** The schema that a node stands for: itself, or what its `$ref` names in `document` where that is all that it says. */
export function derefNode(document: SchemaObject, node: SchemaNode): SchemaNode {
  const seen = new Set<string>();
  let current = node;
  while (
    isSchemaObject(current.schema) &&
    typeof current.schema['$ref'] === 'string' &&
    Object.keys(current.schema).length === 1
  ) {
    const target = targetOf(document, current.schema['$ref']);
    if (seen.has(target.pointer)) return current;
    seen.add(target.pointer);
    current = target;
  }
  return current;
}

type Child = SchemaNode & { name?: string };

/** The schemas under a keyword. */
function childrenOf({ schema, pointer }: PlacedSchema, keyword: string): Child[] {
  const value = schema[keyword];
  if (value === undefined) return [];
  if (applicators[keyword] === 'one') return [{ schema: value as Schema, pointer: `${pointer}/${keyword}` }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => childOf({ schema, pointer }, keyword, name));
}

/** The schema of a name, or a place, under a keyword; none where it has no such. */
function childOf({ schema, pointer }: PlacedSchema, keyword: string, name: string): Child[] {
  const held = schema[keyword];
  if (typeof held !== 'object' || held === null || !Object.hasOwn(held, name)) return [];
  const inner = (held as Readonly<Record<string, Schema>>)[name] as Schema;
  return [{ schema: inner, pointer: `${pointer}/${keyword}${formatPointer([name])}`, name }];
}

/** By its name, or by its place in a list. */
function namedMembers(placed: PlacedSchema, token: string): SchemaNode[] {
  const named = childOf(placed, 'properties', token);
  if (named.length > 0 || !isIndex(token)) return named;
  const item = childOf(placed, 'prefixItems', token);
  return item.length > 0 ? item : childrenOf(placed, 'items');
}

function matchedMembers(placed: PlacedSchema, token: string): SchemaNode[] {
  return childrenOf(placed, 'patternProperties').filter(({ name = '' }) => compilePattern(name).surelyMatches(token));
}

/** By the schema that all others have; one that allows anything says nothing of a member. */
function otherMembers(placed: PlacedSchema, token: string): SchemaNode[] {
  const keywords = isIndex(token)
    ? ['unevaluatedItems', 'additionalProperties', 'unevaluatedProperties']
    : ['additionalProperties', 'unevaluatedProperties'];
  return keywords
    .flatMap((keyword) => childrenOf(placed, keyword))
    .filter(({ schema }) => isSchemaObject(schema) && Object.keys(schema).length > 0);
}

function isIndex(token: string): boolean {
  return /^\d+$/.test(token);
}

function isPlaced<Node extends SchemaNode>(node: Node): node is Node & PlacedSchema {
  return isSchemaObject(node.schema);
}

/** What a reference of a bundled document leads to. */
export function targetOf(document: SchemaObject, reference: string): SchemaNode {
  const pointer = reference.slice(1);
  return { schema: valueAt(document, parsePointer(pointer)) as Schema, pointer };
}
