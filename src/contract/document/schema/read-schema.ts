/** Reads one schema, whatever version it is written in, as the JSON Schema 2020-12 that it means; tells each slip and never stops at one. */
import type { ContractRule } from '../../contract-rule.ts';
import type { Told } from '../../contract-diagnostics.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type Schema, type SchemaObject, unreadKeyword } from '../../schema.ts';
import { type Dialect, foreignKeywords, knownKeywords, valueKindOf } from './dialect.ts';
import { type PlainKind, readKeyword, readTypeName, wantedBy } from './read-keyword.ts';
import { translatePattern } from './translate-pattern.ts';

/** What reading a schema needs of the document around it. */
export interface SchemaSurroundings {
  dialect: Dialect;
  /** Tells a slip; `tokens` lead to it from the schema. */
  report(rule: ContractRule, tokens: readonly string[], told?: Told): void;
  /** Reads a schema inside, which is written at `from` and comes to stand at `to`. */
  readInner(schema: unknown, from: readonly string[], to: readonly string[]): Schema;
  /** The map that stands under a keyword; one that is written elsewhere, by `$ref`, is followed. */
  readMap(value: SchemaObject, keyword: string): { value: unknown; readInner: SchemaSurroundings['readInner'] };
  /** The reference to the component of this name, where there is one. */
  referTo(name: string): string | undefined;
}

/** Thrown inside for a schema that says nothing that can be read. */
class UnreadSchemaError extends Error {
  readonly tokens: readonly string[];

  constructor(tokens: readonly string[], message: string) {
    super(message);
    this.tokens = tokens;
  }
}

/** The schema that `raw` means; one that means nothing accepts anything and is marked. */
export function readSchema(raw: unknown, surroundings: SchemaSurroundings): Schema {
  if (typeof raw === 'boolean') return raw;
  try {
    if (isSchemaObject(raw)) return new SchemaReader(raw, surroundings).read();
    return readWord(raw, surroundings);
  } catch (error) {
    if (!(error instanceof UnreadSchemaError)) throw error;
    surroundings.report('unread-schema', error.tokens, { message: error.message });
    return { [unreadKeyword]: 'unread-schema' };
  }
}

/** A schema that is not written as one: nothing, a type or a name, a list of one. */
function readWord(raw: unknown, { report, readInner, referTo }: SchemaSurroundings): Schema {
  if (raw === null || raw === undefined || raw === '') {
    report('misread-keyword', [], { message: 'nothing stands where a schema is expected', taken: 'any value' });
    return {};
  }
  if (raw === 'true' || raw === 'false') return raw === 'true';
  if (Array.isArray(raw) && raw.length === 1) return readInner(raw[0], ['0'], []);
  if (typeof raw === 'string') {
    const type = readTypeName(raw);
    const reference = referTo(raw);
    if (type || reference !== undefined) {
      const schema = reference === undefined ? { type: raw } : { $ref: reference };
      report('odd-type', [], {
        message: 'a text stands where a schema is expected',
        found: raw,
        taken: JSON.stringify(schema),
      });
      return readInner(schema, [], []);
    }
  }
  throw new UnreadSchemaError([], `a schema is a map of keywords, true or false, not ${JSON.stringify(raw)}`);
}

/** Keywords that say how a schema is called and read: the bundle has names of its own. */
const naming = new Set(['$anchor', '$dynamicAnchor', '$dynamicRef', '$id', '$schema', '$vocabulary']);

class SchemaReader {
  readonly #raw: SchemaObject;
  readonly #around: SchemaSurroundings;
  readonly #out: SchemaObject = {};
  /** Members that say themselves that they must be there. */
  readonly #required: string[] = [];

  constructor(raw: SchemaObject, around: SchemaSurroundings) {
    this.#raw = raw;
    this.#around = around;
  }

