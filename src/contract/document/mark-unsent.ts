/** Says of members that one direction never sends (`readOnly`, `writeOnly`) that they are such where they are demanded, too: another part of the schema may say it. */
import { componentName, isSchemaObject, type Schema, type SchemaObject } from '../schema.ts';
import { objectsIn } from './objects-in.ts';

type Flag = 'readOnly' | 'writeOnly';

const flags: readonly Flag[] = ['readOnly', 'writeOnly'];

/** Changes the document. */
export function markUnsent(document: SchemaObject): void {
  const { schemas } = document['components'] as { schemas: Record<string, Schema> };
  const marker = new Marker(schemas);
  for (const { object } of objectsIn(document)) marker.mark(object);
}

class Marker {
  readonly #schemas: Readonly<Record<string, Schema>>;
  readonly #known = new Map<SchemaObject, ReadonlyMap<string, Flag>>();

  constructor(schemas: Readonly<Record<string, Schema>>) {
    this.#schemas = schemas;
  }

  mark(schema: SchemaObject): void {
    const unsent = this.#unsentIn(schema);
    if (unsent.size > 0) this.#markParts(schema, unsent);
  }

  /** Marks what is demanded here, and in the parts that are written here. */
  #markParts(schema: SchemaObject, unsent: ReadonlyMap<string, Flag>): void {
    const { required } = schema;
    const own = isSchemaObject(schema['properties']) ? schema['properties'] : {};
    const marked = (Array.isArray(required) ? (required as string[]) : []).flatMap((name): [string, SchemaObject][] => {
      const flag = unsent.get(name);
      const member = Object.hasOwn(own, name) ? own[name] : {};
      if (flag === undefined || !isSchemaObject(member) || member[flag] === true) return [];
      return [[name, { ...member, [flag]: true }]];
    });
    if (marked.length > 0) schema['properties'] = { ...own, ...Object.fromEntries(marked) };
    for (const part of partsOf(schema)) if (isSchemaObject(part)) this.#markParts(part, unsent);
  }

  /** The members of the value that a schema, or what adds to it, marks: by their names. */
  #unsentIn(schema: SchemaObject): ReadonlyMap<string, Flag> {
    const known = this.#known.get(schema);
    if (known) return known;
    const found = new Map<string, Flag>();
    // What leads back here adds nothing.
    this.#known.set(schema, found);
    for (const part of [this.#referred(schema), ...partsOf(schema)])
      if (isSchemaObject(part)) for (const [name, flag] of this.#unsentIn(part)) found.set(name, flag);
    if (isSchemaObject(schema['properties']))
      for (const [name, member] of Object.entries(schema['properties'])) {
        const flag = this.#flagOf(member as Schema, new Set());
        if (flag) found.set(name, flag);
      }
    return found;
  }

  #flagOf(schema: Schema | undefined, seen: Set<Schema>): Flag | undefined {
    if (!isSchemaObject(schema) || seen.has(schema)) return undefined;
    seen.add(schema);
    const own = flags.find((flag) => schema[flag] === true);
    if (own) return own;
    return [this.#referred(schema), ...partsOf(schema)]
      .map((part) => this.#flagOf(part, seen))
      .find((flag) => flag !== undefined);
  }

  #referred(schema: SchemaObject): Schema | undefined {
    const name = componentName(schema);
    return name !== undefined && Object.hasOwn(this.#schemas, name) ? this.#schemas[name] : undefined;
  }
}

function partsOf(schema: SchemaObject): Schema[] {
  return Array.isArray(schema['allOf']) ? (schema['allOf'] as Schema[]) : [];
}
