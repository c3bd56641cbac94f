/** Follows the `$ref`s of an OpenAPI document into one document that needs no other file, and reads its schemas on the way. */
import { basename } from 'node:path';
import type { Place } from '../../errors.ts';
import { ContractDiagnostics, type Spot, type Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { isSchemaObject, type Schema, type SchemaObject, unreadKeyword } from '../schema.ts';
import { cutCircles } from './cut-circles.ts';
import { readDocument, type DocumentReader, type SourceDocument, type Target } from './read-document.ts';
import { ReferenceError, References } from './references.ts';
import { type OpenedDocument, openDocument } from './open-document.ts';
import type { Mending } from './structure/mending.ts';
import { upgradeSwagger } from './structure/upgrade-swagger.ts';
import { mendDocument } from './structure/mend-document.ts';
import { recursiveAnchor, uriOf } from './schema-names.ts';
import { type Dialect, dialectOf, dialectOfVersion } from './schema/dialect.ts';
import { readSchema } from './schema/read-schema.ts';

/** An OpenAPI document whose schemas refer to `#/components/schemas/NAME` only, and that holds no other reference. */
export interface Bundle {
  document: SchemaObject;
  /** Every file that was read, the root first. */
  files: readonly string[];
  /** What was odd so far; who reads on adds to it. */
  diagnostics: ContractDiagnostics;
  /** Where the part of the bundled document that `pointer` names is written. */
  placeOf(pointer: string): Place;
  /** Tells what is odd at a pointer into the bundled document. */
  tell(rule: ContractRule, pointer: string, told?: Told): void;
  /** Lets `pointer` be written where `other` is. */
  relocate(pointer: string, other: string): void;
}

export interface BundleOptions {
  /** Files are read below this folder only. */
  root: string;
  /** Reads what the document refers to; files, unless given. */
  read?: DocumentReader;
}

/**
 * Bundles an OpenAPI document; references that lead nowhere are told, and what they name accepts anything. Throws a
 * ContractError for a document that describes no API.
 */
export function bundleDocument(source: SourceDocument, { root, read = readFile }: BundleOptions): Bundle {
  return new Bundler(openDocument(source), new References(source, { root, read })).bundle();
}

const readFile: DocumentReader = (file) => (/^https?:/.test(file) ? undefined : readDocument(file));

/** Members that hold data, in which a `$ref` is not a reference. */
const dataMembers = new Set(['example', 'value']);

const schemaMembers = new Set(['schema', 'itemSchema']);

/** How a schema is reached: by which rules it is read, and what its dynamic references mean by now. */
interface Reading {
  dialect: Dialect;
  dynamic: ReadonlyMap<string, Target>;
}

/** A schema and where it comes to stand in the bundle. */
interface Copying {
  at: Target;
  to: string;
  reading: Reading;
}

class Bundler {
  readonly #opened: OpenedDocument;
  readonly #root: SourceDocument;
  readonly #references: References;
  readonly #diagnostics = new ContractDiagnostics();
  /** Where the bundled pointers that were moved come from. */
  readonly #origins = new Map<string, Target>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #schemas: Record<string, Schema> = {};
  /** What is named by now; a chain of references may be longer than a stack is deep. */
  readonly #uncopied: (() => void)[] = [];
  #reading: Reading = { dialect: dialectOfVersion('3.1'), dynamic: new Map() };

  constructor(opened: OpenedDocument, references: References) {
    this.#opened = opened;
    this.#root = opened.source;
    this.#references = references;
  }

  bundle(): Bundle {
    const source = this.#root;
    const { value, version, slip } = this.#opened;
    if (slip !== undefined)
      this.#tell(
        'odd-version',
        { source, pointer: Object.hasOwn(value, 'openapi') ? '/openapi' : '/swagger' },
        { message: slip },
      );
    this.#reading = { dialect: this.#dialectOf(value), dynamic: new Map() };
    this.#origins.set('', { source, pointer: '' });
    this.#nameOwnSchemas(value);
    const document = this.#copy(value, { source, pointer: '' }, '', []) as SchemaObject;
    for (let copy = this.#uncopied.pop(); copy; copy = this.#uncopied.pop()) copy();
    const components = isSchemaObject(document['components']) ? document['components'] : {};
    document['components'] = { ...components, schemas: this.#schemas };
    cutCircles(document, (pointer, told) => this.#diagnostics.add('circular-reference', this.#spotOf(pointer), told));
    this.#tellSlips();
    const mending: Mending = {
      document,
      tell: (rule, pointer, told) => this.#diagnostics.add(rule, this.#spotOf(pointer), told),
      relocate: (pointer, other) => void this.#origins.set(pointer, this.#originOf(other)),
      readSchema: (raw, pointer) =>
        this.#copySchema(raw, { at: this.#originOf(pointer), to: pointer, reading: this.#reading }),
    };
    if (version === '2.0') upgradeSwagger(mending);
    else document['openapi'] = version;
    mendDocument(mending);
    return {
      document,
      files: this.#references.files,
      diagnostics: this.#diagnostics,
      placeOf: (pointer) => this.#placeOf(pointer),
      tell: (rule, pointer, told) => this.#diagnostics.add(rule, this.#spotOf(pointer), told),
      relocate: (pointer, other) => void this.#origins.set(pointer, this.#originOf(other)),
    };
  }

  /** Where the document itself has schemas by name. */
  get #schemasAt(): readonly string[] {
    return this.#opened.version === '2.0' ? ['definitions'] : ['components', 'schemas'];
  }

  #dialectOf(document: SchemaObject): Dialect {
    const named = document['jsonSchemaDialect'];
    const dialect = typeof named === 'string' ? dialectOf(named) : undefined;
    if (typeof named === 'string' && !dialect)
      this.#tell('unknown-dialect', { source: this.#root, pointer: '/jsonSchemaDialect' }, { found: named });
    return dialect ?? dialectOfVersion(this.#opened.version);
  }

  #tellSlips(): void {
    for (const { slips = [], file, value } of this.#references.documents) {
      for (const { rule, line, message } of slips) {
        this.#diagnostics.add(
          rule,
          { file, pointer: '', value, place: () => ({ file, pointer: '', line }) },
          { message: `line ${line}: ${message}` },
        );
      }
    }
  }

  #tell(rule: ContractRule, { source, pointer }: Target, told: Told = {}): void {
    this.#diagnostics.add(rule, spotIn(source, pointer), told);
  }

  /** The root's own component schemas keep their names; one that only refers to another file gives its name to what it refers to. */
  #nameOwnSchemas(document: SchemaObject): void {
    const holder = valueAt(document, this.#schemasAt);
    if (!isSchemaObject(holder)) return;
    const home = { source: this.#root, pointer: formatPointer(this.#schemasAt) };
    const { value, at } = this.#followMap(holder, home);
    const targets = Object.entries(isSchemaObject(value) ? value : {}).map(([name, schema]) => {
      const target = { source: at.source, pointer: at.pointer + formatPointer([name]) };
      const behind = this.#aliased(schema, target);
      return [name, behind && behind.source !== at.source ? behind : target] as const;
    });
    for (const [name, target] of targets) this.#keepName(target, name);
    for (const [name, target] of targets) this.#addSchema(target, this.#reading, name);
  }

  /** What a schema that is nothing but a reference stands for. */
  #aliased(schema: unknown, at: Target): Target | undefined {
    if (!isSchemaObject(schema) || typeof schema['$ref'] !== 'string' || Object.keys(schema).length > 1)
      return undefined;
    try {
      return this.#references.resolve(schema['$ref'], at);
    } catch {
      // It is told when the schema is copied.
      return undefined;
    }
  }

  /** The schema behind schemas that are nothing but references into other files, as far as none of them has a name of its own. */
  #behindAliases(target: Target, reading: Reading): Target {
    const passed = new Set<string>();
    for (let current = target; ;) {
      const key = this.#keyOf(current, reading);
      const next =
        this.#names.has(key) || passed.has(key) ? undefined : this.#aliased(this.#references.valueAt(current), current);
      if (!next || next.source === current.source) return current;
      passed.add(key);
      current = next;
    }
  }

  #keepName(target: Target, name: string): void {
    this.#taken.add(name);
    if (!this.#names.has(this.#keyOf(target, this.#reading))) this.#names.set(this.#keyOf(target, this.#reading), name);
  }

  /** Copies a part of an OpenAPI document that is no schema; references in it are replaced by what they name. */
  #copy(value: unknown, at: Target, to: string, trail: readonly string[]): unknown {
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#copyMember(item, String(index), at, to, trail));
    }
    if (!isSchemaObject(value)) return value;
    if (typeof value['$ref'] === 'string') return this.#inline(value, at, to, trail);
    return this.#copyMembers(value, at, to, trail);
  }

  #copyMembers(value: SchemaObject, at: Target, to: string, trail: readonly string[]): SchemaObject {
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
    if (to === '' && name === 'definitions' && this.#opened.version === '2.0') return {};
    // A component may be called `schema`.
    if (schemaMembers.has(name) && !/^\/(?:components\/)?\w+$/.test(to)) {
      return this.#copySchema(member, { at: source, to: to + step, reading: this.#reading });
    }
    return this.#copy(member, source, to + step, trail);
  }

  /** What stands beside the reference of a path holds as well; of other references it may only be a description. */
  #inline(holder: SchemaObject, at: Target, to: string, trail: readonly string[]): unknown {
    const { $ref: reference, ...beside } = holder;
    const target = this.#follow(String(reference), at, to);
    if (!target) return { [unreadKeyword]: 'dangling-reference' };
    const key = this.#keyOf(target, this.#reading);
    if (trail.includes(key)) {
      this.#tell('circular-reference', at, { message: `"$ref: ${String(reference)}" leads back to itself` });
      return { [unreadKeyword]: 'circular-reference' };
    }
    this.#origins.set(to, target);
    const copy = this.#copy(this.#references.valueAt(target), target, to, [...trail, key]);
    if (!/^\/(?:paths|webhooks)\/[^/]+$/.test(to) || !isSchemaObject(copy) || Object.keys(beside).length === 0)
      return copy;
    for (const name of Object.keys(beside)) {
      const step = formatPointer([name]);
      this.#origins.set(to + step, { source: at.source, pointer: at.pointer + step });
    }
    return { ...copy, ...this.#copyMembers(beside, at, to, trail) };
  }

  /** What a reference names, also where it is not quite written as one; undefined, and told, where nothing is. */
  #follow(reference: string, at: Target, to: string): Target | undefined {
    try {
      return this.#references.resolve(reference, at);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const spot = { source: at.source, pointer: `${at.pointer}/$ref` };
      const guessed = error.rule === 'dangling-reference' ? this.#guess(reference, to) : undefined;
      if (guessed === undefined) {
        this.#tell(error.rule, spot, { message: error.message });
        return undefined;
      }
      this.#tell('inexact-reference', spot, { message: error.message, found: reference, taken: `#${guessed}` });
      return { source: this.#root, pointer: guessed };
    }
  }

  /** The component that a reference means by its last word: a bare name, `#/definitions/NAME`, another case. */
  #guess(reference: string, to: string): string | undefined {
    const name =
      reference
        .split(/[#/]/)
        .at(-1)
        ?.replace(/\.(?:json|ya?ml)$/, '') ?? '';
    const kind = componentKindAt(to);
    const home =
      kind === 'schemas' ? this.#schemasAt : this.#opened.version === '2.0' ? [kind ?? ''] : ['components', kind ?? ''];
    const components = kind === undefined ? undefined : valueAt(this.#root.value, home);
    if (kind === undefined || !isSchemaObject(components) || name === '') return undefined;
    const names = Object.keys(components);
    const alike = names.filter((each) => each.toLowerCase() === name.toLowerCase());
    const meant = names.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
    const pointer = meant === undefined ? undefined : formatPointer([...home, meant]);
    // A component whose own reference leads nowhere is not its own help.
    return pointer === undefined || to === pointer ? undefined : pointer;
  }

  #copySchema(raw: unknown, { at, to, reading: outer }: Copying): Schema {
    const reading = this.#enter(raw, at, outer);
    const schema = readSchema(raw, {
      dialect: reading.dialect,
      report: (rule, tokens, told) =>
        this.#tell(rule, { source: at.source, pointer: at.pointer + formatPointer(tokens) }, told),
      readInner: (inner, from, step) => this.#copyInner(inner, { at, to, reading }, from, step),
      readMap: (map, keyword) => this.#readMap(map, { at, to, reading }, keyword),
      referTo: (name) => this.#referTo(name),
    });
    return isSchemaObject(schema) ? this.#refer(schema, { at, to, reading }) : schema;
  }

  #copyInner(inner: unknown, { at, to, reading }: Copying, from: readonly string[], step: readonly string[]): Schema {
    const source = { source: at.source, pointer: at.pointer + formatPointer(from) };
    const target = to + formatPointer(step);
    if (formatPointer(from) !== formatPointer(step)) this.#origins.set(target, source);
    return this.#copySchema(inner, { at: source, to: target, reading });
  }

  /** A map of schemas may be written in another file: `properties: { $ref: … }`. */
  #readMap(map: SchemaObject, { at, to, reading }: Copying, keyword: string) {
    const home = { source: at.source, pointer: at.pointer + formatPointer([keyword]) };
    const followed = this.#followMap(map, home);
    if (followed.at !== home) this.#origins.set(to + formatPointer([keyword]), followed.at);
    return {
      value: followed.value,
      readInner: (inner: unknown, [, ...from]: readonly string[], [, ...step]: readonly string[]) =>
        this.#copyInner(inner, { at: followed.at, to: to + formatPointer([keyword]), reading }, from, step),
    };
  }

  #followMap(map: SchemaObject, at: Target): { value: unknown; at: Target } {
    if (typeof map['$ref'] !== 'string') return { value: map, at };
    const target = this.#follow(map['$ref'], at, '');
    const value = target && this.#references.valueAt(target);
    if (!target || !isSchemaObject(value)) return { value: {}, at };
    const { $ref: _, ...beside } = map;
    return { value: Object.keys(beside).length === 0 ? value : { ...value, ...beside }, at: target };
  }

  /** A schema may say by which rules it is read, and begin a resource of its own. */
  #enter(raw: unknown, at: Target, { dialect, dynamic }: Reading): Reading {
    if (!isSchemaObject(raw)) return { dialect, dynamic };
    const named = raw['$schema'];
    const known = typeof named === 'string' ? dialectOf(named) : undefined;
    if (typeof named === 'string' && !known) {
      this.#tell('unknown-dialect', { source: at.source, pointer: `${at.pointer}/$schema` }, { found: named });
    }
    const anchors = this.#references.names.dynamicAnchors(this.#references.names.baseOf(at));
    return { dialect: known ?? dialect, dynamic: anchors ? new Map([...anchors, ...dynamic]) : dynamic };
  }

  /** Writes a schema's references as those to components. */
  #refer(schema: SchemaObject, { at, to, reading }: Copying): Schema {
    const { $ref, $dynamicRef, $recursiveRef, ...rest } = schema;
    const asked = [$ref, $dynamicRef, $recursiveRef].filter((each) => typeof each === 'string');
    if (asked.length === 0) return schema;
    const targets = [
      typeof $ref === 'string' ? this.#follow($ref, at, `${to}/schema`) : undefined,
      typeof $dynamicRef === 'string' ? this.#followDynamic($dynamicRef, at, to, reading) : undefined,
      typeof $recursiveRef === 'string' ? this.#followDynamic('#', at, to, reading, recursiveAnchor) : undefined,
    ].filter((target) => target !== undefined);
    if (targets.length < asked.length) return { [unreadKeyword]: 'dangling-reference' };
    const [first, ...others] = targets.map((target) => ({
      $ref: `#${formatPointer(['components', 'schemas', this.#addSchema(target, reading)])}`,
    }));
    const all = [...(Array.isArray(rest['allOf']) ? (rest['allOf'] as Schema[]) : []), ...others];
    return { ...rest, ...first, ...(others.length > 0 ? { allOf: all } : {}) };
  }

  /** The outermost schema on the way here that has the anchor, where the reference names a dynamic one. */
  #followDynamic(
    reference: string,
    at: Target,
    to: string,
    { dynamic }: Reading,
    anchor = reference.split('#')[1] ?? '',
  ): Target | undefined {
    const target = this.#follow(reference, at, `${to}/schema`);
    const named = target && this.#references.valueAt(target);
    const isDynamic =
      isSchemaObject(named) &&
      (anchor === recursiveAnchor ? named['$recursiveAnchor'] === true : named['$dynamicAnchor'] === anchor);
    return isDynamic ? (dynamic.get(anchor) ?? target) : target;
  }

  #referTo(name: string): string | undefined {
    const pointer = formatPointer([...this.#schemasAt, name]);
    return name !== '' && valueAt(this.#root.value, [...this.#schemasAt, name]) !== undefined
      ? `${uriOf(this.#root)}#${encodeURI(pointer)}`
      : undefined;
  }

  /** Takes the schema at `target` into the components, once for each meaning of its dynamic references, and tells its name there. */
  #addSchema(referred: Target, { dialect, dynamic }: Reading, own?: string): string {
    const target = this.#behindAliases(referred, { dialect, dynamic });
    const reading = {
      dialect: target.source === this.#root ? this.#reading.dialect : this.#inherited(target, dialect),
      dynamic,
    };
    const key = this.#keyOf(target, reading);
    const schema = this.#references.valueAt(target);
    const name = this.#names.get(key) ?? own ?? this.#freeName(target, schema);
    this.#names.set(key, name);
    this.#taken.add(name);
    if (!Object.hasOwn(this.#schemas, name)) {
      this.#schemas[name] = true;
      const to = formatPointer(['components', 'schemas', name]);
      this.#origins.set(to, target);
      this.#uncopied.push(() => {
        this.#schemas[name] = this.#copySchema(schema, { at: target, to, reading });
      });
    }
    return name;
  }

  /** A part of a schema file is read by the rules that the file names. */
  #inherited({ source }: Target, dialect: Dialect): Dialect {
    const named = isSchemaObject(source.value) ? source.value['$schema'] : undefined;
    return (typeof named === 'string' ? dialectOf(named) : undefined) ?? dialect;
  }

  /** What a schema means depends on the dynamic anchors that were passed on the way to it, where its own do not say the same. */
  #keyOf(target: Target, { dynamic }: Reading): string {
    const own =
      dynamic.size === 0 ? undefined : this.#references.names.dynamicAnchors(this.#references.names.baseOf(target));
    const passed = [...dynamic]
      .filter(([name, { source, pointer }]) => own?.get(name)?.source !== source || own.get(name)?.pointer !== pointer)
      .map(([name, { source, pointer }]) => `${name}=${source.file}#${pointer}`);
    return [`${target.source.file}#${target.pointer}`, ...passed.sort()].join(' ');
  }

  #freeName(target: Target, schema: unknown): string {
    const title = isSchemaObject(schema) ? schema['title'] : undefined;
    const last = parsePointer(target.pointer).at(-1) ?? basename(target.source.file).replace(/(\.schema)?\.\w+$/, '');
    const wanted = typeof title === 'string' && /^[\w.-]+$/.test(title) ? title : last;
    for (let n = 2, name = wanted; ; n += 1) {
      if (!this.#taken.has(name)) return name;
      name = `${wanted}-${n}`;
    }
  }

  #placeOf(pointer: string): Place {
    const origin = this.#originOf(pointer);
    return origin.source.placeOf(origin.pointer);
  }

  #spotOf(pointer: string): Spot {
    const origin = this.#originOf(pointer);
    return spotIn(origin.source, origin.pointer);
  }

  /** The file and pointer that a bundled pointer was copied from. */
  #originOf(pointer: string): Target {
    const tokens = parsePointer(pointer);
    for (let length = tokens.length; length >= 0; length -= 1) {
      const origin = this.#origins.get(formatPointer(tokens.slice(0, length)));
      if (origin) return { ...origin, pointer: origin.pointer + formatPointer(tokens.slice(length)) };
    }
    return { source: this.#root, pointer };
  }
}

function spotIn(source: SourceDocument, pointer: string): Spot {
  return { file: source.file, pointer, place: () => source.placeOf(pointer), value: source.value };
}

/** The kind of component that may stand at a bundled pointer. */
function componentKindAt(to: string): string | undefined {
  const tokens = parsePointer(to);
  if (tokens.includes('schema') || tokens[1] === 'schemas') return 'schemas';
  const kinds = ['parameters', 'responses', 'headers', 'examples', 'links', 'callbacks'];
  return tokens.at(-1) === 'requestBody' ? 'requestBodies' : kinds.find((kind) => kind === tokens.at(-2));
}
