/** Follows the `$ref`s of an OpenAPI document into one document that needs no other file. */
import { basename } from 'node:path';
import { ContractError, type Place } from '../../errors.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import type { SourceDocument } from './read-document.ts';
import { referenceError, References, type Target } from './references.ts';
import { isSchemaObject, mapSubschemas, type Schema, type SchemaObject } from '../schema.ts';
import { upgradeSchema } from './upgrade-schema.ts';

/** An OpenAPI document whose schemas refer to `#/components/schemas/NAME` only, and that holds no other reference. */
export interface Bundle {
  document: SchemaObject;
  /** Every file that was read, the root first. */
  files: readonly string[];
  /** Where the part of the bundled document that `pointer` names is written. */
  placeOf(pointer: string): Place;
  /** Lets `pointer` be written where `other` is. */
  relocate(pointer: string, other: string): void;
}

/** Bundles `source`; throws a ContractError for a reference that leads nowhere, out of `root`, or round in a circle. */
export function bundleDocument(source: SourceDocument, root: string): Bundle {
  return new Bundler(source, root).bundle();
}

/** Members that hold data, in which a `$ref` is not a reference. */
const dataMembers = new Set(['example', 'value']);

class Bundler {
  readonly #rootDocument: SourceDocument;
  readonly #references: References;
  /** Where the bundled pointers that were moved come from. */
  readonly #origins = new Map<string, Target>();
  readonly #names = new Map<string, string>();
  readonly #schemas: Record<string, Schema> = {};
  /** What is named by now; a chain of references may be longer than a stack is deep. */
  readonly #uncopied: (() => void)[] = [];
  #upgrade = false;

  constructor(source: SourceDocument, root: string) {
    this.#rootDocument = source;
    this.#references = new References(source, root);
  }

