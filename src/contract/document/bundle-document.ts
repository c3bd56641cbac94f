/** Follows the `$ref`s of an OpenAPI document into one document that needs no other file, and reads its schemas on the way. */
import { formatPointer, setMember, valueAt } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import { ComponentNames } from './component-names.ts';
import type { Place } from '../../errors.ts';
import { ContractDiagnostics, type Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { isSchemaObject, type Schema, type SchemaObject, unreadKeyword } from '../schema.ts';
import { isUnion } from '../overlap/union.ts';
import { mendSchemas } from './mend-schemas.ts';
import { nameMapped } from './name-mapped.ts';
import { openDocument, type OpenedDocument } from './open-document.ts';
import { Origins, spotIn } from './origins.ts';
import type { DocumentReader, SourceDocument, Target } from './read-document.ts';
import { ReferenceGuide } from './reference-guide.ts';
import { References } from './references.ts';
import { recursiveAnchor } from './schema-names.ts';
import { type Dialect, dialectOf, dialectOfVersion } from './schema/dialect.ts';
import { readSchema } from './schema/read-schema.ts';
import type { MapReading } from './schema/surroundings.ts';
import { memberKinds } from './structure/member-kinds.ts';
import { mendDocument } from './structure/mend-document.ts';
import type { Mending } from './structure/mending.ts';

/** An OpenAPI document whose schemas refer to `#/components/schemas/NAME` only, and that holds no other reference. */
export interface Bundle {
  document: SchemaObject;
  /** Every file that was read, the root first. */
  files: readonly string[];
  /** Whether any of its schemas has a `oneOf` without a discriminator. */
  hasUnions: boolean;
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
  /** Reads what the document refers to; nothing, unless given. */
  read?: DocumentReader;
}

/**
 * Bundles an OpenAPI document; references that lead nowhere are told, and what they name accepts anything. Throws a
 * ContractError for a document that describes no API.
 */
export function bundleDocument(source: SourceDocument, { root, read = () => undefined }: BundleOptions): Bundle {
  const opened = openDocument(source);
  return new Bundler(opened, new References(opened.source, { root, read })).bundle();
}

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

  readonly #references: References;
  readonly #diagnostics = new ContractDiagnostics();
  /** Where the bundled pointers that were moved come from. */
  readonly #origins: Origins;
  readonly #guide: ReferenceGuide;
  readonly #names: ComponentNames;
  readonly #schemas: Record<string, Schema> = {};
  /** What is named by now; a chain of references may be longer than a stack is deep. */
  readonly #uncopied: (() => void)[] = [];
  #hasUnions = false;
  #reading: Reading = { dialect: dialectOfVersion('3.1'), dynamic: new Map() };

  constructor(opened: OpenedDocument, references: References) {
    this.#opened = opened;

    this.#names = new ComponentNames(references.names);
    this.#origins = new Origins(opened.source);
    this.#guide = new ReferenceGuide(opened, references, this.#diagnostics);
    this.#references = references;
  }

  bundle(): Bundle {
    const { source, value, version, slips } = this.#opened;
    for (const { rule, pointer, told } of slips) this.#tell(rule, { source, pointer }, told);
    this.#reading = { dialect: this.#dialectOf(value), dynamic: new Map() };
    this.#nameOwnSchemas(value);
    const document = this.#copy(value, { source, pointer: '' }, '', []) as SchemaObject;
    this.#copyWaiting();
    const { components } = document;
    document['components'] = { ...(isSchemaObject(components) ? components : {}), schemas: this.#schemas };
    const [origins, diagnostics] = [this.#origins, this.#diagnostics];
    const tell: Bundle['tell'] = (rule, pointer, told) => diagnostics.add(rule, origins.spotOf(pointer), told);
    const relocate: Bundle['relocate'] = (pointer, other) => origins.set(pointer, origins.originOf(other));
    mendSchemas(document, { tell, carry: (pointer, from) => origins.carry(pointer, from) });
    this.#tellSlips();
    const mending: Mending = {
      document,
      tell,
      tellName: (rule, pointer, told) => diagnostics.add(rule, origins.spotOfName(pointer), told),
      relocate,
      carry: (pointer, from) => origins.carry(pointer, from),
      readSchema: (raw, pointer) =>
        this.#copySchema(raw, { at: origins.originOf(pointer), to: pointer, reading: this.#reading }),
    };
    mendDocument(mending, version);
    this.#copyWaiting();
    return {
      document,
      files: this.#references.files,
      hasUnions: this.#hasUnions,
      diagnostics,
      placeOf: (pointer) => origins.placeOf(pointer),
      tell,
      relocate,
    };
  }

  #copyWaiting(): void {
    for (let copy = this.#uncopied.pop(); copy; copy = this.#uncopied.pop()) copy();
  }

  #dialectOf(document: SchemaObject): Dialect {
    const named = document['jsonSchemaDialect'];
    const dialect = typeof named === 'string' ? dialectOf(named) : undefined;
    if (typeof named === 'string' && !dialect)
      this.#tell('unknown-dialect', { source: this.#opened.source, pointer: '/jsonSchemaDialect' }, { found: named });
    return dialect ?? dialectOfVersion(this.#opened.version);
  }

  #tellSlips(): void {
    for (const { slips = [], file, value } of this.#references.documents) {
      for (const { rule, line, message, ...told } of slips) {
        const spot = { file, pointer: '', value, place: () => ({ file, pointer: '', line }) };
        this.#diagnostics.add(rule, spot, { ...told, message: `line ${line}: ${message}` });
      }
    }
  }

  #tell(rule: ContractRule, { source, pointer }: Target, told: Told = {}): void {
    this.#diagnostics.add(rule, spotIn(source, pointer), told);
  }

  /** The root's own component schemas keep their names; one that only refers to another file gives its name to what it refers to. */
  #nameOwnSchemas(document: SchemaObject): void {
    const holder = valueAt(document, this.#guide.schemasAt);
    if (!isSchemaObject(holder)) return;
    const home = { source: this.#opened.source, pointer: formatPointer(this.#guide.schemasAt) };
    const { value, at } = this.#guide.followMap(holder, home);
    const targets = Object.entries(isSchemaObject(value) ? value : {}).map(([name, schema]) => {
      const target = { source: at.source, pointer: at.pointer + formatPointer([name]) };
      const behind = this.#aliased(schema, target);
      return [name, behind && behind.source !== at.source ? behind : target] as const;
    });
    for (const [name, target] of targets) this.#names.keep(target, this.#reading.dynamic, name);
    for (const [name, target] of targets) this.#addSchema(target, this.#reading, name);
  }

  /** What a schema that is nothing but a reference stands for. */
  #aliased(schema: unknown, at: Target): Target | undefined {
    if (!isSchemaObject(schema) || typeof schema['$ref'] !== 'string' || Object.keys(schema).length > 1)
      return undefined;
    // Where it leads nowhere, that is told when the schema is copied.
    return this.#guide.find(schema['$ref'], at);
  }

  /** The schema behind schemas that are nothing but references into other files, as far as none of them has a name of its own. */
  #behindAliases(target: Target, reading: Reading): Target {
    const passed = new Set<string>();
    for (let current = target; ;) {
      const key = this.#names.keyOf(current, reading.dynamic);
      const next =
        this.#names.has(key) || passed.has(key) ? undefined : this.#aliased(this.#references.valueAt(current), current);
      if (!next || next.source === current.source) return current;
      passed.add(key);
      current = next;
    }
  }

  /** Copies a part of an OpenAPI document that is no schema; references in it are replaced by what they name. */
  #copy(value: unknown, at: Target, to: string, trail: readonly string[]): unknown {
    if (Array.isArray(value)) {
      return value.map((item, index) => this.#copyMember(item, String(index), at, to, trail));
    }
    if (!isSchemaObject(value)) return value;
    if (typeof value['$ref'] === 'string') return this.#inline(value, at, to, trail);
    if (Object.hasOwn(value, '$ref')) return this.#guide.refuse(value['$ref'], at);
    return this.#copyMembers(value, at, to, trail);
  }

  #copyMembers(value: SchemaObject, at: Target, to: string, trail: readonly string[]): SchemaObject {
    const kindOf = memberKinds(to);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => {
        const kind = kindOf(name, member);
        if (kind === 'data') return [name, member];
        if (kind === 'part') return [name, this.#copyMember(member, name, at, to, trail)];
        const step = formatPointer([name]);
        const source = { source: at.source, pointer: at.pointer + step };
        return [name, this.#copySchema(member, { at: source, to: to + step, reading: this.#reading })];
      }),
    );
  }

  #copyMember(member: unknown, name: string, at: Target, to: string, trail: readonly string[]): unknown {
    if (to === '/components' && name === 'schemas') return this.#schemas;
    if (to === '' && name === 'definitions' && this.#opened.version === '2.0') return {};
    const step = formatPointer([name]);
    return this.#copy(member, { source: at.source, pointer: at.pointer + step }, to + step, trail);
  }

  /** What stands beside the reference of a path holds as well; of other references it may only be a description. */
  #inline(holder: SchemaObject, at: Target, to: string, trail: readonly string[]): unknown {
    const { $ref: reference, ...beside } = holder;
    const target = this.#guide.follow(plainText(reference), at, to);
    if (!target) return { [unreadKeyword]: 'dangling-reference' };
    const key = this.#names.keyOf(target, this.#reading.dynamic);
    if (trail.includes(key)) {
      this.#guide.tellCircle(reference, at);
      return { [unreadKeyword]: 'circular-reference' };
    }
    const value = this.#references.valueAt(target);
    const meant = this.#guide.readMisplaced(plainText(reference), value, { at, to });
    if (meant) return this.#copyMembers(meant, at, to, trail);
    this.#origins.set(to, target);
    const copy = this.#copy(value, target, to, [...trail, key]);
    this.#guide.tellSiblings(beside, at, to);
    if (!/^\/(?:paths|webhooks)\/[^/]+$/.test(to) || !isSchemaObject(copy) || Object.keys(beside).length === 0)
      return copy;
    for (const step of Object.keys(beside).map((name) => formatPointer([name])))
      this.#origins.set(to + step, { source: at.source, pointer: at.pointer + step });
    return { ...copy, ...this.#copyMembers(beside, at, to, trail) };
  }

  #copySchema(raw: unknown, { at, to, reading: outer }: Copying): Schema {
    const reading = this.#enter(raw, at, outer);
    const schema = readSchema(raw, {
      dialect: reading.dialect,
      isMember: /\/properties\/[^/]+$/.test(at.pointer),
      mayBeFile: reading.dialect.hasFiles && /\/responses\/[^/]+\/schema$/.test(to),
      report: (rule, tokens, told) =>
        this.#tell(rule, { source: at.source, pointer: at.pointer + formatPointer(tokens) }, told),
      readInner: (inner, from, step) => this.#copyInner(inner, { at, to, reading }, from, step),
      readMap: (map, how) => this.#readMap(map, { at, to, reading }, how),
      referTo: (name) => this.#guide.referTo(name),
    });
    if (!isSchemaObject(schema)) return schema;
    this.#hasUnions ||= isUnion(schema);
    const referTo = (reference: string) => {
      const target = this.#guide.find(reference, at);
      return target && this.#componentAt(target, reading);
    };
    return this.#refer(nameMapped(schema, referTo), { at, to, reading });
  }

  #copyInner(inner: unknown, { at, to, reading }: Copying, from: readonly string[], step: readonly string[]): Schema {
    const source = { source: at.source, pointer: at.pointer + formatPointer(from) };
    const target = to + formatPointer(step);
    if (formatPointer(from) !== formatPointer(step)) this.#origins.set(target, source);
    return this.#copySchema(inner, { at: source, to: target, reading });
  }

  /** A map of schemas may be written in another file: `properties: { $ref: … }`. */
  #readMap(map: SchemaObject, { at, to, reading }: Copying, { keyword, read }: MapReading): void {
    const home = { source: at.source, pointer: at.pointer + formatPointer([keyword]) };
    const target = to + formatPointer([keyword]);
    this.#guide.readMap(map, home, (followed) => {
      if (followed.at !== home) this.#origins.set(target, followed.at);
      read(followed.value, (inner, [, ...from], [, ...step]) =>
        this.#copyInner(inner, { at: followed.at, to: target, reading }, from, step),
      );
    });
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
      typeof $ref === 'string' ? this.#guide.followSchema($ref, at, to) : undefined,
      typeof $dynamicRef === 'string' ? this.#followDynamic($dynamicRef, at, to, reading) : undefined,
      typeof $recursiveRef === 'string' ? this.#followDynamic('#', at, to, reading, recursiveAnchor) : undefined,
    ].filter((target) => target !== undefined);
    if (targets.length < asked.length) return { [unreadKeyword]: 'dangling-reference' };
    const [first, ...others] = targets.map((target) => ({ $ref: this.#componentAt(target, reading) }));
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
    const target = this.#guide.follow(reference, at, `${to}/schema`);
    const named = target && this.#references.valueAt(target);
    const isDynamic =
      isSchemaObject(named) &&
      (anchor === recursiveAnchor ? named['$recursiveAnchor'] === true : named['$dynamicAnchor'] === anchor);
    return isDynamic ? (dynamic.get(anchor) ?? target) : target;
  }

  #componentAt(target: Target, reading: Reading): string {
    return `#${formatPointer(['components', 'schemas', this.#addSchema(target, reading)])}`;
  }

  /** Takes the schema at `target` into the components, once for each meaning of its dynamic references, and tells its name there. */
  #addSchema(referred: Target, { dialect, dynamic }: Reading, own?: string): string {
    const target = this.#behindAliases(referred, { dialect, dynamic });
    const reading = {
      dialect: target.source === this.#opened.source ? this.#reading.dialect : this.#inherited(target, dialect),
      dynamic,
    };
    const key = this.#names.keyOf(target, reading.dynamic);
    const schema = this.#references.valueAt(target);
    const name = this.#names.nameOf(target, { key, schema, own });
    if (!Object.hasOwn(this.#schemas, name)) {
      setMember(this.#schemas, name, true);
      const to = formatPointer(['components', 'schemas', name]);
      this.#origins.set(to, target);
      this.#uncopied.push(() => setMember(this.#schemas, name, this.#copySchema(schema, { at: target, to, reading })));
    }
    return name;
  }

  /** A part of a schema file is read by the rules that the file names. */
  #inherited({ source }: Target, dialect: Dialect): Dialect {
    const named = isSchemaObject(source.value) ? source.value['$schema'] : undefined;
    return (typeof named === 'string' ? dialectOf(named) : undefined) ?? dialect;
  }
}
