/** Schemas in a normal form: what a value must be, as branches of keywords that hold together, whoever wrote them where. */
import { formatPointer } from '../../contract/json-pointer.ts';
import {
  isSchemaObject,
  type Schema,
  type SchemaNode,
  type SchemaObject,
  typesOf,
  unreadKeyword,
} from '../../contract/schema.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import { targetOf } from '../../contract/schema/walk-schema.ts';

/** The types of JSON Schema, with numbers told apart: every number is one of the two. */
export type PlainType = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';

export const plainTypes: readonly PlainType[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];

/** Schemas that hold for one value together; none of them lets anything through. */
export type Site = readonly SchemaNode[];

/** What a keyword says, and where. */
export interface Fact {
  value: unknown;
  pointer: string;
}

export interface Contained {
  site: Site;
  least: number;
  most: number;
  pointer: string;
}

/** A branch: what a value of it must be. */
export interface Shape {
  types: ReadonlySet<PlainType>;
  /** Keywords whose value is compared as it is, merged: bounds, lengths, counts. */
  facts: ReadonlyMap<string, Fact>;
  /** The values that are listed, by their JSON; undefined where none are. */
  values?: ReadonlyMap<string, unknown>;
  multiples: readonly Fact[];
  patterns: readonly Fact[];
  formats: readonly Fact[];
  members: ReadonlyMap<string, Site>;
  /** Whether members are declared at all: of an object that is a mere map, no member is a stranger. */
  declares: boolean;
  /** Of members whose names match. */
  named: ReadonlyMap<string, Site>;
  /** Of all other members; undefined where nothing is said of them. */
  others?: Site;
  names: Site;
  required: ReadonlyMap<string, string>;
  first: readonly Site[];
  items?: Site;
  contains: readonly Contained[];
  not: Site;
  /** Keywords that are only compared as they stand. */
  opaque: readonly (Fact & { keyword: string })[];
  /** Whether it lets through more than its schemas do, so that nothing may be concluded from what it lets through. */
  inexact: boolean;
}

/** Branches beyond these are too many to be looked at one by one. */
const MOST_BRANCHES = 64;

/** Reads the schemas of one document as they bind what goes in a direction; each site once. */
export class Shapes {
  readonly document: SchemaObject;
  readonly direction: Direction;
  readonly #known = new Map<string, readonly Shape[]>();

  constructor(document: SchemaObject, direction: Direction) {
    this.document = document;
    this.direction = direction;
  }

  /** The branches of a site; none where nothing gets through. */
  of(site: Site): readonly Shape[] {
    const key = keyOf(site);
    const known = this.#known.get(key);
    if (known) return known;
    const branches = product(site.map((node) => this.#branches(node, [])));
    const shapes = branches.pieces.map((pieces) => this.#merge(pieces, branches.cut)).filter(isPossible);
    this.#known.set(key, shapes);
    return shapes;
  }

  /** Each branch as the schemas, free of alternatives, that hold together in it. */
  #branches({ schema, pointer }: SchemaNode, trail: readonly string[]): Branches {
    if (schema === false) return { pieces: [], cut: false };
    if (schema === true) return { pieces: [[]], cut: false };
    if (trail.includes(pointer)) return { pieces: [[]], cut: true };
    const at = (node: SchemaNode): Branches => this.#branches(node, [...trail, pointer]);
    const under = (keyword: string): SchemaNode => ({
      schema: schema[keyword] as Schema,
      pointer: `${pointer}/${keyword}`,
    });
    const parts: Branches[] = [single({ schema, pointer })];
    if (typeof schema['$ref'] === 'string') parts.push(at(targetOf(this.document, schema['$ref'])));
    for (const part of listOf({ schema, pointer }, 'allOf')) parts.push(at(part));
    if (Array.isArray(schema['anyOf'])) parts.push(union(listOf({ schema, pointer }, 'anyOf').map(at)));
    if (Array.isArray(schema['oneOf'])) {
      const ways = listOf({ schema, pointer }, 'oneOf');
      parts.push(
        union(
          ways.map((way) => {
            const others = ways.filter((other) => other !== way).map((other) => single(refusing(other)));
            return product([at(way), ...others]);
          }),
        ),
      );
    }
    if (schema['if'] !== undefined && (schema['then'] !== undefined || schema['else'] !== undefined)) {
      const met = product([at(under('if')), schema['then'] === undefined ? anything : at(under('then'))]);
      const unmet = product([
        single(refusing(under('if'))),
        schema['else'] === undefined ? anything : at(under('else')),
      ]);
      parts.push(union([met, unmet]));
    }
    for (const node of dependentsOf({ schema, pointer })) {
      const has = { schema: { type: 'object', required: [node.name] }, pointer: `${node.pointer}/present` };
      const lacks = { schema: { properties: { [node.name]: false } }, pointer: `${node.pointer}/absent` };
      parts.push(union([single(lacks), product([single(has), at(node)])]));
    }
    return product(parts);
  }

  #merge(pieces: readonly Piece[], cut: boolean): Shape {
    const hidden = this.direction === 'request' ? 'readOnly' : 'writeOnly';
    const draft = mergePieces(pieces, (schema) => isSchemaObject(schema) && this.#isFlagged(schema, hidden));
    const not = draft.not.filter((node) => !this.#isVoid(node) && !this.#isApart(pieces, node));
    return { ...draft, not, inexact: draft.inexact || cut };
  }

  #isFlagged(schema: SchemaObject, flag: string): boolean {
    if (schema[flag] === true) return true;
    const target = typeof schema['$ref'] === 'string' ? targetOf(this.document, schema['$ref']).schema : undefined;
    return isSchemaObject(target) && target[flag] === true;
  }

  #isVoid({ schema }: SchemaNode): boolean {
    return schema === false;
  }

  /** Whether no value of the pieces is one of `node`, as far as types, values and demanded constants tell. */
  #isApart(pieces: readonly Piece[], node: SchemaNode): boolean {
    const own = mergePieces(pieces, () => false);
    const others = this.#branches(node, []);
    if (others.cut) return false;
    return others.pieces.every((other) => {
      return areApart(
        own,
        mergePieces(other, () => false),
        this,
      );
    });
  }
}

