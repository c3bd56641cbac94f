/** Schemas in a normal form: what a value must be, as branches of keywords that hold together, whoever wrote them where. */
import { compilePattern } from '../../contract/pattern/compile-pattern.ts';
import { isSchemaObject, type Schema, type SchemaNode } from '../../contract/schema.ts';

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
  /** Members that the direction never sends. */
  hidden: ReadonlySet<string>;
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
  /** What was ruled out, also where it was turned into what is left. */
  ruledOut?: Site;
  /** Keywords that are only compared as they stand. */
  opaque: readonly (Fact & { keyword: string })[];
  /** Whether it lets through more than its schemas do, so that nothing may be concluded from what it lets through. */
  inexact: boolean;
}

export function keyOf(site: Site): string {
  if (site.length === 1) return site[0]?.pointer ?? '';
  return site
    .map(({ pointer }) => pointer)
    .toSorted()
    .join(' ');
}

export function plainTypeOf(value: unknown): PlainType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value as PlainType;
}

/** A value's JSON with its members in order. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return JSON.stringify(value, (_, inner: unknown) =>
    isSchemaObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

export function isAnything(schema: Schema): boolean {
  return schema === true || (isSchemaObject(schema) && Object.keys(schema).length === 0);
}

export function fits(pattern: string, name: string): boolean {
  return compilePattern(pattern).surelyMatches(name);
}

/** The schemas that hold for a member of this name; undefined for a stranger, of which nothing is said and which nobody expects. */
export function memberSite({ members, named, others, declares, required }: Shape, name: string): Site | undefined {
  const own = members.get(name);
  if (own) return own;
  const matching = [...named].filter(([pattern]) => fits(pattern, name)).map(([, site]) => site);
  if (matching.length > 0) return matching.flat();
  return others ?? (required.has(name) || !declares ? [] : undefined);
}

/** The types of any of several shapes. */
export function typesAmong(shapes: readonly Shape[]): Set<PlainType> {
  return new Set(shapes.flatMap(({ types }) => [...types]));
}

/** What keywords that are only compared as they stand say, as a text. */
export function opaqueOf(shape: Shape): string {
  return canonical(shape.opaque.map(({ keyword, value }) => [keyword, value]));
}

/** What a list must contain, as a text. */
export function containedOf(shape: Shape): string {
  return canonical(
    shape.contains.map(({ site, least, most }) => [site.map(({ schema }) => schema), least, String(most)]),
  );
}

/** Whether nobody sends a member of this name: a side that has it does not send it, and the other does not either, or lacks it. */
export function isNeverSent(one: Shape, other: Shape, name: string): boolean {
  const isUnsent = (shape: Shape): boolean => shape.hidden.has(name) || !shape.members.has(name);
  return isUnsent(one) && isUnsent(other) && (one.hidden.has(name) || other.hidden.has(name));
}
