/** Merges schemas that hold together, free of alternatives, into one shape: the strictest bounds, each member with all of its schemas. */
import { formatPointer } from '../../contract/json-pointer.ts';
import { isNote } from './same-schemas.ts';
import { comparePatterns } from '../pattern/compare-patterns.ts';
import {
  isSchemaObject,
  type Schema,
  type SchemaNode,
  type SchemaObject,
  typesOf,
  unreadKeyword,
} from '../../contract/schema.ts';
import {
  canonical,
  type Contained,
  type Fact,
  fits,
  isAnything,
  plainTypeOf,
  plainTypes,
  type PlainType,
  type Shape,
  type Site,
} from './shape.ts';

/** A schema whose own keywords are looked at, and not its alternatives. */
export type Piece = SchemaNode & { schema: SchemaObject };

export interface Merging {
  /** Whether the direction never sends a member of this schema. */
  isHidden?: (schema: Schema) => boolean;
  /** Whether the pieces are those of one schema, so that it sees what all of them declare. */
  isOne?: boolean;
}

export function mergePieces(pieces: readonly Piece[], { isHidden = () => false, isOne = false }: Merging = {}): Shape {
  const facts = new Map<string, Fact>();
  const found = { multiples: [] as Fact[], patterns: [] as Fact[], formats: [] as Fact[] };
  const opaque: Shape['opaque'][number][] = [];
  const required = new Map<string, string>();
  let types = new Set(plainTypes);
  let values: Map<string, unknown> | undefined;
  for (const { schema, pointer } of pieces) {
    const own = plainTypesOf(schema);
    if (own) types = types.intersection(own);
    const listed = valuesOf(schema);
    if (listed) values = values ? new Map([...values].filter(([key]) => listed.has(key))) : listed;
    for (const [keyword, kind] of Object.entries(bounds)) {
      const value = schema[keyword];
      const known = facts.get(keyword)?.value as number | undefined;
      if (typeof value !== 'number' || idle[keyword] === value) continue;
      if (known === undefined || (kind === 'most' ? value < known : value > known))
        facts.set(keyword, { value, pointer: `${pointer}/${keyword}` });
    }
    const fact = (keyword: string): Fact => ({ value: schema[keyword], pointer: `${pointer}/${keyword}` });
    if (typeof schema['multipleOf'] === 'number') {
      if (Number.isInteger(schema['multipleOf'])) types.delete('fraction');
      if (schema['multipleOf'] !== 1) found.multiples.push(fact('multipleOf'));
    }
    if (typeof schema['pattern'] === 'string' && !isIdlePattern(schema['pattern']))
      found.patterns.push(fact('pattern'));
    if (typeof schema['format'] === 'string') found.formats.push(fact('format'));
    // What OpenAPI 3.0 writes as a format.
    else if (schema['contentEncoding'] === 'base64')
      found.formats.push({ value: 'byte', pointer: `${pointer}/contentEncoding` });
    if (schema['uniqueItems'] === true) facts.set('uniqueItems', fact('uniqueItems'));
    if (schema[unreadKeyword] !== undefined) facts.set(unreadKeyword, fact(unreadKeyword));
    const names = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
    for (const [index, name] of names.entries())
      if (!required.has(name)) required.set(name, `${pointer}/required/${index}`);
  }
  const objects = mergeMembers(pieces, isHidden);
  for (const name of objects.hidden) required.delete(name);
  let { others } = objects;
  for (const piece of pieces) {
    for (const keyword of ['unevaluatedProperties', 'unevaluatedItems'] as const) {
      if (piece.schema[keyword] === undefined || piece.schema[keyword] === true) continue;
      if (piece.schema[keyword === 'unevaluatedItems' ? 'items' : 'additionalProperties'] !== undefined) continue;
      if (keyword === 'unevaluatedProperties' && isOne && seesAll(piece, pieces)) others ??= nodeAt(piece, keyword);
      else opaque.push({ keyword, value: pieces.map(({ schema }) => schema), pointer: `${piece.pointer}/${keyword}` });
    }
  }
  if (values) {
    values = new Map([...values].filter(([, value]) => types.has(plainTypeOf(value))));
    types = new Set([...values.values()].map(plainTypeOf));
  }
  return {
    types,
    facts,
    ...(values ? { values } : {}),
    ...found,
    members: objects.members,
    hidden: objects.hidden,
    declares: pieces.some(({ schema }) => schema['properties'] !== undefined),
    named: objects.named,
    ...(others ? { others } : {}),
    names: pieces.flatMap((piece) => nodeAt(piece, 'propertyNames')),
    required,
    ...mergeItems(pieces),
    contains: pieces.flatMap(containedOf),
    not: pieces.flatMap((piece) => nodeAt(piece, 'not')),
    opaque,
    inexact: objects.inexact,
  };
}

/** Bounds, by whether the greater or the smaller of two says more. */
const bounds: Readonly<Record<string, 'most' | 'least'>> = {
  minimum: 'least',
  exclusiveMinimum: 'least',
  minLength: 'least',
  minItems: 'least',
  minProperties: 'least',
  maximum: 'most',
  exclusiveMaximum: 'most',
  maxLength: 'most',
  maxItems: 'most',
  maxProperties: 'most',
};

/** Keywords that say nothing in whichever shape has them. */
const idle: Readonly<Record<string, unknown>> = { minLength: 0, minItems: 0, minProperties: 0 };

