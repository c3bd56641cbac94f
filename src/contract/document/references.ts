/** Where `$ref`s lead: into the same document or into another file of the contract's folder, never out of it. */
import { realpathSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import { ContractError } from '../../errors.ts';
import { parsePointer, valueAt } from '../json-pointer.ts';
import { readDocument, type SourceDocument } from './read-document.ts';

/** A part of a document. */
export interface Target {
  source: SourceDocument;
  pointer: string;
}

/** Throws a ContractError for a reference that names nothing that may be read. */
export class References {
  readonly #root: string;
  readonly #documents = new Map<string, SourceDocument>();
  /** Files inside the root, by the paths that led to them. */
  readonly #realPaths = new Map<string, string>();

  constructor(source: SourceDocument, root: string) {
    this.#root = realpathSync(root);
    this.#documents.set(source.file, source);
  }

  /** Every file that was read, the root first. */
  get files(): readonly string[] {
    return [...this.#documents.keys()];
  }

  /** The value at `target`, which `reference`, written at `at`, names. */
  valueOf(target: Target, reference: string, at: Target): unknown {
    const value = valueAt(target.source.value, parsePointer(target.pointer));
    if (value !== undefined) return value;
    throw referenceError(
      at,
      `"$ref: ${reference}" names nothing: ${basename(target.source.file)} has no ${target.pointer}`,
    );
  }

  /** What `reference`, written at `at`, names. */
  resolve(reference: string, at: Target): Target {
    if (/^[a-z][a-z\d+.-]*:/i.test(reference)) {
      throw referenceError(at, `"$ref: ${reference}" leaves the contract; only relative references are followed`);
    }
    const [path = '', pointer = ''] = this.#decode(reference, at).split('#', 2);
    if (pointer !== '' && !pointer.startsWith('/')) {
      throw referenceError(at, `"$ref: ${reference}" names an anchor; only JSON Pointers are followed`);
    }
    return { source: path === '' ? at.source : this.#openFrom(path, reference, at), pointer };
  }

  #decode(reference: string, at: Target): string {
    try {
      return decodeURIComponent(reference);
    } catch {
      throw referenceError(at, `"$ref: ${reference}" is not a reference that can be read: its % escapes are broken`);
    }
  }

  #openFrom(path: string, reference: string, at: Target): SourceDocument {
    const wanted = resolve(dirname(at.source.file), path);
    const known = this.#realPaths.get(wanted);
    if (known !== undefined) return this.#open(known);
    let file: string;
    try {
      file = realpathSync(wanted);
    } catch {
      throw referenceError(at, `"$ref: ${reference}" names a file that does not exist: ${wanted}`);
    }
    if (!file.startsWith(this.#root + sep)) {
      throw referenceError(at, `"$ref: ${reference}" leads out of the contract's folder ${this.#root}`);
    }
    this.#realPaths.set(wanted, file);
    return this.#open(file);
  }

  #open(file: string): SourceDocument {
    const document = this.#documents.get(file) ?? readDocument(file);
    this.#documents.set(file, document);
    return document;
  }
}

export function referenceError(at: Target, message: string): ContractError {
  return new ContractError(message, { place: at.source.placeOf(at.pointer) });
}
