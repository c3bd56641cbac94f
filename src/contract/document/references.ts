/** Where `$ref`s lead: into the same document, into another file below the root, to another host where that is allowed. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ContractError } from '../../errors.ts';
import type { ContractRule } from '../contract-rule.ts';
import { isInside } from '../inside-folder.ts';
import { formatPointer, parsePointer } from '../json-pointer.ts';
import { isSchemaObject } from '../schema.ts';
import { type DocumentReader, isRemote, type SourceDocument, type Target } from './read-document.ts';
import { resolveUri, SchemaNames, uriOf } from './schema-names.ts';

export interface ReferenceOptions {
  /** Files are read below this folder only. */
  root: string;
  read: DocumentReader;
}

/** Why a reference leads nowhere. */
export class ReferenceError extends Error {
  readonly rule: ContractRule;

  constructor(rule: ContractRule, message: string) {
    super(message);
    this.rule = rule;
  }
}

/** Most files of one contract. */
const MOST_FILES = 10_000;

export class References {
  readonly names: SchemaNames = new SchemaNames();
  readonly #root: string;
  readonly #read: DocumentReader;
  readonly #documents = new Map<string, SourceDocument>();
  /** Files inside the root, by the paths that led to them. */
  readonly #realPaths = new Map<string, string>();

  constructor(source: SourceDocument, { root, read }: ReferenceOptions) {
    this.#root = existsSync(root) ? realpathSync(root) : root;
    this.#read = read;
    this.#add(source.file, source);
  }

  /** Every file that was read, the root first. */
  get files(): readonly string[] {
    return [...this.#documents.keys()];
  }

  get documents(): Iterable<SourceDocument> {
    return this.#documents.values();
  }

  /** What `reference`, written at `at`, names; throws a ReferenceError where that is nothing. */
  resolve(reference: string, at: Target): Target {
    decode(reference);
    const found = this.#find(reference, at);
    if (this.valueAt(found) !== undefined) return this.#settle(found);
    throw new ReferenceError(
      'dangling-reference',
      `"$ref: ${reference}" names nothing: ${basename(found.source.file)} has no ${found.pointer}`,
    );
  }

  /** The value at a target; `$ref`s on the way to it are followed. */
  valueAt(target: Target): unknown {
    return this.#walk(target)?.value;
  }

  /** The target itself, where a pointer to it leads through `$ref`s. */
  #settle(target: Target): Target {
    return this.#walk(target)?.target ?? target;
  }

