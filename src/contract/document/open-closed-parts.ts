/**
 * Lets the parts of one value that take no members but their own (`additionalProperties: false`) take those that the parts beside them have.
 * Where a part demands such a member no value would fit otherwise; of the others an answer may have any, and a request that has one is open.
 */
import { fewOf, type Told } from '../contract-diagnostics.ts';
import { formatPointer } from '../json-pointer.ts';
import {
  componentName,
  isSchemaObject,
  type Schema,
  type SchemaObject,
  subschemasOf,
  unreadKeyword,
} from '../schema.ts';
import { objectsIn } from './objects-in.ts';

export interface Opening {
  tell: (pointer: string, told: Told) => void;
  /** Lets `pointer` be written where `other` is. */
  carry: (pointer: string, other: string) => void;
}

/** Changes the document. What stands alone says what it says: a part that a reference leads to is copied to where it is opened. */
export function openClosedParts(document: SchemaObject, { tell, carry }: Opening): void {
  const { schemas } = document['components'] as { schemas: Record<string, Schema> };
  if (!hasClosed(document)) return;
  for (const { holder, key, object: schema, pointer } of objectsIn(document)) {
    if (!isWhole(schema)) continue;
    const opener = new Opener(schemas);
    const opened = opener.open({ schema, pointer, beside: [], trail: [] });
    if (opened === schema || opener.isSpent) continue;
    holder[key] = opened;
    for (const [to, from] of opener.carried) carry(to, from);
    for (const [at, names] of opener.told)
      tell(at, {
        message: `additionalProperties: false leaves no room for ${fewOf(names).join(', ')}`,
        taken: 'members that it has, too',
      });
  }
}

function hasClosed(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isClosed(value as SchemaObject)) return true;
  return Object.values(value).some(hasClosed);
}

function isClosed(schema: Schema): schema is SchemaObject {
  return isSchemaObject(schema) && schema['additionalProperties'] === false;
}

/** Whether a schema is of several parts. */
function isWhole(schema: SchemaObject): boolean {
  const isExtended = '$ref' in schema && ('properties' in schema || 'additionalProperties' in schema);
  return isExtended || partKeywords.some((keyword) => Array.isArray(schema[keyword]));
}

const partKeywords = ['allOf', 'anyOf', 'oneOf'];

/** One value's schema, where it stands, and the schemas beside it that hold for the same value. */
interface Part {
  schema: Schema;
  pointer: string;
  beside: readonly Schema[];
  /** The components on the way to it. */
  trail: readonly string[];
}

/** Parts that are looked at for one whole: of larger ones nothing is opened. */
const MOST_PARTS = 3_000;

class Opener {
  readonly #schemas: Readonly<Record<string, Schema>>;
  #left = MOST_PARTS;
  readonly carried: [to: string, from: string][] = [];
  /** The names that are let in, by where they were not. */
  readonly told = new Map<string, readonly string[]>();

  constructor(schemas: Readonly<Record<string, Schema>>) {
    this.#schemas = schemas;
  }

  get isSpent(): boolean {
    return this.#left <= 0;
  }

