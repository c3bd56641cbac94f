/** Follows references, also those that are not quite written as such, and tells where one leads nowhere. */
import { basename } from 'node:path';
import type { ContractDiagnostics, Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { plainText } from '../name-text.ts';
import { nearest } from '../nearest-name.ts';
import { isSchemaObject, type SchemaObject, unreadKeyword } from '../schema.ts';
import { valueKindOf } from './schema/dialect.ts';
import { quotedReference } from './schema/surroundings.ts';
import type { OpenedDocument } from './open-document.ts';
import { spotIn } from './origins.ts';
import type { SourceDocument, Target } from './read-document.ts';
import { ReferenceError, type References } from './references.ts';
import { uriOf } from './schema-names.ts';

export class ReferenceGuide {
  readonly #opened: OpenedDocument;
  readonly #root: SourceDocument;
  readonly #references: References;
  readonly #diagnostics: ContractDiagnostics;
  /** The maps that are being read, each inside the one before. */
  readonly #maps: string[] = [];

  constructor(opened: OpenedDocument, references: References, diagnostics: ContractDiagnostics) {
    this.#opened = opened;
    this.#root = opened.source;
    this.#references = references;
    this.#diagnostics = diagnostics;
  }

  /** Where the document itself has schemas by name. */
  get schemasAt(): readonly string[] {
    const { value, version } = this.#opened;
    const isOld = version === '2.0' && (value['definitions'] !== undefined || value['components'] === undefined);
    return isOld ? ['definitions'] : ['components', 'schemas'];
  }

  /** The reference to a schema of the document itself by its name; undefined where there is none of that name. */
  referTo(name: string): string | undefined {
    const tokens = [...this.schemasAt, name];
    return name !== '' && valueAt(this.#root.value, tokens) !== undefined
      ? `${uriOf(this.#root)}#${encodeURI(formatPointer(tokens).toWellFormed())}`
      : undefined;
  }

  /** What a reference names, as it is written; undefined, and not told, where nothing is. */
  find(reference: string, at: Target): Target | undefined {
    try {
      return this.#references.resolve(reference, at);
    } catch (error) {
      if (error instanceof ReferenceError) return undefined;
      throw error;
    }
  }

  /** What a reference names, also where it is not quite written as one; undefined, and told, where nothing is. */
  follow(reference: string, at: Target, to: string): Target | undefined {
    try {
      return this.#references.resolve(reference, at);
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      const spot = { source: at.source, pointer: `${at.pointer}/$ref` };
      const { message } = error;
      const isDangling = error.rule === 'dangling-reference';
      const [guessed, near] = isDangling ? this.#guess(reference, to) : [];
      if (guessed === undefined) {
        const hint = near === undefined ? this.#hintFor(to) : `Did you mean "#${near}"?`;
        this.#tell(error.rule, spot, { message, ...(isDangling && hint !== undefined ? { hint } : {}) });
        return undefined;
      }
      const taken = `#${guessed}`;
      this.#tell('inexact-reference', spot, { message, found: reference, taken, hint: `Write $ref: "${taken}".` });
      return { source: this.#root, pointer: guessed };
    }
  }

  /** The schema that a reference names; where it names a part around one schema, that. Undefined, and told, where nothing is one. */
  followSchema(reference: string, at: Target, to: string): Target | undefined {
    const target = this.follow(reference, at, `${to}/schema`);
    const value = target && this.#references.valueAt(target);
    const other = target && (nameOther(value, target.pointer) ?? nameOtherPlace(target));
    if (!target || other === undefined) return target;
    const inner = isSchemaObject(value) ? schemaInside(value) : undefined;
    const pointer = target.pointer + formatPointer(inner ?? []);
    const file = target.source === at.source ? '' : basename(target.source.file);
    this.#tell(
      inner ? 'inexact-reference' : 'dangling-reference',
      { source: at.source, pointer: `${at.pointer}/$ref` },
      {
        message: `"$ref: ${reference}" names ${other}, not a schema`,
        ...(inner ? { taken: `${file}#${pointer}`, hint: 'Name the schema itself.' } : {}),
      },
    );
    return inner && { source: target.source, pointer };
  }

  /** What a reference means that names a schema where a body, an answer or a parameter belongs; undefined where it names what it may. */
  readMisplaced(reference: string, value: unknown, { at, to }: { at: Target; to: string }): SchemaObject | undefined {
    const kind = componentKindAt(to) ?? '';
    const wanted = wantedParts[kind];
    if (wanted === undefined || !isSchemaObject(value) || value['$ref'] !== undefined) return undefined;
    const other = namePart(value);
    const isSchema = looksLikeSchema(value);
    if (!isSchema && (other === undefined || other === wanted.name)) return undefined;
    const isOld = this.#opened.version === '2.0';
    const isRead = isSchema && kind !== 'parameters';
    const inner =
      isOld || kind === 'mediaTypes' ? 'schema: { $ref: … }' : 'content: { application/json: { schema: { $ref: … } } }';
    this.#tell(
      isRead ? 'inexact-reference' : 'dangling-reference',
      { source: at.source, pointer: `${at.pointer}/$ref` },
      {
        message: `"$ref: ${reference}" names ${isSchema ? 'a schema' : String(other)}, not ${wanted.name}`,
        ...(isRead ? { taken: inner.startsWith('schema') ? 'its schema' : 'its schema, as application/json' } : {}),
        hint: !isSchema
          ? `Name ${wanted.name}: "#${formatPointer([...this.#homeOf(kind), 'NAME'])}".`
          : isRead
            ? `Write ${inner}.`
            : 'Give the parameter name and in, and schema: { $ref: … }.',
      },
    );
    if (!isRead) return { [unreadKeyword]: 'dangling-reference' };
    const schema = { $ref: reference };
    if (kind === 'mediaTypes') return { schema };
    return isOld ? { description: '', schema } : { description: '', content: { 'application/json': { schema } } };
  }

  /** What may be named in this place. */
  #hintFor(to: string): string | undefined {
    const kind = componentKindAt(to);
    if (kind === undefined) return undefined;
    const home = this.#homeOf(kind);
    return `Name what exists: "#${formatPointer([...home, 'NAME'])}", or a file beside this one.`;
  }

  #homeOf(kind: string): readonly string[] {
    if (kind === 'schemas') return this.schemasAt;
    return this.#opened.version === '2.0' ? [kind] : ['components', kind];
  }

  /** The component that a reference means by its last word: a bare name, `#/definitions/NAME`, another case; else the one that it nearly names. */
  #guess(reference: string, to: string): [meant?: string, near?: string] {
    const name =
      reference
        .split(/[#/]/)
        .at(-1)
        ?.trim()
        .replace(/\.(?:json|ya?ml)$/, '') ?? '';
    const kind = componentKindAt(to);
    const home = this.#homeOf(kind ?? '');
    const components = kind === undefined ? undefined : valueAt(this.#root.value, home);
    if (kind === undefined || !isSchemaObject(components) || name === '') return [];
    const names = Object.keys(components);
    const alike = names.filter((each) => each.toLowerCase() === name.toLowerCase());
    const meant = names.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
    const pointers = [meant, nearest(name, names)[0]].map((each) => each && formatPointer([...home, each]));
    // A component whose own reference leads nowhere is not its own help.
    return pointers.map((pointer) => (pointer === to ? undefined : pointer)) as [string?, string?];
  }

  /** The map that a map in place of which a `$ref` stands refers to; what stands beside it belongs to it. */
  followMap(map: SchemaObject, at: Target): { value: unknown; at: Target } {
    if (typeof map['$ref'] !== 'string') return { value: map, at };
    const target = this.follow(map['$ref'], at, '');
    const value = target && this.#references.valueAt(target);
    if (!target || !isSchemaObject(value)) return { value: {}, at };
    const { $ref: _, ...beside } = map;
    return { value: Object.keys(beside).length === 0 ? value : { ...value, ...beside }, at: target };
  }

  /** Reads a map that may be written elsewhere; one that is being read already leads back to itself. */
  readMap(map: SchemaObject, at: Target, read: (followed: { value: unknown; at: Target }) => void): void {
    const followed = this.followMap(map, at);
    const key = `${followed.at.source.file}#${followed.at.pointer}`;
    if (this.#maps.includes(key)) return this.tellCircle(map['$ref'], at);
    this.#maps.push(key);
    read(followed);
    this.#maps.pop();
  }

  tellCircle(reference: unknown, at: Target): void {
    this.#tell('circular-reference', at, { message: `"$ref: ${plainText(reference)}" leads back to itself` });
  }

  /** What stands in place of a part whose reference is no text. */
  refuse(reference: unknown, at: Target): SchemaObject {
    const message = `$ref takes a text, not ${JSON.stringify(reference)}`;
    const spot = { source: at.source, pointer: `${at.pointer}/$ref` };
    this.#tell('dangling-reference', spot, { message, hint: quotedReference });
    return { [unreadKeyword]: 'dangling-reference' };
  }

  /** What stands beside a reference to a parameter, an answer, a body, is ignored, but for what describes it. */
  tellSiblings(beside: SchemaObject, { source, pointer }: Target, to: string): void {
    if (componentKindAt(to) === undefined) return;
    const hint = 'Write it where the $ref leads, or all of that here.';
    for (const name of Object.keys(beside).filter((each) => !each.startsWith('x-') && !descriptions.has(each))) {
      const message = `${name} stands beside $ref, where it is ignored`;
      this.#tell('ignored-sibling', { source, pointer: pointer + formatPointer([name]) }, { message, hint });
    }
  }

  #tell(rule: ContractRule, { source, pointer }: Target, told: Told): void {
    this.#diagnostics.add(rule, spotIn(source, pointer), told);
  }
}

const descriptions = new Set(['summary', 'description']);

/** What a value that is no schema is called; undefined for what may be one. */
function nameOther(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'boolean') return undefined;
  if (Array.isArray(value)) return 'a list';
  if (!isSchemaObject(value)) return value === null ? 'nothing' : 'a single value';
  const has = (...names: string[]): boolean => names.every((name) => value[name] !== undefined);
  if (has('openapi') || has('swagger')) return 'a whole document';
  if (has('responses') && isSchemaObject(value['responses'])) return 'an operation';
  if (has('in', 'name') && typeof value['in'] === 'string') return 'a parameter';
  if (isSchemaObject(value['content']) && !has('type')) return 'a body or an answer';
  if (isSchemaObject(value['schema']) && !has('type')) return 'what has a schema';
  const isMap = /\/(?:schemas|definitions|properties|\$defs)$/.test(pointer) && !has('$ref');
  const names = Object.keys(value);
  const areNames =
    names.length > 0 && names.every((name) => valueKindOf(name) === undefined && isSchemaObject(value[name]));
  return isMap && areNames ? 'a map of schemas' : undefined;
}

