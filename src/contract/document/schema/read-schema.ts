/** Reads one schema, whatever version it is written in, as the JSON Schema 2020-12 that it means; tells each slip and never stops at one. */
import type { Told } from '../../contract-diagnostics.ts';
import type { ContractRule } from '../../contract-rule.ts';
import { nearest } from '../../nearest-name.ts';
import { isSchemaObject, type Schema, type SchemaObject, unreadKeyword } from '../../schema.ts';
import { foreignKeywords, knownKeywords, valueKindOf } from './dialect.ts';
import { allowNull, readBounds, readFlag } from './read-bounds.ts';
import { type PlainKind, readKeyword, wantedBy } from './read-keyword.ts';
import { readPattern } from './read-pattern.ts';
import { readOlder, tellForeign } from './read-older.ts';
import { readTypes } from './read-types.ts';
import { checkKeywords } from './check-keywords.ts';
import { readWord } from './read-word.ts';
import { type SchemaSurroundings, shorten, UnreadSchemaError, quotedReference } from './surroundings.ts';

/** The schema that `raw` means; one that means nothing accepts anything and is marked. */
export function readSchema(raw: unknown, surroundings: SchemaSurroundings): Schema {
  if (typeof raw === 'boolean') return raw;
  try {
    if (isSchemaObject(raw)) return new SchemaReader(raw, surroundings).read();
    return readWord(raw, surroundings);
  } catch (error) {
    if (!(error instanceof UnreadSchemaError)) throw error;
    const { message, hint } = error;
    surroundings.report('unread-schema', error.tokens, { message, ...(hint === undefined ? {} : { hint }) });
    return { [unreadKeyword]: 'unread-schema' };
  }
}