type Piece = SchemaNode & { schema: SchemaObject };

interface Branches {
  pieces: readonly (readonly Piece[])[];
  /** Whether something was left out. */
  cut: boolean;
}

const anything: Branches = { pieces: [[]], cut: false };

function single(piece: Piece): Branches {
  return { pieces: [[piece]], cut: false };
}

function union(parts: readonly Branches[]): Branches {
  return { pieces: parts.flatMap(({ pieces }) => pieces), cut: parts.some(({ cut }) => cut) };
}

function product(parts: readonly Branches[]): Branches {
  let pieces: (readonly Piece[])[] = [[]];
  let cut = parts.some((part) => part.cut);
  for (const part of parts) {
    if (pieces.length * part.pieces.length > MOST_BRANCHES) {
      cut = true;
      continue;
    }
    pieces = pieces.flatMap((left) => part.pieces.map((right) => [...left, ...right]));
  }
  return { pieces, cut };
}

function refusing({ schema, pointer }: SchemaNode): Piece {
  return { schema: { not: schema }, pointer: `${pointer}#not` };
}

export function keyOf(site: Site): string {
  return site
    .map(({ pointer }) => pointer)
    .toSorted()
    .join(' ');
}

function listOf({ schema, pointer }: Piece, keyword: string): SchemaNode[] {
  const list = schema[keyword];
  if (!Array.isArray(list)) return [];
  return (list as Schema[]).map((inner, index) => ({ schema: inner, pointer: `${pointer}/${keyword}/${index}` }));
}

function mapOf({ schema, pointer }: Piece, keyword: string): (SchemaNode & { name: string })[] {
  const map = schema[keyword];
  if (!isSchemaObject(map)) return [];
  return Object.entries(map as Record<string, Schema>).map(([name, inner]) => ({
    name,
    schema: inner,
    pointer: pointer + formatPointer([keyword, name]),
  }));
}

/** What a member brings when it is there. */
function dependentsOf({ schema, pointer }: Piece): (SchemaNode & { name: string })[] {
  const asked = isSchemaObject(schema['dependentRequired']) ? Object.entries(schema['dependentRequired']) : [];
  return [
    ...mapOf({ schema, pointer }, 'dependentSchemas'),
    ...asked.map(([name, required]) => ({
      name,
      schema: { required } as SchemaObject,
      pointer: pointer + formatPointer(['dependentRequired', name]),
    })),
  ];
}

