/** Finds the model that a reference means: by anchor, by heading, by name, on its page and on the others. */
import { basename, extname } from 'node:path';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { describeField } from '../operation/field.ts';
import type { Page, PageModel } from '../operation/page.ts';
import type { Reference } from '../text/read-type.ts';
import { findModels, splitTarget, type How } from './page-models.ts';

/** A model and its page. */
export interface PlacedModel {
  page: Page;
  model: PageModel;
}

/** Where a reference stands. */
export interface Referrer {
  page: Page;
  line: number;
  /** Index of the operation that refers; models below it come first. */
  operation: number;
  diagnose: Diagnose;
}

export class ModelIndex {
  readonly #pages: readonly Page[];
  readonly #byName: ReadonlyMap<string, readonly PlacedModel[]>;
  readonly #models = new Map<string, readonly PageModel[]>();

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
    const all = pages.flatMap((page) => page.models.map((model) => ({ page, model })));
    this.#byName = Map.groupBy(all, ({ model }) => model.name);
  }

  /** The model; undefined where no page has it. What was not certain is told. */
  find({ text, target }: Reference, referrer: Referrer): PlacedModel | undefined {
    const { page, line, diagnose } = referrer;
    const { path, anchor } = splitTarget(target);
    if (path !== '') {
      const other = this.#pages.find(({ name }) => name === basename(path, extname(path)));
      const there = other && choose(other, findModels(other, { text, anchor }).models, referrer);
      if (there && other !== page) {
        diagnose('other-page-reference', {
          line,
          found: `[${text}](${target})`,
          taken: `the model ${there.name} in ${other.file}:${there.line}`,
        });
        return { page: other, model: there };
      }
    }
    const { models, how } = findModels(page, { text, anchor });
    const here = choose(page, models, referrer);
    if (!here) return this.#elsewhere({ text, target }, referrer);
    diagnoseMismatch(here, { text, target, anchor, how }, referrer);
    return { page, model: here };
  }

  #modelsOf(name: string): readonly PageModel[] {
    const known = this.#models.get(name) ?? (this.#byName.get(name) ?? []).map(({ model }) => model);
    this.#models.set(name, known);
    return known;
  }

  /** A model of that name on other pages, if they agree on it. */
  #elsewhere({ text, target }: Reference, { line, diagnose }: Referrer): PlacedModel | undefined {
    const named = this.#byName.get(text) ?? [];
    const [first] = named;
    const alike = !differ(this.#modelsOf(text));
    const found = target === '' ? text : `[${text}](${target})`;
    if (first && alike) {
      diagnose('undefined-reference', {
        line,
        found,
        taken: `the model of that name in ${first.page.file}:${first.model.line}`,
      });
      return first;
    }
    const why = first ? `; ${named.length} other pages have different models of that name` : '';
    diagnose('undefined-reference', { line, found, taken: `any value${why}` });
    return undefined;
  }
}

/** Whether models of one key differ, asked once. */
const differing = new WeakMap<readonly PageModel[], boolean>();

function differ(models: readonly PageModel[]): boolean {
  const known =
    differing.get(models) ?? new Set(models.map(({ field }) => (field ? describeField(field) : ''))).size > 1;
  differing.set(models, known);
  return known;
}

/** Of several, the first below the operation that refers, else the first. */
function choose(
  page: Page,
  models: readonly PageModel[],
  { page: from, line, operation, diagnose }: Referrer,
): PageModel | undefined {
  const [first, ...others] = models;
  if (!first || others.length === 0) return first;
  const near = page === from ? models.find(({ after }) => after === operation) : undefined;
  const chosen = near ?? first;
  if (differ(models)) {
    const found = `${first.name}, which ${models.length} models are called`;
    diagnose('ambiguous-reference', { line, found, taken: `the one in line ${chosen.line}` });
  }
  return chosen;
}

interface Match {
  text: string;
  target: string;
  anchor: string;
  how: How;
}

function diagnoseMismatch(model: PageModel, { text, target, anchor, how }: Match, { line, diagnose }: Referrer): void {
  const lost = anchor !== '' && how !== 'anchor';
  if (lost || model.name !== text || /\s/.test(anchor)) {
    diagnose('inexact-reference', {
      line,
      found: `[${text}](${target})`,
      taken: `the model ${model.name} in line ${model.line}`,
    });
  }
}
