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

/** The same once so many schemas were listed, wherever they stand: of forty schemas inside each other, four deep are millions. */
const MOST_WAYS = 100_000;

/** What was passed on the way to a schema, and what is not listed again. */
interface Way {
  trail: Set<string>;
  /** How many components the way leads through. */
  depth: number;
  /** The schemas that were listed where not every way is followed. */
  listed: Set<string>;
  visited: { count: number };
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
  const counted = ofDocument.get(key) ?? countDistinct(document, node, subject);
  ofDocument.set(key, counted);
  return counted;
}

const counts = new WeakMap<SchemaObject, Map<string, number>>();

/** Only schemas for the same part of the value can state the same. */
function countDistinct(document: SchemaObject, node: SchemaNode, subject: About['subject']): number {
  const byPart = new Map<string, Portion[]>();
  const visit = (portion: Portion, part: string) => {
    const others = byPart.get(part);
    if (others) others.push(portion);
    else byPart.set(part, [portion]);
  };
  walkPortions<string>(node, '', {
    portionsOf: portionsIn(document, subject),
    stepTo: (at, step) => `${at}\0${step}`,
    visit,
  });
  let count = 0;
  for (const found of byPart.values()) {
    const [only] = found;
    count += only && found.length === 1 ? only.count : countOf(found.flatMap(({ own }) => own));
  }
  return count;
}

function countOf(statements: readonly Statement[]): number {
  return new Set(statements.map(keyOf)).size;
}

function keyOf({ at, kind, value }: Statement): string {
  return `${at.join('\0')} ${kind} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}

function listStatements(document: SchemaObject, node: SchemaNode, subject: About['subject']): Statement[] {
  const found: Statement[] = [];
  const visit = ({ own }: Portion, at: readonly string[]) => {
    for (const statement of own) found.push({ ...statement, at: [...at, ...statement.at] });
  };
  walkPortions<readonly string[]>(node, [], {
    portionsOf: portionsIn(document, subject),
    stepTo: (at, step) => [...at, step],
    visit,
  });
  return found;
}

interface Walk<At> {
  portionsOf: PortionsOf;
  stepTo: (at: At, step: string) => At;
  visit: (portion: Portion, at: At) => void;
}

/** Each portion of what is stated of a node's value and of its parts, with its place in the value. */
function walkPortions<At>(node: SchemaNode, at: At, walk: Walk<At>, way: Way = start()): void {
  for (const portion of walk.portionsOf(node)) {
    const { pointer, parts } = portion;
    if (way.trail.has(pointer)) continue;
    const depth = way.depth + (isComponent(pointer) ? 1 : 0);
    way.visited.count += 1;
    if (depth > DEEPEST_WAYS || way.visited.count > MOST_WAYS) {
      if (depth > DEEPEST || way.listed.has(pointer)) continue;
      way.listed.add(pointer);
    }
    walk.visit(portion, at);
    if (parts.length === 0) continue;
    way.trail.add(pointer);
    for (const part of parts) walkPortions(part.node, walk.stepTo(at, part.step), walk, { ...way, depth });
    way.trail.delete(pointer);
  }
}

function start(): Way {
  return { trail: new Set(), depth: 0, listed: new Set(), visited: { count: 0 } };
}

function isComponent(pointer: string): boolean {
  return /^\/components\/schemas\/[^/]+$/.test(pointer);
}

/** What one schema states of its value, and the parts of the value that it has schemas for. */
interface Portion {
  pointer: string;
  own: readonly Statement[];
  /** How many different ones. */
  count: number;
  parts: readonly { step: string; node: SchemaNode }[];
}

type PortionsOf = (node: SchemaNode) => readonly Portion[];

const portions = new WeakMap<SchemaObject, Record<'sent' | 'answered', Map<string, readonly Portion[]>>>();

/** The portions of what is stated of a node's value: many ways lead to the same few nodes. */
function portionsIn(document: SchemaObject, subject: About['subject']): PortionsOf {
  const ofDocument = portions.get(document) ?? { sent: new Map(), answered: new Map() };
  portions.set(document, ofDocument);
  const listed = ofDocument[subject === 'request' ? 'sent' : 'answered'];
  return (node) => {
    const before = listed.get(node.pointer);
    if (before) return before;
    const found = statingSchemas(document, node).map((placed) => portionOf(document, placed, subject));
    listed.set(node.pointer, found);
    return found;
  };
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

function portionOf(document: SchemaObject, placed: PlacedSchema, subject: About['subject']): Portion {
  const { schema, pointer } = placed;
  const flag = subject === 'request' ? 'readOnly' : 'writeOnly';
  const all = listBelow(placed);
  const unsent = new Set(
    all
      .filter(({ keyword, node }) => keyword === 'properties' && isFlagged(document, node, flag))
      .map(({ name }) => name),
  );
  const names = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
  const required = names.flatMap((name, index) => {
    // What the document says of a member that is never sent is about the other direction.
    if (unsent.has(name)) return [];
    return [{ at: [name], kind: 'required', value: name, pointer: `${pointer}/required/${index}` }];
  });
  const parts = all.flatMap((below) => {
    const step = below.keyword === 'properties' && unsent.has(below.name) ? undefined : stepTo(below);
    return step === undefined ? [] : [{ step, node: below.node }];
  });
  const own = [...ownClauses(placed), ...required];
  return { pointer, own, count: countOf(own), parts };
}

function ownClauses({ schema, pointer }: PlacedSchema): Statement[] {
  const own = stated
    .filter((keyword) => schema[keyword] !== undefined && schema[keyword] !== false)
    .map((keyword) => ({ at: [], kind: keyword, value: schema[keyword], pointer: `${pointer}/${keyword}` }));
  const closed = ['additionalProperties', 'unevaluatedProperties']
    .filter((keyword) => schema[keyword] === false)
    .map((keyword) => ({ at: [], kind: keyword, value: false, pointer: `${pointer}/${keyword}` }));
  const unread =
    schema[unreadKeyword] === undefined ? [] : [{ at: [], kind: 'unread', value: schema[unreadKeyword], pointer }];
  return [...own, ...closed, ...unread];
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