  /** The schema with what was closed in it opened; itself where nothing was. */
  open({ schema, pointer, beside, trail }: Part): Schema {
    if ((this.#left -= 1) <= 0 || !isSchemaObject(schema)) return schema;
    const name = componentName(schema);
    if (name !== undefined && Object.keys(schema).length === 1)
      return this.#openReferred(name, { schema, pointer, beside, trail });
    if (name !== undefined) return this.#openExtended(schema, { pointer, beside, trail });
    if (beside.length === 0 && !isWhole(schema)) return schema;
    const { allOf, anyOf, oneOf, ...alone } = schema;
    const parts = listOf(allOf);
    const branches = [...listOf(anyOf), ...listOf(oneOf)];
    const changed: SchemaObject = {};
    for (const keyword of partKeywords) {
      const list = listOf(schema[keyword]);
      const others = keyword === 'allOf' ? branches : [];
      const opened = list.map((each, index) => {
        const siblings = keyword === 'allOf' ? parts.filter((_, at) => at !== index) : parts;
        return this.open({
          schema: each,
          pointer: `${pointer}/${keyword}/${index}`,
          beside: [...beside, alone, ...siblings, ...others],
          trail,
        });
      });
      if (opened.some((each, index) => each !== list[index])) changed[keyword] = opened;
    }
    const around = [...beside, ...parts, ...branches];
    const properties = this.#openMembers(schema, { pointer, around, trail });
    if (properties) changed['properties'] = properties;
    return Object.keys(changed).length === 0 ? schema : { ...schema, ...changed };
  }

  /** Keywords beside a reference (JSON Schema 2020-12) are one more part. */
  #openExtended(schema: SchemaObject, part: Omit<Part, 'schema'>): Schema {
    const { $ref, ...rest } = schema;
    const whole = { ...rest, allOf: [{ $ref }, ...listOf(rest['allOf'])] };
    const opened = this.open({ ...part, schema: whole });
    return opened === whole ? schema : opened;
  }

  #openReferred(name: string, part: Part & { schema: SchemaObject }): Schema {
    const { schema, pointer, beside, trail } = part;
    const target = Object.hasOwn(this.#schemas, name) ? this.#schemas[name] : undefined;
    if (target === undefined || trail.includes(name)) return schema;
    const at = formatPointer(['components', 'schemas', name]);
    const opened = this.open({ schema: target, pointer, beside, trail: [...trail, name] });
    if (opened === target || !isSchemaObject(target)) return schema;
    if (isSchemaObject(target['discriminator'])) {
      // Who refers to it is known as its child.
      Object.assign(target, opened);
      return schema;
    }
    this.carried.push([pointer, at]);
    return opened;
  }

  /** Its members, where one of them is opened, or some are added to what is closed. */
  #openMembers(
    schema: SchemaObject,
    { pointer, around, trail }: { pointer: string; around: readonly Schema[]; trail: readonly string[] },
  ): SchemaObject | undefined {
    const own = isSchemaObject(schema['properties']) ? schema['properties'] : {};
    const members = new Map<string, Schema[]>();
    const demanded = new Set<unknown>(listOf(schema['required']));
    for (const each of around) this.#collect(each, { members, demanded }, new Set());
    const opened = Object.entries(own).map(([name, member]) => {
      const beside = members.get(name) ?? [];
      const at = `${pointer}/properties${formatPointer([name])}`;
      return [name, beside.length === 0 ? member : this.open({ schema: member as Schema, pointer: at, beside, trail })];
    });
    const missing = isClosed(schema) ? [...members.keys()].filter((name) => !isNamed(schema, own, name)) : [];
    if (missing.length > 0) this.told.set(`${pointer}/additionalProperties`, missing);
    if (missing.length === 0 && opened.every(([name, member]) => own[name as string] === member)) return undefined;
    const added = missing.map((name) => [name, demanded.has(name) ? true : { [unreadKeyword]: 'closed-part' }]);
    return Object.fromEntries([...opened, ...added]) as SchemaObject;
  }

  /** The members that a schema names for its own value, by their names, and those that it demands. */
  #collect(schema: Schema, found: Collected, seen: Set<Schema>): void {
    const { members, demanded } = found;
    if (!isSchemaObject(schema) || seen.has(schema) || (this.#left -= 1) <= 0) return;
    seen.add(schema);
    const name = componentName(schema);
    if (name !== undefined && Object.hasOwn(this.#schemas, name))
      this.#collect(this.#schemas[name] ?? true, found, seen);
    for (const key of listOf(schema['required'])) demanded.add(key);
    if (isSchemaObject(schema['properties']))
      for (const [key, member] of Object.entries(schema['properties']))
        if (member !== false) members.set(key, [...(members.get(key) ?? []), member as Schema]);
    for (const { tokens, schema: inner } of subschemasOf(schema))
      if (partKeywords.includes(tokens[0])) this.#collect(inner, found, seen);
  }
}

interface Collected {
  members: Map<string, Schema[]>;
  demanded: Set<unknown>;
}

function isNamed(schema: SchemaObject, own: SchemaObject, name: string): boolean {
  const patterns = isSchemaObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : [];
  return Object.hasOwn(own, name) || patterns.length > 0;
}

function listOf(value: unknown): Schema[] {
  return Array.isArray(value) ? (value as Schema[]) : [];
}