  bundle(): Bundle {
    const source = this.#rootDocument;
    const { value } = source;
    if (isSchemaObject(value) && typeof value['openapi'] === 'number') {
      throw new ContractError(`the version must be a text: openapi: "${value['openapi']}.0"`, {
        place: source.placeOf('/openapi'),
      });
    }
    if (!isSchemaObject(value) || typeof value['openapi'] !== 'string') {
      throw new ContractError('this is not an OpenAPI document: it has no "openapi" member', {
        place: source.placeOf(''),
        hint: 'Name a contract folder or an OpenAPI 3.x file.',
      });
    }
    if (!/^3\.\d/.test(value['openapi'])) {
      throw new ContractError(`OpenAPI ${value['openapi']} is not supported; 3.0, 3.1 and 3.2 are`, {
        place: source.placeOf('/openapi'),
      });
    }
    this.#upgrade = value['openapi'].startsWith('3.0');
    this.#origins.set('', { source, pointer: '' });
    this.#nameOwnSchemas(value);
    const document = this.#copy(value, { source, pointer: '' }, '', []) as SchemaObject;
    for (let copy = this.#uncopied.pop(); copy; copy = this.#uncopied.pop()) copy();
    const components = isSchemaObject(document['components']) ? document['components'] : {};
    document['components'] = { ...components, schemas: this.#schemas };
    return {
      document,
      files: this.#references.files,
      placeOf: (pointer) => this.#placeOf(pointer),
      relocate: (pointer, other) => void this.#origins.set(pointer, this.#originOf(other)),
    };
  }

  /** The root's own component schemas keep their names; one that only refers gives its name to what it refers to. */
  #nameOwnSchemas(document: SchemaObject): void {
    const own = valueAt(document, ['components', 'schemas']);
    if (!isSchemaObject(own)) return;
    const source = this.#rootDocument;
    const targets = Object.entries(own).map(([name, schema]) => {
      const target = { source, pointer: formatPointer(['components', 'schemas', name]) };
      const alias = isSchemaObject(schema) && typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1;
      return [name, alias ? this.#references.resolve(schema['$ref'] as string, target) : target] as const;
    });
    for (const [name, target] of targets) {
      if (!this.#names.has(keyOf(target))) this.#names.set(keyOf(target), name);
    }
    for (const [, target] of targets) this.#addSchema(target);
  }

  /** Copies a part of an OpenAPI document that is no schema; references in it are replaced by what they name. */
  #copy(value: unknown, at: Target, to: string, trail: readonly string[]): unknown {
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#copyMember(item, String(index), at, to, trail));
    }
    if (!isSchemaObject(value)) return value;
    if (typeof value['$ref'] === 'string') return this.#inline(value['$ref'], at, to, trail);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        if (name.startsWith('x-') || dataMembers.has(name)) return [name, member];
        return [name, this.#copyMember(member, name, at, to, trail)];
      }),
    );
  }

  #copyMember(member: unknown, name: string, at: Target, to: string, trail: readonly string[]): unknown {
    const step = formatPointer([name]);
    const source = { source: at.source, pointer: at.pointer + step };
    if (to === '/components' && name === 'schemas') return this.#schemas;
    if (name === 'schema' || name === 'itemSchema') return this.#copySchema(member as Schema, source);
    return this.#copy(member, source, to + step, trail);
  }

  #inline(reference: string, at: Target, to: string, trail: readonly string[]): unknown {
    const target = this.#references.resolve(reference, at);
    const key = keyOf(target);
    if (trail.includes(key)) throw referenceError(at, `"$ref: ${reference}" leads back to itself`);
    this.#origins.set(to, target);
    return this.#copy(this.#references.valueOf(target, reference, at), target, to, [...trail, key]);
  }

  #copySchema(schema: Schema, at: Target): Schema {
    const upgraded = this.#upgrade ? upgradeSchema(schema) : schema;
    if (!isSchemaObject(upgraded)) return upgraded;
    const { $id: _, $schema: __, ...rest } = upgraded;
    const copy = mapSubschemas(rest, (inner, tokens) =>
      this.#copySchema(inner, { source: at.source, pointer: at.pointer + formatPointer(tokens) }),
    );
    const reference = copy['$ref'];
    if (typeof reference !== 'string') return copy;
    const target = this.#references.resolve(reference, { ...at, pointer: `${at.pointer}/$ref` });
    return { ...copy, $ref: `#${formatPointer(['components', 'schemas', this.#addSchema(target, reference, at)])}` };
  }

  /** Takes the schema at `target` into the components, once, and tells its name there. */
  #addSchema(target: Target, reference = '', at: Target = target): string {
    const key = keyOf(target);
    const schema = this.#references.valueOf(target, reference, at) as Schema;
    const name = this.#names.get(key) ?? this.#freeName(target, schema);
    this.#names.set(key, name);
    if (!Object.hasOwn(this.#schemas, name)) {
      this.#schemas[name] = true;
      this.#origins.set(formatPointer(['components', 'schemas', name]), target);
      this.#uncopied.push(() => {
        this.#schemas[name] = this.#copySchema(schema, target);
      });
    }
    return name;
  }

  #freeName(target: Target, schema: Schema): string {
    const title = isSchemaObject(schema) ? schema['title'] : undefined;
    const last = parsePointer(target.pointer).at(-1) ?? basename(target.source.file).replace(/(\.schema)?\.\w+$/, '');
    const wanted = typeof title === 'string' && /^[\w.-]+$/.test(title) ? title : last;
    const taken = new Set(this.#names.values());
    for (let n = 2, name = wanted; ; n += 1) {
      if (!taken.has(name)) return name;
      name = `${wanted}-${n}`;
    }
  }

  #placeOf(pointer: string): Place {
    const origin = this.#originOf(pointer);
    return origin.source.placeOf(origin.pointer);
  }

  /** The file and pointer that a bundled pointer was copied from. */
  #originOf(pointer: string): Target {
    const tokens = parsePointer(pointer);
    for (let length = tokens.length; length >= 0; length -= 1) {
      const origin = this.#origins.get(formatPointer(tokens.slice(0, length)));
      if (origin) return { ...origin, pointer: origin.pointer + formatPointer(tokens.slice(length)) };
    }
    return { source: this.#rootDocument, pointer };
  }
}

function keyOf(target: Target): string {
  return `${target.source.file}#${target.pointer}`;
}