  read(): Schema {
    const { dialect } = this.#around;
    const { $ref: reference } = this.#raw;
    if (typeof reference === 'string' && dialect.refAlone) return this.#readAlone();
    for (const [keyword, value] of Object.entries(this.#raw)) this.#keyword(keyword, value);
    this.#readBounds();
    this.#addRequired();
    if (dialect.nullable !== undefined && readFlag(this.#raw[dialect.nullable])) allowNull(this.#out);
    return this.#out;
  }

  /** Extensions are ours, or some tool's, and stay beside a reference. */
  #readAlone(): Schema {
    for (const [keyword, value] of Object.entries(this.#raw)) {
      if (keyword === '$ref' || keyword.startsWith('x-')) this.#keyword(keyword, value);
      else if (this.#demands(keyword)) {
        this.#report('ignored-sibling', [keyword], { message: `${keyword} stands beside $ref, where it is ignored` });
      }
    }
    return this.#out;
  }

  /** Whether ignoring the keyword leaves a demand out, so that it is worth telling. */
  #demands(keyword: string): boolean {
    const notes = [
      'description',
      'title',
      'summary',
      'example',
      'examples',
      'default',
      'deprecated',
      'externalDocs',
      'xml',
      'readOnly',
      'writeOnly',
    ];
    return !notes.includes(keyword) && !keyword.startsWith('$') && !['id', 'definitions'].includes(keyword);
  }

  #report(rule: ContractRule, tokens: readonly string[], told: Told = {}): void {
    this.#around.report(rule, tokens, told);
  }

  #keyword(keyword: string, value: unknown): void {
    const { dialect } = this.#around;
    if (keyword === 'x-expected') {
      this.#out[keyword] = this.#around.readInner(value, [keyword], [keyword]);
    } else if (keyword.startsWith('x-') || keyword === '$ref') {
      if (keyword === '$ref' && typeof value !== 'string')
        throw new UnreadSchemaError(['$ref'], `$ref takes a text, not ${JSON.stringify(value)}`);
      this.#out[keyword] = value;
    } else if (keyword === 'discriminator' && typeof value === 'string') {
      // As Swagger 2.0 has it.
      this.#out[keyword] = { propertyName: value };
    } else if (this.#readOlder(keyword, value)) {
      return;
    } else if (dialect.lacks.has(keyword)) {
      return;
    } else {
      this.#current(keyword, value);
    }
  }

  /** Keywords that 2020-12 has under other names. */
  #readOlder(keyword: string, value: unknown): boolean {
    const { dialect } = this.#around;
    if (keyword === 'nullable') {
      if (dialect.nullable === 'nullable') return true;
      this.#report('foreign-keyword', [keyword], {
        message: `nullable is a keyword of OpenAPI 3.0 alone; in ${dialect.name} it says nothing`,
        taken: 'an annotation',
        hint: dialect.nullable === undefined ? 'Write type: [ …, "null" ].' : 'Write x-nullable.',
      });
      return true;
    }
    if (keyword === 'items' && Array.isArray(value)) return this.#readItems(value);
    if (keyword === 'additionalItems' && dialect.tuples) {
      if (Array.isArray(this.#raw['items'])) this.#out['items'] = this.#around.readInner(value, [keyword], ['items']);
      return true;
    }
    if (keyword === 'dependencies' && dialect.dependencies && isSchemaObject(value))
      return this.#readDependencies(value);
    if (keyword === '$recursiveRef' || keyword === '$recursiveAnchor') {
      if (!dialect.recursive) this.#foreign(keyword);
      else if (keyword === '$recursiveRef') this.#out[keyword] = value;
      return true;
    }
    if (keyword === '$dynamicRef' && !dialect.lacks.has(keyword)) this.#out[keyword] = value;
    return keyword === dialect.id || naming.has(keyword);
  }

  /** By the older rules a list is that of the first items; where those do not hold, a lone schema was meant for all. */
  #readItems(list: readonly unknown[]): true {
    const { dialect, readInner } = this.#around;
    const single = list.length === 1 && !dialect.tuples;
    if (!dialect.tuples) {
      this.#report('old-list', ['items'], { taken: single ? 'the schema of all items' : 'prefixItems' });
    }
    if (single) this.#out['items'] = readInner(list[0], ['items', '0'], ['items']);
    else if (list.length > 0) {
      this.#out['prefixItems'] = list.map((each, index) =>
        readInner(each, ['items', String(index)], ['prefixItems', String(index)]),
      );
    }
    return true;
  }

  #readDependencies(map: SchemaObject): true {
    const names: Record<string, unknown> = {};
    const schemas: Record<string, Schema> = {};
    for (const [name, value] of Object.entries(map)) {
      if (Array.isArray(value)) names[name] = value;
      else if (typeof value === 'string') names[name] = [value];
      else schemas[name] = this.#around.readInner(value, ['dependencies', name], ['dependentSchemas', name]);
    }
    if (Object.keys(names).length > 0) this.#out['dependentRequired'] = names;
    if (Object.keys(schemas).length > 0) this.#out['dependentSchemas'] = schemas;
    return true;
  }

  #current(keyword: string, value: unknown): void {
    const kind = valueKindOf(keyword);
    switch (kind) {
      case undefined:
        return this.#unknown(keyword);
      case 'any':
        this.#out[keyword] = value;
        return;
      case 'types':
        return this.#types(value);
      case 'bound':
        // `true` is for the bound beside it.
        if (typeof value === 'boolean') return;
        return this.#plain('number', keyword, value);
      case 'pattern':
        return this.#pattern(keyword, value);
      case 'schema':
        return this.#schema(keyword, value);
      case 'schema list':
        return this.#schemaList(keyword, value);
      case 'schemas by name':
        return this.#schemaMap(keyword, value);
      default:
        if (keyword === 'required' && typeof value === 'boolean') return;
        return this.#plain(kind, keyword, value);
    }
  }

  #unknown(keyword: string): void {
    const { dialect } = this.#around;
    if (foreignKeywords.has(keyword)) return this.#foreign(keyword);
    const [near] = keyword.length < 3 ? [] : nearest(keyword, knownKeywords);
    if (near === undefined || Math.abs(near.length - keyword.length) > 2) return;
    this.#report('similar-keyword', [keyword], {
      message: `"${keyword}" is not a keyword of JSON Schema ${dialect.name}`,
      taken: 'an annotation, which demands nothing',
      hint: `Did you mean "${near}"? Names of your own begin with "x-".`,
    });
  }

  #foreign(keyword: string): void {
    this.#report('foreign-keyword', [keyword], {
      message: `${keyword} is no keyword of ${this.#around.dialect.name}; it demands nothing`,
      taken: 'an annotation',
      hint: `For what it means elsewhere, ${foreignKeywords.get(keyword) ?? 'there is no keyword'}.`,
    });
  }

  #plain(kind: PlainKind, keyword: string, value: unknown): void {
    const read = readKeyword(kind, keyword, value);
    if (read !== undefined) this.#out[keyword] = read;
    if (read === value) return;
    const isEmptyNote = value === null && (kind === 'text' || kind === 'example list');
    if (isEmptyNote) return;
    this.#misread(keyword, value, wantedBy[kind], read === undefined ? 'left out' : JSON.stringify(read));
  }

  #misread(keyword: string, value: unknown, wanted: string, taken: string): void {
    this.#report('misread-keyword', [keyword], {
      message: `${keyword} takes ${wanted}, not ${shorten(value)}`,
      found: value,
      taken,
    });
  }

  #types(value: unknown): void {
    const words = typeof value === 'string' && value.includes('|') ? value.split('|') : [value].flat();
    const read = words.map((word) =>
      word === null && words.length > 1
        ? { type: 'null' }
        : typeof word === 'string'
          ? readTypeName(word)
          : word === null
            ? { type: undefined }
            : undefined,
    );
    const unknown = read.indexOf(undefined);
    if (unknown !== -1) return this.#unknownType(value, words[unknown]);
    const types = [...new Set(read.flatMap((each) => each?.type ?? []))];
    const any = types.length === 0 || read.some((each) => each?.type === undefined);
    const format = read.find((each) => each?.format !== undefined)?.format;
    const written = types.length === 1 && !Array.isArray(value) ? types[0] : types;
    if (!any) this.#out['type'] = written;
    if (!any && format !== undefined && this.#raw['format'] === undefined) this.#out['format'] = format;
    if (isSame(value, written) || (value === 'file' && this.#around.dialect.hasFiles)) return;
    const taken = any ? 'any type' : JSON.stringify(written) + (format === undefined ? '' : ` with format ${format}`);
    this.#report('odd-type', ['type'], {
      message: `type takes one or more of array, boolean, integer, null, number, object, string, not ${shorten(value)}`,
      found: value,
      taken,
    });
  }

  /** The name of another schema, `string[]`, or a slip of the keys; else nobody can tell what holds. */
  #unknownType(value: unknown, word: unknown): void {
    const text = typeof word === 'string' ? word.trim() : '';
    const told = { message: `${shorten(word)} is no type`, found: value };
    const reference = this.#around.referTo(text);
    const [, item] = /^(\w+)\[\]$/.exec(text) ?? /^(?:array|list)<(\w+)>$/i.exec(text) ?? [];
    if (item !== undefined) {
      this.#out['type'] = 'array';
      if (this.#raw['items'] === undefined) this.#out['items'] = this.#around.readInner(item, ['type'], ['items']);
      return this.#report('odd-type', ['type'], { ...told, taken: `a list of ${item}` });
    }
    if (reference !== undefined && this.#raw['$ref'] === undefined) {
      this.#out['$ref'] = reference;
      return this.#report('odd-type', ['type'], { ...told, taken: reference });
    }
    const [near] = nearest(text, ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
    if (near === undefined || text === '') throw new UnreadSchemaError(['type'], `${shorten(word)} is no type`);
    this.#out['type'] = near;
    this.#report('odd-type', ['type'], { ...told, taken: near });
  }

  #pattern(keyword: string, value: unknown): void {
    if (typeof value !== 'string') return this.#plain('text', keyword, value);
    const read = this.#translate(value, [keyword]);
    if (read !== undefined) this.#out[keyword] = read;
  }

  #translate(pattern: string, tokens: readonly string[]): string | undefined {
    const read = translatePattern(pattern);
    if (read === pattern) return read;
    if (read === undefined) {
      this.#report('unread-pattern', tokens, {
        message: `this is not a regular expression: ${pattern}`,
        taken: 'not judged',
      });
    } else if (!worksWithoutFlag(pattern)) {
      this.#report('odd-pattern', tokens, {
        message: `this is no regular expression of ECMA-262: ${pattern}`,
        taken: read,
      });
    }
    return read;
  }

  #schema(keyword: string, value: unknown): void {
    if (value === null) return this.#misread(keyword, value, 'a schema', 'left out');
    this.#out[keyword] = this.#around.readInner(value, [keyword], [keyword]);
  }

  #schemaList(keyword: string, value: unknown): void {
    if (isSchemaObject(value)) {
      this.#misread(keyword, value, 'a list of schemas', 'a list of this one');
      this.#out[keyword] = [this.#around.readInner(value, [keyword], [keyword, '0'])];
      return;
    }
    const kept = Array.isArray(value)
      ? value.map((each, index) => [each, index] as const).filter(([each]) => each !== null)
      : [];
    if (!Array.isArray(value) || kept.length !== value.length || kept.length === 0) {
      this.#misread(
        keyword,
        value,
        'a list of schemas',
        kept.length === 0 ? 'left out' : 'a list without what is empty',
      );
    }
    if (kept.length === 0) return;
    this.#out[keyword] = kept.map(([each, from], to) =>
      this.#around.readInner(each, [keyword, String(from)], [keyword, String(to)]),
    );
  }

  #schemaMap(keyword: string, given: unknown): void {
    if (!isSchemaObject(given)) return this.#misread(keyword, given, 'a map from names to schemas', 'left out');
    const { value, readInner } = this.#around.readMap(given, keyword);
    if (!isSchemaObject(value)) return;
    const members: [string, Schema][] = [];
    for (const [name, member] of Object.entries(value)) {
      if (keyword === 'properties' && this.#isMisplaced(name, member)) continue;
      const key = keyword === 'patternProperties' ? this.#translate(name, [keyword, name]) : name;
      if (key === undefined) continue;
      members.push([key, readInner(member, [keyword, name], [keyword, key])]);
      if (keyword === 'properties' && isSchemaObject(member) && typeof member['required'] === 'boolean') {
        this.#requireMember(name, member['required']);
      }
    }
    this.#out[keyword] = Object.fromEntries(members);
  }

  /** A keyword of the object among its members: what it holds is none of a schema. */
  #isMisplaced(name: string, member: unknown): boolean {
    const kind = valueKindOf(name);
    if (kind === undefined || isSchemaObject(member) || typeof member === 'boolean' || member === null) return false;
    if (name === 'type' && typeof member === 'string' && member !== 'object') return false;
    const fits =
      name === 'required' ||
      name === 'description' ||
      name === 'title' ||
      name === 'example' ||
      name === 'enum' ||
      name === 'type' ||
      name === 'default' ||
      Array.isArray(member);
    if (!fits) return false;
    const isFree = this.#raw[name] === undefined && name !== 'type';
    this.#report('misplaced-keyword', ['properties', name], {
      message: `${name} stands among the names of properties`,
      taken: isFree ? 'the keyword of the object' : 'left out',
      hint: 'Move it out of properties.',
    });
    if (isFree) this.#current(name, member);
    return true;
  }

  /** `required: true` at a member, as JSON Schema had it up to draft 3. */
  #requireMember(name: string, required: boolean): void {
    this.#report('misplaced-keyword', ['properties', name, 'required'], {
      message: `required takes a list of names, not ${required}`,
      taken: required ? `required: [${name}] of the object` : 'left out',
      hint: required
        ? `Write required: [${name}] beside properties.`
        : 'Remove it: what required does not list is optional.',
    });
    if (required) this.#required.push(name);
  }

  #addRequired(): void {
    if (this.#required.length === 0) return;
    const own = this.#out['required'];
    this.#out['required'] = [...new Set([...(Array.isArray(own) ? (own as string[]) : []), ...this.#required])];
  }

  /** In 3.0 and draft 4 `exclusiveMinimum: true` qualifies `minimum`; from draft 6 on it is the bound itself. */
  #readBounds(): void {
    for (const [exclusive, inclusive] of [
      ['exclusiveMinimum', 'minimum'],
      ['exclusiveMaximum', 'maximum'],
    ] as const) {
      const value = this.#raw[exclusive];
      if (typeof value !== 'boolean') continue;
      if (!this.#around.dialect.booleanBounds) {
        this.#misread(
          exclusive,
          value,
          'a number',
          value ? `the bound ${JSON.stringify(this.#out[inclusive])} itself` : 'left out',
        );
      }
      if (value && this.#out[inclusive] !== undefined) {
        this.#out[exclusive] = this.#out[inclusive];
        delete this.#out[inclusive];
      }
    }
  }
}

function readFlag(value: unknown): boolean {
  return value === true || value === 'true';
}

function allowNull(schema: SchemaObject): void {
  const { type } = schema;
  if (type === undefined) return;
  schema['type'] = [...new Set([type, 'null'].flat())];
  const values = schema['enum'];
  if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...values, null];
}

function worksWithoutFlag(pattern: string): boolean {
  if (/^\/\^|\\[AZzQ]/.test(pattern)) return false;
  try {
    void new RegExp(pattern);
    // Without the flag `[[:alpha:]]` and `a++` would be something else, or nothing.
    return !/\[\[?:\^?\w+:\]/.test(pattern);
  } catch {
    return false;
  }
}

function isSame(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