/** Numbers are integers or fractions. */
function plainTypesOf(schema: SchemaObject): Set<PlainType> | undefined {
  const types = typesOf(schema);
  return (
    types && new Set(types.flatMap((type) => (type === 'number' ? ['integer', 'fraction'] : [type]) as PlainType[]))
  );
}

function valuesOf(schema: SchemaObject): Map<string, unknown> | undefined {
  const listed = 'const' in schema ? [schema['const']] : schema['enum'];
  if (!Array.isArray(listed)) return undefined;
  const values = new Map(listed.map((value: unknown) => [canonical(value), value]));
  if (!('const' in schema) || !Array.isArray(schema['enum'])) return values;
  const both = new Set(schema['enum'].map(canonical));
  return new Map([...values].filter(([key]) => both.has(key)));
}

/** Whether a pattern matches any text. */
function isIdlePattern(pattern: string): boolean {
  const compared = comparePatterns([], pattern);
  return compared !== undefined && compared.without === undefined;
}

/** Whether the members that all pieces declare are just those that are evaluated where one of them looks at the others. */
function seesAll(piece: Piece, pieces: readonly Piece[]): boolean {
  const isReference = ({ schema }: Piece) =>
    Object.keys(schema).every((keyword) => keyword === '$ref' || isNote(keyword));
  const before = pieces.slice(0, pieces.indexOf(piece));
  // Of several that hold at once under anyOf, each evaluates its own.
  return before.every(isReference) && pieces.every(({ schema }) => schema['anyOf'] === undefined);
}

interface MergedMembers {
  members: Map<string, Site>;
  named: Map<string, Site>;
  others?: Site;
  hidden: Set<string>;
  inexact: boolean;
}

/** Each member with every schema that holds for it: by its name, by a pattern, or as one of the others. */
function mergeMembers(pieces: readonly Piece[], isHidden: (schema: Schema) => boolean): MergedMembers {
  const declared = pieces.map((piece) => ({
    own: new Map(mapOf(piece, 'properties').map((node) => [node.name, node])),
    named: mapOf(piece, 'patternProperties'),
    others: nodeAt(piece, 'additionalProperties').filter(({ schema }) => !isAnything(schema)),
  }));
  const members = new Map<string, Site>();
  const hidden = new Set<string>();
  for (const name of new Set(declared.flatMap(({ own }) => [...own.keys()]))) {
    const site = declared.flatMap(({ own, named, others }) => {
      const known = [
        ...(own.has(name) ? [own.get(name) as SchemaNode] : []),
        ...named.filter((each) => fits(each.name, name)),
      ];
      return known.length > 0 ? known : others;
    });
    if (site.some(({ schema }) => isHidden(schema))) hidden.add(name);
    members.set(
      name,
      site.map(({ schema, pointer }) => ({ schema, pointer })),
    );
  }
  const named = new Map<string, Site>();
  const forAll: SchemaNode[] = [];
  for (const each of declared.flatMap((piece) => piece.named)) {
    const { name, schema, pointer } = each;
    if (isIdlePattern(name)) forAll.push({ schema, pointer });
    else named.set(name, [...(named.get(name) ?? []), { schema, pointer }]);
  }
  const closed = declared.filter(({ others }) => others.length > 0);
  // Where a pattern matches any name, nothing is left for additionalProperties beside it.
  const isLeft = (piece: (typeof declared)[number]) => !piece.named.some(({ name }) => isIdlePattern(name));
  const others = [...closed.filter(isLeft).flatMap((piece) => piece.others), ...forAll];
  const inexact = named.size > 0 && closed.length > 0 && pieces.length > 1;
  return { members, named, ...(others.length > 0 ? { others } : {}), hidden, inexact };
}

function mergeItems(pieces: readonly Piece[]): Pick<Shape, 'first' | 'items'> {
  const lists = pieces.map((piece) => ({ first: listOf(piece, 'prefixItems'), items: nodeAt(piece, 'items') }));
  const length = Math.max(0, ...lists.map(({ first }) => first.length));
  const first = Array.from({ length }, (_, index) =>
    lists.flatMap((list) => (list.first[index] ? [list.first[index]] : list.items)),
  );
  const items = lists.flatMap((list) => list.items).filter(({ schema }) => !isAnything(schema));
  return { first, ...(items.length > 0 ? { items } : {}) };
}

function containedOf(piece: Piece): Contained[] {
  const { minContains = 1, maxContains = Infinity } = piece.schema as { minContains?: number; maxContains?: number };
  const idleHere = minContains === 0 && maxContains === Infinity;
  if (idleHere) return [];
  return nodeAt(piece, 'contains').map((node) => ({
    site: [node],
    least: minContains,
    most: maxContains,
    pointer: node.pointer,
  }));
}

export function listOf({ schema, pointer }: Piece, keyword: string): SchemaNode[] {
  const list = schema[keyword];
  if (!Array.isArray(list)) return [];
  return (list as Schema[]).map((inner, index) => ({ schema: inner, pointer: `${pointer}/${keyword}/${index}` }));
}

export function mapOf({ schema, pointer }: Piece, keyword: string): (SchemaNode & { name: string })[] {
  const map = schema[keyword];
  if (!isSchemaObject(map)) return [];
  return Object.entries(map as Record<string, Schema>).map(([name, inner]) => ({
    name,
    schema: inner,
    pointer: pointer + formatPointer([keyword, name]),
  }));
}

function nodeAt({ schema, pointer }: Piece, keyword: string): SchemaNode[] {
  const inner = schema[keyword] as Schema | undefined;
  return inner === undefined ? [] : [{ schema: inner, pointer: `${pointer}/${keyword}` }];
}