/** `required` as older versions have it at a member. */
function isFlag(value: unknown): boolean {
  return typeof value !== 'number' && readFlag(value) !== undefined;
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
    readBounds({ raw: this.#raw, out: this.#out, around: this.#around });
    this.#addRequired();
    const isNullable = [dialect.nullable, 'nullable'].some((name) => readFlag(this.#raw[name ?? '']) === true);
    if (dialect.nullable !== undefined && isNullable) allowNull(this.#out);
    checkKeywords({ raw: this.#raw, out: this.#out, around: this.#around });
    return this.#out;
  }

  /** Extensions are ours, or some tool's, and stay beside a reference. */
  #readAlone(): Schema {
    for (const [keyword, value] of Object.entries(this.#raw)) {
      const isKept = keyword === '$ref' || keyword.startsWith('x-');
      if (isKept) this.#keyword(keyword, value);
      if (!isKept ? this.#demands(keyword) : keyword === this.#around.dialect.nullable && readFlag(value)) {
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
        throw new UnreadSchemaError(['$ref'], `$ref takes a text, not ${JSON.stringify(value)}`, quotedReference);
      this.#out[keyword] = value;
    } else if (keyword === 'discriminator' && typeof value === 'string') {
      // As Swagger 2.0 has it.
      if (dialect.nullable !== 'x-nullable')
        this.#misread(keyword, value, 'a map with propertyName', `{ propertyName: ${value} }`);
      this.#out[keyword] = { propertyName: value };
    } else if (this.#isName(keyword)) {
      if (typeof value !== 'string' && keyword !== '$vocabulary') this.#misread(keyword, value, 'a text', 'left out');
      else if (keyword === '$dynamicRef' && !dialect.lacks.has(keyword)) this.#out[keyword] = value;
    } else if (readOlder(keyword, value, { raw: this.#raw, out: this.#out, around: this.#around })) {
      return;
    } else if (dialect.lacks.has(keyword)) {
      return;
    } else {
      this.#current(keyword, value);
    }
  }

  /** Whether the keyword says how a schema is called or read. */
  #isName(keyword: string): boolean {
    return keyword === this.#around.dialect.id || naming.has(keyword);
  }

  #current(keyword: string, value: unknown): void {
    const { dialect } = this.#around;
    if (dialect.borrows.has(keyword))
      this.#report('foreign-keyword', [keyword], {
        message: `${keyword} is no keyword of ${dialect.name}`,
        taken: 'what it means in OpenAPI 3',
        hint: 'Write the document in OpenAPI 3, or leave it out.',
      });
    const kind = valueKindOf(keyword);
    switch (kind) {
      case undefined:
        return this.#unknown(keyword);
      case 'any':
        this.#out[keyword] = value;
        return;
      case 'types':
        readTypes(value, { raw: this.#raw, out: this.#out, around: this.#around });
        return;
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
        if (keyword === 'required' && isFlag(value)) return this.#refuseFlag(value);
        return this.#plain(kind, keyword, value);
    }
  }

  #unknown(keyword: string): void {
    const { dialect } = this.#around;
    if (foreignKeywords.has(keyword)) return tellForeign(keyword, this.#around);
    const [near] = keyword.length < 3 ? [] : nearest(keyword, knownKeywords);
    if (near === undefined || Math.abs(near.length - keyword.length) > 2) return;
    this.#report('similar-keyword', [keyword], {
      message: `"${keyword}" is not a keyword of JSON Schema ${dialect.name}`,
      taken: 'an annotation, which demands nothing',
      hint: `Did you mean "${near}"? Names of your own begin with "x-".`,
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
      hint: /^(?:left out|a )/.test(taken)
        ? `Give ${keyword} ${wanted}, or remove it.`
        : `Write ${keyword}: ${taken.slice(0, 60)}${taken.length > 60 ? '…' : '.'}`,
    });
  }

  #pattern(keyword: string, value: unknown): void {
    if (typeof value !== 'string') return this.#plain('text', keyword, value);
    const read = readPattern(value, (rule, told) => this.#report(rule, [keyword], told));
    if (read !== undefined) this.#out[keyword] = read;
  }

  #schema(keyword: string, value: unknown): void {
    if (value === null) return this.#misread(keyword, value, 'a schema', 'left out');
    this.#out[keyword] = this.#around.readInner(value, [keyword], [keyword]);
  }

  #schemaList(keyword: string, value: unknown): void {
    if (isSchemaObject(value)) {
      const names = Object.keys(value);
      const isMap = names.every((name) => valueKindOf(name) === undefined && isSchemaObject(value[name]));
      this.#misread(keyword, value, 'a list of schemas', isMap ? 'a list of its members' : 'a list of this one');
      this.#out[keyword] = isMap
        ? names.map((name, at) => this.#around.readInner(value[name], [keyword, name], [keyword, String(at)]))
        : [this.#around.readInner(value, [keyword], [keyword, '0'])];
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
    if (Array.isArray(given)) return this.#listedSchemas(keyword, given);
    if (!isSchemaObject(given)) return this.#misread(keyword, given, 'a map from names to schemas', 'left out');
    this.#around.readMap(given, {
      keyword,
      read: (map, readInner) => {
        if (isSchemaObject(map)) this.#out[keyword] = this.#membersOf(map, { keyword, readInner });
      },
    });
  }

  #membersOf(
    map: SchemaObject,
    { keyword, readInner }: { keyword: string; readInner: SchemaSurroundings['readInner'] },
  ): SchemaObject {
    const members: [string, Schema][] = [];
    for (const [name, member] of Object.entries(map)) {
      if (keyword === 'properties' && this.#isMisplaced(name, member)) continue;
      const key =
        keyword === 'patternProperties'
          ? readPattern(name, (rule, told) => this.#report(rule, [keyword, name], told))
          : name;
      if (key === undefined) continue;
      members.push([key, readInner(member, [keyword, name], [keyword, key])]);
      if (keyword === 'properties' && isSchemaObject(member) && isFlag(member['required'])) {
        this.#requireMember(name, readFlag(member['required']) === true);
      }
    }
    return Object.fromEntries(members);
  }

  /** A list in place of a map: each entry has one name as its key, or says its own. */
  #listedSchemas(keyword: string, list: readonly unknown[]): void {
    const members = list.map((entry, index) => {
      if (!isSchemaObject(entry)) return undefined;
      const { name, ...schema } = entry;
      const [only = '', ...others] = Object.keys(entry);
      if (typeof name === 'string') return { name, schema, from: [keyword, String(index)] };
      return others.length > 0 ? undefined : { name: only, schema: entry[only], from: [keyword, String(index), only] };
    });
    const isRead = members.length > 0 && members.every((member) => member !== undefined);
    this.#misread(keyword, list, 'a map from names to schemas', isRead ? 'a map of its entries' : 'left out');
    if (!isRead) return;
    this.#out[keyword] = Object.fromEntries(
      members.map(({ name, schema, from }) => [name, this.#around.readInner(schema, from, [keyword, name])]),
    );
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

  /** Of a member, its object is told. */
  #refuseFlag(value: unknown): void {
    if (!this.#around.isMember) this.#misread('required', value, wantedBy.names, 'left out');
  }

  #addRequired(): void {
    if (this.#required.length === 0) return;
    const own = this.#out['required'];
    this.#out['required'] = [...new Set([...(Array.isArray(own) ? (own as string[]) : []), ...this.#required])];
  }
}
