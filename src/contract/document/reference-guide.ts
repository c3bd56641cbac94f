/** Follows references, also those that are not quite written as such, and tells where one leads nowhere. */
import type { ContractDiagnostics, Told } from '../contract-diagnostics.ts';
import type { ContractRule } from '../contract-rule.ts';
import { formatPointer, parsePointer, valueAt } from '../json-pointer.ts';
import { isSchemaObject, type SchemaObject } from '../schema.ts';
import type { OpenedDocument } from './open-document.ts';
import { spotIn } from './origins.ts';
import type { SourceDocument, Target } from './read-document.ts';
import { ReferenceError, type References } from './references.ts';

export class ReferenceGuide {
  readonly #opened: OpenedDocument;
  readonly #root: SourceDocument;
  readonly #references: References;
  readonly #diagnostics: ContractDiagnostics;

  constructor(opened: OpenedDocument, references: References, diagnostics: ContractDiagnostics) {
    this.#opened = opened;
    this.#root = opened.source;
    this.#references = references;
    this.#diagnostics = diagnostics;
  }

  /** Where the document itself has schemas by name. */
  get schemasAt(): readonly string[] {
    return this.#opened.version === '2.0' ? ['definitions'] : ['components', 'schemas'];
  }

  /** What a reference names, also where it is not quite written as one; undefined, and told, where nothing is. */
  follow(reference: string, at: Target, to: string): Target | undefined {
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
      kind === 'schemas' ? this.schemasAt : this.#opened.version === '2.0' ? [kind ?? ''] : ['components', kind ?? ''];
    const components = kind === undefined ? undefined : valueAt(this.#root.value, home);
    if (kind === undefined || !isSchemaObject(components) || name === '') return undefined;
    const names = Object.keys(components);
    const alike = names.filter((each) => each.toLowerCase() === name.toLowerCase());
    const meant = names.includes(name) ? name : alike.length === 1 ? alike[0] : undefined;
    const pointer = meant === undefined ? undefined : formatPointer([...home, meant]);
    // A component whose own reference leads nowhere is not its own help.
    return pointer === undefined || to === pointer ? undefined : pointer;
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

  #tell(rule: ContractRule, { source, pointer }: Target, told: Told): void {
    this.#diagnostics.add(rule, spotIn(source, pointer), told);
  }
}

/** The kind of component that may stand at a bundled pointer. */
function componentKindAt(to: string): string | undefined {
  const tokens = parsePointer(to);
  if (tokens.includes('schema') || tokens[1] === 'schemas') return 'schemas';
  const kinds = ['parameters', 'responses', 'headers', 'examples', 'links', 'callbacks'];
  return tokens.at(-1) === 'requestBody' ? 'requestBodies' : kinds.find((kind) => kind === tokens.at(-2));
}