  #walk(target: Target, depth = 0): { value: unknown; target: Target } | undefined {
    let current: Target = { source: target.source, pointer: '' };
    let value = target.source.value;
    for (const token of tokensOf(target.pointer)) {
      const inner = memberOf(value, token);
      if (inner !== undefined) {
        value = inner;
        current = { source: current.source, pointer: current.pointer + formatPointer([token]) };
        continue;
      }
      if (!isSchemaObject(value) || typeof value['$ref'] !== 'string' || depth > 20) return undefined;
      const through = this.#find(value['$ref'], current);
      const next = this.#walk({ ...through, pointer: through.pointer + formatPointer([token]) }, depth + 1);
      if (!next) return undefined;
      ({ value, target: current } = next);
    }
    return { value, target: current };
  }

  #find(reference: string, at: Target): Target {
    const [head = '', fragment = ''] = reference.split('#', 2);
    const resource = this.#resourceOf(head, reference, at);
    const pointer = decode(fragment);
    if (pointer === '') return resource;
    if (pointer.startsWith('/')) return this.#pointInto(resource, pointer, at);
    const base = head === '' ? this.names.baseOf(at) : this.names.baseOf(resource);
    const anchored = this.names.anchor(base, pointer) ?? this.names.anchor(uriOf(resource.source), pointer);
    if (anchored) return anchored;
    throw new ReferenceError('dangling-reference', `"$ref: ${reference}" names nothing: there is no anchor ${pointer}`);
  }

  /** Within a schema that has a URI of its own, a pointer is meant from there; people mean the document all the same. */
  #pointInto(resource: Target, pointer: string, at: Target): Target {
    const inner = { source: resource.source, pointer: resource.pointer + pointer };
    if (resource.pointer === '' || this.#walk(inner)) return inner;
    const outer = { source: at.source, pointer };
    return this.#walk(outer) ? outer : inner;
  }

  #resourceOf(head: string, reference: string, at: Target): Target {
    const base = this.names.baseOf(at);
    if (head === '') return this.names.resource(base) ?? { source: at.source, pointer: '' };
    const uri = resolveUri(head, base);
    const named = uri === undefined ? undefined : this.names.resource(uri);
    if (named) return named;
    return { source: this.#openFrom(head, reference, at), pointer: '' };
  }

  #openFrom(head: string, reference: string, at: Target): SourceDocument {
    // A file's schema may have a URI as its `$id`, and all the same refer to the file beside it.
    const base = isRemote(uriOf(at.source)) ? this.names.baseOf(at) : uriOf(at.source);
    const uri = resolveUri(head, isRemote(base) ? base : uriOf(at.source));
    if (uri !== undefined && isRemote(uri)) return this.#openRemote(uri, reference, at);
    if (/^[a-z][a-z\d+.-]+:/i.test(head) && !head.startsWith('file:')) {
      throw new ReferenceError('remote-reference', `"$ref: ${reference}" leaves the contract: no file is called so`);
    }
    const path = head.startsWith('file:') ? fileURLToPath(head) : decode(head);
    return this.#openFile(resolve(dirname(at.source.file), path), reference);
  }

  #openRemote(uri: string, reference: string, at: Target): SourceDocument {
    const known = this.#documents.get(uri);
    if (known) return known;
    const document = this.#tryRead(uri, reference, at.source.file) ?? this.#findById(uri, at.source.file);
    if (!document) {
      const { host } = new URL(uri);
      throw new ReferenceError('remote-reference', `"$ref: ${reference}" leaves the contract, to ${host}`);
    }
    return this.#add(uri, document);
  }

  /** The file beside the one that refers, or in the root, that has the name and the `$id` of an address. */
  #findById(uri: string, from: string): SourceDocument | undefined {
    const name = basename(decode(new URL(uri).pathname));
    for (const folder of isRemote(from) || name === '' ? [] : [dirname(from), this.#root]) {
      const file = resolve(folder, name);
      if (!existsSync(file) || !isInside(this.#root, realpathSync(file))) continue;
      const document = this.#openFile(file, uri);
      const id = isSchemaObject(document.value) ? (document.value['$id'] ?? document.value['id']) : undefined;
      if (id === uri || id === `${uri}#`) return document;
    }
    return undefined;
  }

  #openFile(wanted: string, reference: string): SourceDocument {
    const known = this.#realPaths.get(wanted);
    if (known !== undefined) return this.#documents.get(known) ?? this.#open(known, reference);
    let file: string;
    try {
      file = realpathSync(wanted);
    } catch {
      throw new ReferenceError(
        'dangling-reference',
        `"$ref: ${reference}" names a file that does not exist: ${wanted}`,
      );
    }
    if (!isInside(this.#root, file)) {
      throw new ReferenceError(
        'escaping-reference',
        `"$ref: ${reference}" leads out of the contract's folder ${this.#root}`,
      );
    }
    this.#realPaths.set(wanted, file);
    return this.#documents.get(file) ?? this.#open(file, reference);
  }

  #open(file: string, reference: string): SourceDocument {
    const document = this.#tryRead(file, reference);
    if (document) return this.#add(file, document);
    throw new ReferenceError('dangling-reference', `"$ref: ${reference}" names a file that cannot be read`);
  }

  #tryRead(file: string, reference: string, from?: string): SourceDocument | undefined {
    try {
      return this.#read(file, from);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      const what = isRemote(file) ? 'what' : 'a file that';
      throw new ReferenceError(
        'dangling-reference',
        `"$ref: ${reference}" names ${what} cannot be read: ${error.message}`,
      );
    }
  }

  #add(file: string, document: SourceDocument): SourceDocument {
    if (this.#documents.size >= MOST_FILES) {
      throw new ContractError(`the contract has more than ${MOST_FILES} files`, {
        hint: 'Bundle it first, or name the document that is meant.',
      });
    }
    this.#documents.set(file, document);
    this.names.add(document);
    return document;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ReferenceError('dangling-reference', `"$ref: ${text}" cannot be read: its % escapes are broken`);
  }
}

function tokensOf(pointer: string): string[] {
  try {
    return parsePointer(pointer);
  } catch {
    throw new ReferenceError('dangling-reference', `"${pointer}" is no JSON Pointer`);
  }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}
