/** The components of the contract that is being made: models, named bodies and answers, references that lead nowhere. */
import type { Schema, SchemaObject } from '../../contract/schema.ts';
import type { PageDiagnostics } from '../diagnostic/page-diagnostics.ts';
import { rootField, type Field } from '../operation/field.ts';
import { JSON_TYPE, type Page, type PageExample, type PageModel } from '../operation/page.ts';
import { ContentIndex, type PlacedField } from '../reference/content-index.ts';
import { ModelIndex, type PlacedModel } from '../reference/model-index.ts';
import { readType, type Reference } from '../text/read-type.ts';
import { SchemaNames } from './schema-names.ts';
import { referTo, writeSchema, type SchemaContext } from './write-schema.ts';
import { traceLengths } from './write-values.ts';

export interface RegistryOptions {
  /** How a page is called in `x-source`. */
  nameOf(page: Page): string;
  diagnostics: PageDiagnostics;
}

export class SchemaRegistry {
  /** By their names, in the order in which they were asked for. */
  readonly schemas: Map<string, Schema> = new Map();
  /** Examples of models. */
  readonly examples: PageExample[] = [];
  readonly #options: RegistryOptions;
  readonly #index: ModelIndex;
  readonly #contents: ContentIndex;
  readonly #names = new SchemaNames();
  readonly #keys = new Map<PageModel, string>();
  /** The first of the models that share a component: it is the one that is written. */
  readonly #owners = new Map<string, PlacedModel>();

  /** Names are given in the order of the pages' paths, so that the order in which they are named changes none. */
  constructor(pages: readonly Page[], options: RegistryOptions) {
    this.#options = options;
    this.#index = new ModelIndex(pages);
    this.#contents = new ContentIndex(pages, this.#index);
    for (const page of pages.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
      for (const model of page.models) {
        const { name, field, line, after } = model;
        if (!field) continue;
        const key = this.#claim(name, { page, field, operation: after }, line);
        this.#keys.set(model, key);
        if (!this.#owners.has(key)) this.#owners.set(key, { page, model });
      }
    }
  }

  /** What the schemas of one operation's part of a page are written with. */
  contextOf(page: Page, operation: number): SchemaContext {
    const diagnose = this.#options.diagnostics.on(page.file);
    return {
      page,
      operation,
      diagnose,
      sourceOf: (line) => `${this.#options.nameOf(page)}:${line}`,
      find: (reference, line, quietly = false) =>
        this.#index.find(reference, { page, line, operation, diagnose: quietly ? () => undefined : diagnose }),
      componentOf: (placed, reference, line) => (placed ? this.addModel(placed) : this.#addStub(page, reference, line)),
    };
  }

  /** The component of a model. */
  addModel(placed: PlacedModel): string {
    const key = this.#keys.get(placed.model) ?? this.#claimBare(placed);
    if (this.schemas.has(key)) return key;
    const { page, model } = this.#owners.get(key) ?? placed;
    const { name, field, line, description, example, after } = model;
    this.schemas.set(key, true);
    const context = this.contextOf(page, after);
    const root = field ?? rootField(line);
    const schema = writeSchema({ ...root, title: name, description: root.description || description, line }, context);
    if (field && example) {
      traceLengths(schema, example, context.diagnose);
      this.examples.push({ page, part: 'model', owner: key, mediaType: JSON_TYPE, fence: example });
    }
    this.schemas.set(key, schema);
    return key;
  }

  /** The schema of a body or an answer. An object of its own becomes a component under its title; what only refers stays. */
  refer(field: Field, context: SchemaContext): SchemaObject {
    const { reference } = readType(field.type);
    if (!reference) {
      const schema = writeSchema({ ...field, description: '' }, context);
      return field.children.length + field.groups.length === 0 ? schema : this.#addNamed({ ...context, field }, schema);
    }
    const schema = writeSchema({ ...field, title: '', description: '' }, context);
    const { $ref, 'x-source': _, ...others } = schema;
    if ($ref !== undefined && Object.keys(others).length === 0) return { $ref };
    if (schema['properties'] === undefined) return schema;
    const title = context.find(reference, field.line, true)?.model.name ?? reference.text;
    const named = { ...field, title };
    return this.#addNamed({ ...context, field: named }, schema);
  }

  /** The components of `pages`' models in their order, then the others. */
  inOrder(pages: readonly Page[]): Map<string, Schema> {
    const order = pages.flatMap(({ models }) => models.map((model) => this.#keys.get(model) ?? ''));
    const keys = new Set([...order, ...this.schemas.keys()]);
    return new Map(
      [...keys].filter((key) => this.schemas.has(key)).map((key) => [key, this.schemas.get(key) as Schema]),
    );
  }

  #addNamed(placed: PlacedField, schema: SchemaObject): SchemaObject {
    const { field } = placed;
    const key = this.#claim(field.title, placed, field.line);
    if (!this.schemas.has(key)) this.schemas.set(key, { title: field.title, ...schema });
    return referTo(key);
  }

  /** What is named and defined nowhere may be anything; an object is expected. */
  #addStub(page: Page, { text }: Reference, line: number): string {
    const source = `${page.file}:${line}`;
    const { key } = this.#names.claim(text, 'defined nowhere', { suffix: page.name, source });
    if (!this.schemas.has(key)) {
      const written = `${this.#options.nameOf(page)}:${line}`;
      this.schemas.set(key, {
        title: text,
        'x-undefined': true,
        'x-expected': { type: 'object' },
        'x-source': written,
      });
    }
    return key;
  }

  #claim(name: string, placed: PlacedField, line: number): string {
    const { page } = placed;
    const source = `${page.file}:${line}`;
    const { key, other } = this.#names.claim(name, this.#contents.describe(placed), { suffix: page.name, source });
    if (other !== undefined) {
      const rule = other.startsWith(`${page.file}:`) ? 'model-twice' : 'models-differ';
      const found = `${name}, which is another in ${other}`;
      this.#options.diagnostics.on(page.file)(rule, { line, found, taken: `a schema of its own, ${key}` });
    }
    return key;
  }

  /** A model without a table is like no other. */
  #claimBare({ page, model }: PlacedModel): string {
    const source = `${page.file}:${model.line}`;
    const { key } = this.#names.claim(model.name, `no table: ${source}`, { suffix: page.name, source });
    this.#keys.set(model, key);
    return key;
  }
}
