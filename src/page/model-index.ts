/** Finds the model that a reference means: by anchor, by heading, by name, on its page and on the others. */
import { basename, extname } from 'node:path';
import type { Report } from './anomaly.ts';
import { describeField } from './describe-field.ts';
import { splitTarget } from './link-target.ts';
import { matching, type How } from './page-keys.ts';
import type { Page, PageModel } from './page.ts';
import type { Reference } from './read-type.ts';

/** A model and its page. */
export interface FoundModel {
  page: Page;
  model: PageModel;
}

export interface Place {
  page: Page;
  line: number;
  /** Index of the operation that refers; models below it come first. */
  operation: number;
  report: Report;
}

export class ModelIndex {
  readonly #pages: readonly Page[];
  readonly #byName: ReadonlyMap<string, readonly FoundModel[]>;
  readonly #models = new Map<string, readonly PageModel[]>();

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
    const all = pages.flatMap((page) => page.models.map((model) => ({ page, model })));
    this.#byName = Map.groupBy(all, ({ model }) => model.name);
  }

  /** The model; undefined where no page has it. What was not certain is reported. */
  find({ text, target }: Reference, place: Place): FoundModel | undefined {
    const { page, line, report } = place;
    const { path, anchor } = splitTarget(target);
    if (path !== '') {
      const other = this.#pages.find(({ name }) => name === basename(path, extname(path)));
      const there = other && choose(other, matching(other, { text, anchor }).models, place);
      if (there && other !== page) {
        report(
          'other-page-reference',
          line,
          `[${text}](${target})`,
          `the model ${there.name} in ${other.file}:${there.line}`,
        );
        return { page: other, model: there };
      }
    }
    const { models, how } = matching(page, { text, anchor });
    const here = choose(page, models, place);
    if (!here) return this.#elsewhere(text, target, place);
    reportMismatch(here, { text, target, anchor, how }, place);
    return { page, model: here };
  }

  #modelsOf(name: string): readonly PageModel[] {
    const known = this.#models.get(name) ?? (this.#byName.get(name) ?? []).map(({ model }) => model);
    this.#models.set(name, known);
    return known;
  }

  /** A model of that name on other pages, if they agree on it. */
  #elsewhere(text: string, target: string, { line, report }: Place): FoundModel | undefined {
    const named = this.#byName.get(text) ?? [];
    const [first] = named;
    const alike = !differ(this.#modelsOf(text));
    const shown = target === '' ? text : `[${text}](${target})`;
    if (first && alike) {
      report('undefined-reference', line, shown, `the model of that name in ${first.page.file}:${first.model.line}`);
      return first;
    }
    const why = first ? `; ${named.length} other pages have different models of that name` : '';
    report('undefined-reference', line, shown, `any value${why}`);
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
  { page: from, line, operation, report }: Place,
): PageModel | undefined {
  const [first, ...others] = models;
  if (!first || others.length === 0) return first;
  const near = page === from ? models.find(({ after }) => after === operation) : undefined;
  const chosen = near ?? first;
  if (differ(models)) {
    const read = `${first.name}, which ${models.length} models are called`;
    report('ambiguous-reference', line, read, `the one in line ${chosen.line}`);
  }
  return chosen;
}

interface Match {
  text: string;
  target: string;
  anchor: string;
  how: How;
}

function reportMismatch(model: PageModel, { text, target, anchor, how }: Match, { line, report }: Place): void {
  const shown = `[${text}](${target})`;
  const lost = anchor !== '' && how !== 'anchor';
  if (lost || model.name !== text || /\s/.test(anchor)) {
    report('inexact-reference', line, shown, `the model ${model.name} in line ${model.line}`);
  }
}
