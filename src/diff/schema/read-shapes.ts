/** Reads schemas as shapes: alternatives are multiplied out, references followed, what a direction never sends left open. */
import { formatPointer, valueAt } from '../../contract/json-pointer.ts';
import { namesOfBranches } from '../../contract/schema/discriminator.ts';
import { isSchemaObject, type Schema, type SchemaNode, type SchemaObject } from '../../contract/schema.ts';
import type { Direction } from '../../contract/schema/view-schema.ts';
import { targetOf } from '../../contract/schema/walk-schema.ts';
import { listOf, mapOf, mergePieces, type Piece } from './merge-pieces.ts';
import { negateSchema } from './negate-schema.ts';
import { isEmptyRange, numberAt } from './number-range.ts';
import { canonical, isAnything, keyOf, type PlainType, type Shape, type Site } from './shape.ts';

/** Branches beyond these are too many to be looked at one by one. */
const MOST_BRANCHES = 64;

/** Schemas that are read for one site: those that refer to each other, two by two, have more ways than memory. */
const MOST_READ = 5_000;

/** Branches into which what is ruled out is turned at most. */
const MOST_LEFT = 12;

/** Members inside each other that are looked into for one that cannot be. */
const DEEPEST = 3;

/** Reads the schemas of one document as they bind what goes in a direction, or in either; each site once. */
export class Shapes {
  readonly document: SchemaObject;
  readonly direction: Direction | 'either';
  readonly #known = new Map<string, readonly Shape[]>();
  /** Of those that do not lead back to themselves: they are the same wherever they are referred to. */
  readonly #settled = new WeakMap<SchemaObject, Branches & { pointer: string }>();
  #read = 0;
  /** How many members inside each other are looked into by now, in search of one that cannot be. */
  #depth = 0;

  constructor(document: SchemaObject, direction: Direction | 'either') {
    this.document = document;
    this.direction = direction;
  }