function nodeAt({ schema, pointer }: Piece, keyword: string): SchemaNode[] {
  const inner = schema[keyword] as Schema | undefined;
  return inner === undefined ? [] : [{ schema: inner, pointer: `${pointer}/${keyword}` }];
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

function mergePieces(pieces: readonly Piece[], isHidden: (schema: Schema) => boolean): Shape {
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
    if (schema['uniqueItems'] === true) facts.set('uniqueItems', fact('uniqueItems'));
    if (schema[unreadKeyword] !== undefined) facts.set(unreadKeyword, fact(unreadKeyword));
    const names = Array.isArray(schema['required']) ? (schema['required'] as string[]) : [];
    for (const [index, name] of names.entries())
      if (!required.has(name)) required.set(name, `${pointer}/required/${index}`);
  }
  const objects = mergeMembers(pieces, isHidden);
  for (const name of objects.hidden) required.delete(name);
  const open =
    pieces.length > 1 ||
    pieces.some(({ schema }) =>
      ['anyOf', 'oneOf', 'if', 'dependentSchemas', 'dependentRequired', 'not', 'contains'].some(
        (keyword) => schema[keyword] !== undefined,
      ),
    );
  let { others } = objects;
  for (const piece of pieces) {
    for (const keyword of ['unevaluatedProperties', 'unevaluatedItems']) {
      if (piece.schema[keyword] === undefined || piece.schema[keyword] === true) continue;
      if (keyword === 'unevaluatedProperties' && !open) others ??= nodeAt(piece, keyword);
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

/** Numbers are integers or fractions. */
function plainTypesOf(schema: SchemaObject): Set<PlainType> | undefined {
  const types = typesOf(schema);
  return (
    types && new Set(types.flatMap((type) => (type === 'number' ? ['integer', 'fraction'] : [type]) as PlainType[]))
  );
}

export function plainTypeOf(value: unknown): PlainType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value as PlainType;
}

function valuesOf(schema: SchemaObject): Map<string, unknown> | undefined {
  const listed = 'const' in schema ? [schema['const']] : schema['enum'];
  if (!Array.isArray(listed)) return undefined;
  const values = new Map(listed.map((value: unknown) => [canonical(value), value]));
  if (!('const' in schema) || !Array.isArray(schema['enum'])) return values;
  const both = new Set(schema['enum'].map(canonical));
  return new Map([...values].filter(([key]) => both.has(key)));
}

/** A value's JSON with its members in order. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return JSON.stringify(value, (_, inner: unknown) =>
    isSchemaObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

function isIdlePattern(pattern: string): boolean {
  return /^\^?(?:\.\*|\[\\s\\S\]\*)?\$?$/.test(pattern) && pattern !== '^$';
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
    const isUnsent = site.some(({ schema }) => isHidden(schema));
    if (isUnsent) hidden.add(name);
    members.set(name, isUnsent ? [] : site.map(({ schema, pointer }) => ({ schema, pointer })));
  }
  const named = new Map<string, Site>();
  for (const each of declared.flatMap((piece) => piece.named)) {
    const { name, schema, pointer } = each;
    named.set(name, [...(named.get(name) ?? []), { schema, pointer }]);
  }
  const closed = declared.filter(({ others }) => others.length > 0);
  const others = closed.flatMap((piece) => piece.others);
  const inexact = named.size > 0 && closed.length > 0 && pieces.length > 1;
  return { members, named, ...(others.length > 0 ? { others } : {}), hidden, inexact };
}

export function isAnything(schema: Schema): boolean {
  return schema === true || (isSchemaObject(schema) && Object.keys(schema).length === 0);
}

export function fits(pattern: string, name: string): boolean {
  return new RegExp(pattern, 'u').test(name);
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

function isPossible({ types, values, facts }: Shape): boolean {
  if (types.size === 0 || values?.size === 0) return false;
  const at = (keyword: string, otherwise: number) => (facts.get(keyword)?.value as number | undefined) ?? otherwise;
  const only = types.size === 1 ? [...types][0] : undefined;
  if (only === 'string') return at('minLength', 0) <= at('maxLength', Infinity);
  return only !== 'array' || at('minItems', 0) <= at('maxItems', Infinity);
}

/** Whether no value has both shapes, as far as types, listed values, bounds and demanded members tell. */
export function areApart(one: Shape, other: Shape, shapes: Shapes, depth = 0, theirs: Shapes = shapes): boolean {
  if (one.types.isDisjointFrom(other.types)) return true;
  if (one.values && other.values && [...one.values.keys()].every((key) => !other.values?.has(key))) return true;
  const shared = one.types.intersection(other.types);
  const isOnly = (...types: PlainType[]) => shared.isSubsetOf(new Set(types));
  if (isOnly('integer', 'fraction')) return !(lowest(one) <= highest(other) && lowest(other) <= highest(one));
  if (!isOnly('object') || depth > 2) return false;
  return [...one.required.keys(), ...other.required.keys()].some((name) => {
    const [left, right] = [one.members.get(name), other.members.get(name)];
    if (!left || !right) return false;
    const [lefts, rights] = [shapes.of(left), theirs.of(right)];
    const isBoth = one.required.has(name) && other.required.has(name);
    if (!isBoth)
      return (one.required.has(name) && rights.length === 0) || (other.required.has(name) && lefts.length === 0);
    return lefts.every((a) => rights.every((b) => areApart(a, b, shapes, depth + 1, theirs)));
  });
}

function lowest({ facts }: Shape): number {
  const of = (keyword: string) => (facts.get(keyword)?.value as number | undefined) ?? -Infinity;
  return Math.max(of('minimum'), of('exclusiveMinimum'));
}

function highest({ facts }: Shape): number {
  const of = (keyword: string) => (facts.get(keyword)?.value as number | undefined) ?? Infinity;
  return Math.min(of('maximum'), of('exclusiveMaximum'));
}

/** The schemas that hold for a member of this name; undefined for a stranger, of which nothing is said and which nobody expects. */
export function memberSite({ members, named, others, declares, required }: Shape, name: string): Site | undefined {
  const own = members.get(name);
  if (own) return own;
  const matching = [...named].filter(([pattern]) => fits(pattern, name)).map(([, site]) => site);
  if (matching.length > 0) return matching.flat();
  return others ?? (required.has(name) || !declares ? [] : undefined);
}
