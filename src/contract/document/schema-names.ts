/** The names that schemas give themselves: `$id` and `$self` (URIs), `$anchor` and `$dynamicAnchor` (fragments). */
import { pathToFileURL } from 'node:url';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import { isSchemaObject } from '../schema.ts';
import { isRemote, type SourceDocument, type Target } from './read-document.ts';

/** The name under which the anchor of 2019-09's `$recursiveAnchor` is kept; no anchor can be called so. */
export const recursiveAnchor = '*';

/** Members that hold data, in which nothing is a name. */
const dataMembers = new Set(['example', 'examples', 'value', 'default', 'enum', 'const']);

/** What the documents of a contract call their parts. */
export class SchemaNames {
  readonly #resources = new Map<string, Target>();
  readonly #anchors = new Map<string, Target>();
  readonly #dynamic = new Map<string, Map<string, Target>>();
  /** Of each document that has any: the pointers of its resources. */
  readonly #bases = new Map<SourceDocument, Map<string, string>>();

  /** Takes the names of a document in. */
  add(source: SourceDocument): void {
    const own = uriOf(source);
    this.#resources.set(own, { source, pointer: '' });
    const root = isSchemaObject(source.value) ? source.value : {};
    const self = typeof root['$self'] === 'string' ? resolveUri(root['$self'], own) : undefined;
    const bases = new Map([['', self ?? own]]);
    if (self !== undefined) this.#resources.set(self, { source, pointer: '' });
    this.#bases.set(source, bases);
    this.#walk(source, bases, { value: source.value, pointer: '', base: self ?? own });
  }

  /** The URI against which references at a target are resolved. */
  baseOf({ source, pointer }: Target): string {
    const bases = this.#bases.get(source);
    if (!bases || bases.size < 2) return bases?.get('') ?? uriOf(source);
    const tokens = parsePointer(pointer);
    for (let length = tokens.length; length > 0; length -= 1) {
      const base = bases.get(formatPointer(tokens.slice(0, length)));
      if (base !== undefined) return base;
    }
    return bases.get('') ?? uriOf(source);
  }

  /** The part that is called by a URI without fragment. */
  resource(uri: string): Target | undefined {
    return this.#resources.get(uri);
  }

  /** The part that an anchor of a resource names. */
  anchor(uri: string, name: string): Target | undefined {
    return this.#anchors.get(`${uri}#${name}`);
  }

  /** The dynamic anchors of a resource. */
  dynamicAnchors(uri: string): ReadonlyMap<string, Target> | undefined {
    return this.#dynamic.get(uri);
  }

  #walk(
    source: SourceDocument,
    bases: Map<string, string>,
    start: { value: unknown; pointer: string; base: string },
  ): void {
    const waiting = [start];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { value, pointer } = next;
      if (typeof value !== 'object' || value === null) continue;
      const base = isSchemaObject(value) ? this.#nameOf(source, bases, { ...next, value }) : next.base;
      for (const [name, member] of Object.entries(value)) {
        if (typeof member !== 'object' || member === null || dataMembers.has(name) || name.startsWith('x-')) continue;
        waiting.push({ value: member, pointer: pointer + formatPointer([name]), base });
      }
    }
  }

  /** Takes in how a schema is called, and tells the base of what is in it. */
  #nameOf(
    source: SourceDocument,
    bases: Map<string, string>,
    { value, pointer, base: outer }: { value: Record<string, unknown>; pointer: string; base: string },
  ): string {
    let base = outer;
    const id = value['$id'] ?? (typeof value['$ref'] === 'string' || !isDraft4(source) ? undefined : value['id']);
    if (typeof id === 'string') {
      const uri = resolveUri(id, base);
      if (uri?.includes('#') === true && !uri.endsWith('#')) this.#anchors.set(uri, { source, pointer });
      else if (uri !== undefined) {
        base = uri.replace(/#$/, '');
        bases.set(pointer, base);
        this.#resources.set(base, { source, pointer });
      }
    }
    for (const keyword of ['$anchor', '$dynamicAnchor'] as const) {
      const name = value[keyword];
      if (typeof name === 'string') this.#anchors.set(`${base}#${name}`, { source, pointer });
    }
    if (typeof value['$dynamicAnchor'] === 'string')
      this.#addDynamic(base, value['$dynamicAnchor'], { source, pointer });
    if (value['$recursiveAnchor'] === true) this.#addDynamic(base, recursiveAnchor, { source, pointer });
    return base;
  }

  #addDynamic(base: string, name: string, target: Target): void {
    const anchors = this.#dynamic.get(base) ?? new Map<string, Target>();
    anchors.set(name, target);
    this.#dynamic.set(base, anchors);
  }
}

/** `id` is a name only in files that say that they are of draft 4. */
function isDraft4({ value }: SourceDocument): boolean {
  return isSchemaObject(value) && typeof value['$schema'] === 'string' && value['$schema'].includes('draft-04');
}

/** The URI of a document: its own address, or that of its file. */
export function uriOf({ file }: Pick<SourceDocument, 'file'>): string {
  return isRemote(file) ? file : pathToFileURL(file).href;
}

/** A URI against a base; undefined where it is none. */
export function resolveUri(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href;
  } catch {
    // A base such as a URN takes fragments only.
    return reference.startsWith('#') ? base.replace(/#.*/, '') + reference : undefined;
  }
}