/** What stands in a document of OpenAPI where it has no schemas. */
function nameOtherPlace({ source, pointer }: Target): string | undefined {
  const [first = '', second, ...others] = parsePointer(pointer);
  if (!isSchemaObject(source.value) || source.value['openapi'] === undefined || second === 'schemas') return undefined;
  const isOther = ['paths', 'webhooks', 'components', 'info', 'servers', 'tags'].includes(first);
  const isInside = others.some((token) => token === 'schema' || token === 'itemSchema' || token.startsWith('x-'));
  return isOther && !isInside ? 'a part of the document' : undefined;
}

/** The parts that another kind of part is told in place of. */
const wantedParts: Readonly<Record<string, { name: string }>> = {
  mediaTypes: { name: 'a media type' },
  parameters: { name: 'a parameter' },
  requestBodies: { name: 'a request body' },
  responses: { name: 'an answer' },
};

/** What a part is that can be nothing else; undefined for one that nobody can tell. */
function namePart(value: SchemaObject): string | undefined {
  if (typeof value['name'] === 'string' && typeof value['in'] === 'string') return 'a parameter';
  if (isSchemaObject(value['content']) && value['description'] !== undefined && value['required'] === undefined)
    return 'an answer';
  return undefined;
}

/** Whether keywords say so, and nothing that other parts have. */
function looksLikeSchema(value: unknown): boolean {
  if (!isSchemaObject(value) || ['content', 'in', 'responses', 'schema'].some((name) => name in value)) return false;
  return ['type', 'properties', 'allOf', 'anyOf', 'oneOf', 'enum'].some((name) => value[name] !== undefined);
}

/** The way to the one schema that a part is for. */
function schemaInside({ schema, content }: SchemaObject): string[] | undefined {
  if (schema !== undefined) return ['schema'];
  const [type, ...others] = isSchemaObject(content) ? Object.keys(content) : [];
  const media = isSchemaObject(content) && type !== undefined ? content[type] : undefined;
  return isSchemaObject(media) && media['schema'] !== undefined && type !== undefined && others.length === 0
    ? ['content', type, 'schema']
    : undefined;
}

/** The kind of component that may stand at a bundled pointer. */
function componentKindAt(to: string): string | undefined {
  const tokens = parsePointer(to);
  if (tokens.includes('schema') || tokens[1] === 'schemas') return 'schemas';
  if (tokens.at(-2) === 'content') return 'mediaTypes';
  const kinds = ['parameters', 'responses', 'headers', 'examples', 'links', 'callbacks'];
  return tokens.at(-1) === 'requestBody' ? 'requestBodies' : kinds.find((kind) => kind === tokens.at(-2));
}
