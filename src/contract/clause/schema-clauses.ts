/** The clauses that a schema states about a value and its members. */
import { type SchemaNode, type SchemaObject, unreadKeyword } from '../schema.ts';
import { isFlagged, listBelow, walkPossible, type PlacedSchema, type SchemaBelow } from '../schema/walk-schema.ts';
import type { ClauseDraft } from './clause.ts';

/** What the clauses of a schema are about. */
export type About = Pick<ClauseDraft, 'subject' | 'status' | 'at'>;

/** Keywords that state something as they stand. */
const stated = [
  'type',
  'const',
  'enum',
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'contains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'dependentRequired',
  'dependentSchemas',
  'not',
  'if',
  'anyOf',
  'oneOf',
] as const;

/** Below so many components inside each other, each one is listed once: a web of schemas has more ways through it than can be listed. */
const DEEPEST_WAYS = 4;

/** Below so many nothing is listed: no value that is made goes as deep, unless its schemas are nothing but a chain. */
const DEEPEST = 8;

/** What was passed on the way to a schema, and what is not listed again. */
interface Way {
  subject: About['subject'];
  trail: ReadonlySet<string>;
  /** How many components the way leads through. */
  depth: number;
  /** The components that were listed below the depth to which every way is followed. */
  listed: Set<string>;
}

/** Every clause of `node`, outside in; a schema that contains itself is unrolled once. */
export function schemaClauses(document: SchemaObject, node: SchemaNode, about: About): ClauseDraft[] {
  return statementsOf(document, node, about.subject).map((statement) => ({
    ...about,
    ...statement,
    at: [...about.at, ...statement.at],
  }));
}

/** A clause as its schema has it, wherever the schema is used; `at` begins at the schema's value. */
type Statement = Pick<ClauseDraft, 'at' | 'kind' | 'value' | 'pointer'>;

/** Listed once for each schema and direction: most are used by several operations. */
function statementsOf(document: SchemaObject, node: SchemaNode, subject: About['subject']): readonly Statement[] {
  const ofDocument = known.get(document) ?? new Map<string, readonly Statement[]>();
  known.set(document, ofDocument);
  const key = `${subject} ${node.pointer}`;
  const listed = ofDocument.get(key);
  if (listed) return listed;
  const found = listStatements(document, node, subject);
  ofDocument.set(key, found);
  return found;
}

const known = new WeakMap<SchemaObject, Map<string, readonly Statement[]>>();

/** How many there are, each once; they are not kept. */
export function countStatements(document: SchemaObject, node: SchemaNode, subject: About['subject']): number {
  const ofDocument = counts.get(document) ?? new Map<string, number>();
  counts.set(document, ofDocument);
  // What several places say alike is as much.
  const key = `${subject} ${JSON.stringify(node.schema)}`;
  const counted = ofDocument.get(key) ?? new Set(listStatements(document, node, subject).map(keyOf)).size;
  ofDocument.set(key, counted);
  return counted;
}

const counts = new WeakMap<SchemaObject, Map<string, number>>();

function keyOf({ at, kind, value }: Statement): string {
  return `${at.join('\0')} ${kind} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}

function listStatements(document: SchemaObject, node: SchemaNode, subject: About['subject']): Statement[] {
  const found: Statement[] = [];
  collect(document, node, [], { subject, trail: new Set(), depth: 0, listed: new Set() }, found);
  return found;
}

function collect(document: SchemaObject, node: SchemaNode, at: readonly string[], way: Way, found: Statement[]): void {
  for (const placed of statingSchemas(document, node)) {
    const { pointer } = placed;
    if (way.trail.has(pointer)) continue;
    const depth = way.depth + (isComponent(pointer) ? 1 : 0);
    if (depth > DEEPEST_WAYS) {
      if (depth > DEEPEST || way.listed.has(pointer)) continue;
      way.listed.add(pointer);
    }
    found.push(...ownClauses(placed, at));
    collectMembers(document, placed, at, { ...way, depth, trail: new Set([...way.trail, pointer]) }, found);
  }
}

function isComponent(pointer: string): boolean {
  return /^\/components\/schemas\/[^/]+$/.test(pointer);
}

/** What holds in any case; of `anyOf` and `oneOf`, what a branch refers to, but nothing that is written in the branch itself. */
function statingSchemas(document: SchemaObject, node: SchemaNode): PlacedSchema[] {
  return [...walkPossible(document, node)].filter(({ among, pointer }) => {
    if (among.length === 0) return true;
    return (
      among.every((keyword) => keyword === 'anyOf' || keyword === 'oneOf') && !pointer.startsWith(`${node.pointer}/`)
    );
  });
}

function ownClauses({ schema, pointer }: PlacedSchema, at: readonly string[]): Statement[] {
  const own = stated
    .filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== false)
    .map((keyword) => ({ at, kind: keyword, value: schema[keyword], pointer: `${pointer}/${keyword}` }));
  const closed = ['additionalProperties', 'unevaluatedProperties']
    .filter((keyword) => schema[keyword] === false)
    .map((keyword) => ({ at, kind: keyword, value: false, pointer: `${pointer}/${keyword}` }));
  const unread =
    schema[unreadKeyword] === undefined ? [] : [{ at, kind: 'unread', value: schema[unreadKeyword], pointer }];
  return [...own, ...closed, ...unread];
}

function collectMembers(
  document: SchemaObject,
  placed: PlacedSchema,
  at: readonly string[],
  way: Way,
  found: Statement[],
): void {
  const { schema, pointer } = placed;
  const flag = way.subject === 'request' ? 'readOnly' : 'writeOnly';
  const all = listBelow(placed);
  const unsent = new Set(
    all
      .filter(({ keyword, node }) => keyword === 'properties' && isFlagged(document, node, flag))
      .map(({ name }) => name),
  );
  const required = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  for (const [index, name] of required.entries()) {
    // What the document says of a member that is never sent is about the other direction.
    if (unsent.has(name)) continue;
    found.push({
      at: [...at, name],
      kind: 'required',
      value: name,
      pointer: `${pointer}/required/${index}`,
    });
  }
  for (const below of all) {
    if (below.keyword === 'properties' && unsent.has(below.name)) continue;
    const step = stepTo(below);
    if (step !== undefined) collect(document, below.node, [...at, step], way, found);
  }
}

/** How a clause names the part of its value; undefined for parts that have no clauses of their own. */
function stepTo({ keyword, name }: SchemaBelow): string | undefined {
  switch (keyword) {
    case 'properties':
      return name;
    case 'items':
      return '[]';
    case 'additionalProperties':
      return '{}';
    case 'prefixItems':
      return `[${name}]`;
    default:
      return undefined;
  }
}
