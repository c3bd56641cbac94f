/** The content of fields with all that they refer to: one name on two pages may lead to two models. */
import { describeField, fieldsOf, type Field } from '../operation/field.ts';
import type { Page, PageModel } from '../operation/page.ts';
import { readType, referencesIn } from '../text/read-type.ts';
import type { ModelIndex } from './model-index.ts';

/** A field where it stands. */
export interface PlacedField {
  page: Page;
  field: Field;
  /** Index of the operation that it belongs to. */
  operation: number;
}

interface Content {
  own: string;
  models: readonly (PageModel | undefined)[];
}

export class ContentIndex {
  readonly #index: ModelIndex;
  /** Models of one class have one content, as far down as references go. */
  #classes = new Map<PageModel, number>();

  constructor(pages: readonly Page[], index: ModelIndex) {
    this.#index = index;
    const contents = new Map(
      pages.flatMap((page) =>
        page.models.flatMap((model) => {
          const { field, after: operation } = model;
          return field ? [[model, this.#contentOf({ page, field, operation })] as const] : [];
        }),
      ),
    );
    this.#refine(contents);
  }

  /** Equal for fields that say the same, and whose references lead to the same. */
  describe(placed: PlacedField): string {
    return this.#write(this.#contentOf(placed));
  }

  /** Tells models apart by what they say, then by the classes of those that they refer to, until no more come apart. */
  #refine(contents: ReadonlyMap<PageModel, Content>): void {
    for (let known = 0; ;) {
      const classes = new Map<string, number>();
      const next = new Map<PageModel, number>();
      for (const [model, content] of contents) {
        const text = this.#write(content);
        const id = classes.get(text) ?? classes.size;
        classes.set(text, id);
        next.set(model, id);
      }
      this.#classes = next;
      if (classes.size === known) return;
      known = classes.size;
    }
  }

  #write({ own, models }: Content): string {
    return `${own} ${models.map((model) => (model ? (this.#classes.get(model) ?? 0) : -1)).join(' ')}`;
  }

  #contentOf({ page, field, operation }: PlacedField): Content {
    const references = [...fieldsOf(field)].flatMap(({ type }) => referencesIn(readType(type)));
    const referrer = { page, line: field.line, operation, diagnose: () => undefined };
    return {
      own: describeField(field),
      models: references.map((reference) => this.#index.find(reference, referrer)?.model),
    };
  }
}