  /** The branches of a site; none where nothing gets through. */
  of(site: Site): readonly Shape[] {
    const key = keyOf(site);
    const known = this.#known.get(key);
    if (known) return known;
    this.#read = 0;
    const branches = product(site.map((node) => this.#branches(node, [])));
    const isOne = site.length === 1;
    const merged = branches.pieces
      .flatMap((pieces) => this.#merge(pieces, { cut: branches.cut, isOne }))
      .flatMap(leavePossible);
    const filled = merged.length < 2 ? merged : merged.filter((shape) => !this.#isEmpty(shape));
    // Where none is left, it is said of the member that cannot be, not of what is around it.
    const shapes = filled.length === 0 ? merged : filled;
    this.#known.set(key, shapes);
    return shapes;
  }

  /** Whether it demands of an object a member that cannot be. */
  #isEmpty({ types, required, members }: Shape): boolean {
    if (types.size > 1 || !types.has('object') || this.#depth === DEEPEST) return false;
    this.#depth += 1;
    const isEmpty = [...required.keys()].some((name) => {
      const site = members.get(name);
      return site !== undefined && this.of(site).length === 0;
    });
    this.#depth -= 1;
    return isEmpty;
  }

  /** Each branch as the schemas, free of alternatives, that hold together in it. */
  #branches({ schema, pointer }: SchemaNode, trail: readonly string[]): Branches {
    if (schema === false) return { pieces: [], cut: false };
    if (schema === true) return { pieces: [[]], cut: false };
    const known = this.#settled.get(schema);
    if (known?.pointer === pointer) return known;
    if (trail.includes(pointer) || this.#read >= MOST_READ) return { pieces: [[]], cut: true, unsettled: true };
    this.#read += 1;
    const branches = this.#readBranches({ schema, pointer }, trail);
    if (!branches.unsettled) this.#settled.set(schema, { ...branches, pointer });
    return branches;
  }

  #readBranches({ schema, pointer }: Piece, trail: readonly string[]): Branches {
    const at = (node: SchemaNode): Branches => this.#branches(node, [...trail, pointer]);
    const under = (keyword: string): SchemaNode => ({
      schema: schema[keyword] as Schema,
      pointer: `${pointer}/${keyword}`,
    });
    const parts: Branches[] = [single({ schema, pointer })];
    if (typeof schema['$ref'] === 'string') parts.push(at(targetOf(this.document, schema['$ref'])));
    for (const part of listOf({ schema, pointer }, 'allOf')) parts.push(at(part));
    if (Array.isArray(schema['anyOf']))
      parts.push(union(this.#ways({ schema, pointer }, 'anyOf').map((way) => product(way.map(at)))));
    if (Array.isArray(schema['oneOf'])) {
      const ways = this.#ways({ schema, pointer }, 'oneOf');
      parts.push(
        union(
          ways.map((way) => {
            const others = ways.filter((other) => other !== way).map((other) => single(refusing(togetherOf(other))));
            return product([...way.map(at), ...others]);
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

  /** Alternatives, each with the names that a discriminator gives it. */
  #ways({ schema, pointer }: Piece, keyword: 'anyOf' | 'oneOf'): SchemaNode[][] {
    const componentOf = (name: string): Schema | undefined => {
      const known = valueAt(this.document, ['components', 'schemas', name]);
      return known as Schema | undefined;
    };
    const names = namesOfBranches(schema, keyword, { componentOf, demand: 'documented' });
    return listOf({ schema, pointer }, keyword).map((way, index) => {
      const named = names[index];
      return named ? [way, { schema: named, pointer: `${pointer}/discriminator#${keyword}${index}` }] : [way];
    });
  }

  /** The shapes of pieces: one, or several where what is ruled out leaves several. */
  #merge(pieces: readonly Piece[], { cut, isOne }: { cut: boolean; isOne: boolean }): Shape[] {
    const hidden = this.direction === 'request' ? 'readOnly' : 'writeOnly';
    const merging = { isHidden: (schema: Schema) => isSchemaObject(schema) && this.#isFlagged(schema, hidden), isOne };
    const draft = mergePieces(pieces, merging);
    const ruledOut = draft.not.filter((node) => !this.#isVoid(node) && !this.#isApart(pieces, node));
    const opposites = ruledOut.flatMap((node) => {
      const schema = negateSchema(node.schema, (reference) => targetOf(this.document, reference).schema);
      return schema === undefined ? [] : [{ node, left: { schema, pointer: `${node.pointer}#negated` } }];
    });
    const left = product([{ pieces: [pieces], cut: false }, ...opposites.map((each) => this.#branches(each.left, []))]);
    if (opposites.length === 0 || left.cut || left.pieces.length > MOST_LEFT)
      return [withoutListed({ ...draft, not: ruledOut, inexact: draft.inexact || cut })];
    return left.pieces.map((all) => {
      const shape = mergePieces(all, merging);
      const isKept = (node: SchemaNode) =>
        !opposites.some((each) => each.node.pointer === node.pointer) && !this.#isVoid(node);
      return withoutListed({ ...shape, ruledOut, not: shape.not.filter(isKept), inexact: shape.inexact || cut });
    });
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
    const own = mergePieces(pieces);
    const others = this.#branches(node, []);
    if (others.cut) return false;
    return others.pieces.every((other) => {
      return areApart(own, mergePieces(other), this);
    });
  }
}

interface Branches {
  pieces: readonly (readonly Piece[])[];
  /** Whether something was left out. */
  cut: boolean;
  /** Whether it was since the schema leads back to where it is read: read from elsewhere, it may be more. */
  unsettled?: boolean;
}

const anything: Branches = { pieces: [[]], cut: false };

function single(piece: Piece): Branches {
  return { pieces: [[piece]], cut: false };
}

function union(parts: readonly Branches[]): Branches {
  return {
    pieces: parts.flatMap(({ pieces }) => pieces),
    cut: parts.some(({ cut }) => cut),
    unsettled: parts.some(({ unsettled }) => unsettled),
  };
}

function product(parts: readonly Branches[]): Branches {
  let pieces: (readonly Piece[])[] = [[]];
  let cut = parts.some((part) => part.cut);
  for (const part of parts) {
    if (pieces.length * part.pieces.length > MOST_BRANCHES) {
      cut = true;
      continue;
    }
    pieces = pieces.flatMap((left) => part.pieces.map((right) => join(left, right)));
  }
  return { pieces, cut, unsettled: parts.some(({ unsettled }) => unsettled) };
}

/** What two ways have in common holds once. */
function join(left: readonly Piece[], right: readonly Piece[]): readonly Piece[] {
  if (left.length < 2 || right.length < 2) return [...left, ...right];
  const known = new Set(left.map(({ schema }) => schema));
  return [...left, ...right.filter(({ schema }) => !known.has(schema))];
}

function refusing({ schema, pointer }: SchemaNode): Piece {
  return { schema: { not: schema }, pointer: `${pointer}#not` };
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

/** The schemas of one alternative as one schema. */
function togetherOf(nodes: readonly SchemaNode[]): SchemaNode {
  const [first, ...others] = nodes as [SchemaNode, ...SchemaNode[]];
  if (others.length === 0) return first;
  return { schema: { allOf: nodes.map(({ schema }) => schema) } as SchemaObject, pointer: first.pointer };
}

/** Without the listed values that are ruled out one by one. */
function withoutListed(shape: Shape): Shape {
  const { values, not } = shape;
  if (!values) return shape;
  const lists = not.map(({ schema }) => {
    const keywords = isSchemaObject(schema) ? Object.keys(schema) : [];
    const isList = keywords.length === 1 && (keywords[0] === 'const' || keywords[0] === 'enum');
    if (!isList) return undefined;
    const listed = keywords[0] === 'const' ? Object.values(schema) : ((schema as SchemaObject)['enum'] as unknown[]);
    return new Set(listed.map(canonical));
  });
  const left = new Map([...values].filter(([key]) => !lists.some((list) => list?.has(key))));
  return { ...shape, values: left, not: not.filter((_, index) => lists[index] === undefined) };
}

/** Without the types of which nothing can be; none where nothing is left. */
function leavePossible(shape: Shape): Shape[] {
  if (shape.values?.size === 0 || shape.not.some(({ schema }) => isAnything(schema))) return [];
  const types = new Set([...shape.types].filter((type) => isPossible({ ...shape, types: new Set([type]) }, type)));
  if (types.size === 0) return [];
  return [types.size === shape.types.size ? shape : { ...shape, types }];
}

function isPossible(shape: Shape, type: PlainType): boolean {
  if (shape.values) return true;
  if (type === 'integer' || type === 'fraction') return !isEmptyRange(shape);
  if (type === 'string') return numberAt(shape, 'minLength', 0) <= numberAt(shape, 'maxLength', Infinity);
  if (type === 'array') return numberAt(shape, 'minItems', 0) <= numberAt(shape, 'maxItems', Infinity);
  const least = Math.max(numberAt(shape, 'minProperties', 0), shape.required.size);
  return type !== 'object' || least <= numberAt(shape, 'maxProperties', Infinity);
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
