/** Under which names schemas stand among the components of a bundle. */
import { basename } from 'node:path';
import { parsePointer } from '../json-pointer.ts';
import { isSchemaObject } from '../schema.ts';
import type { Target } from './read-document.ts';
import type { SchemaNames } from './schema-names.ts';

export class ComponentNames {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #own: SchemaNames;

  constructor(own: SchemaNames) {
    this.#own = own;
  }

  has(key: string): boolean {
    return this.#names.has(key);
  }

  /** Gives a schema the name that the document has for it. */
  keep(target: Target, dynamic: ReadonlyMap<string, Target>, name: string): void {
    this.#taken.add(name);
    const key = this.keyOf(target, dynamic);
    if (!this.#names.has(key)) this.#names.set(key, name);
  }

  /** The name of a schema; one that has none gets its own, its title, or that of its place. */
  nameOf(target: Target, { key, schema, own }: { key: string; schema: unknown; own: string | undefined }): string {
    const name = this.#names.get(key) ?? own ?? this.#freeName(target, schema);
    this.#names.set(key, name);
    this.#taken.add(name);
    return name;
  }

  /** What a schema means depends on the dynamic anchors that were passed on the way to it, where its own do not say the same. */
  keyOf(target: Target, dynamic: ReadonlyMap<string, Target>): string {
    const own = dynamic.size === 0 ? undefined : this.#own.dynamicAnchors(this.#own.baseOf(target));
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
}
