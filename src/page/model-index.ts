/** Finds the model that a reference means: by anchor, by heading, by name, on its page and on the others. */
import { basename, extname } from 'node:path';
import type { Report } from './anomaly.ts';
import { fieldsOf } from './build-tree.ts';
import { describeField } from './describe-field.ts';
import { rootField, type Field } from './field.ts';
import type { Page, PageModel } from './page.ts';
import { readType, type Reference, type TypeText } from './read-type.ts';

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
  readonly #all: readonly FoundModel[];

  constructor(pages: readonly Page[]) {
    this.#pages = pages;
    this.#all = pages.flatMap((page) => page.models.map((model) => ({ page, model })));
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

  /** A model of that name on other pages, if they agree on it. */
  #elsewhere(text: string, target: string, { page, line, report }: Place): FoundModel | undefined {
    const named = this.#all.filter(({ page: other, model }) => other !== page && model.name === text);
    const contents = new Set(named.map(({ model }) => (model.field ? describeField(model.field) : '')));
    const [first] = named;
    const shown = target === '' ? text : `[${text}](${target})`;
    if (first && contents.size === 1) {
      report('undefined-reference', line, shown, `the model of that name in ${first.page.file}:${first.model.line}`);
      return first;
    }
    const why = contents.size > 1 ? `; ${named.length} other pages have different models of that name` : '';
    report('undefined-reference', line, shown, `any value${why}`);
    return undefined;
  }
}

/** The models of a page that something on it refers to, themselves apart. */
export function namedModels(page: Page): Set<PageModel> {
  const roots = page.operations.flatMap(({ parameters, body, responses }) => [
    ...parameters,
    ...(body ? [body.field] : []),
    ...responses.map(({ structure, type, line }) => structure ?? rootField(line, type)),
  ]);
  const named = (fields: readonly Field[]) =>
    fields.flatMap((field) => [...fieldsOf(field)].flatMap(({ type }) => referenced(page, readType(type))));
  const inModels = page.models.flatMap((model) =>
    model.field ? named([model.field]).filter((other) => other !== model) : [],
  );
  return new Set([...named(roots), ...inModels]);
}

function referenced(page: Page, { reference, items, oneOfTypes = [] }: TypeText): PageModel[] {
  const inside = [...(items ? [items] : []), ...oneOfTypes].flatMap((type) => referenced(page, type));
  if (!reference) return inside;
  return matching(page, { text: reference.text, anchor: splitTarget(reference.target).anchor }).models;
}

type How = 'anchor' | 'name' | 'loose';

function matching(page: Page, { text, anchor }: { text: string; anchor: string }): { models: PageModel[]; how: How } {
  const by = (test: (model: PageModel) => boolean) => page.models.filter(test);
  const attempts: [How, () => PageModel[]][] = [
    ['anchor', () => (anchor === '' ? [] : by(({ anchors }) => anchors.includes(anchor)))],
    ['anchor', () => (anchor === '' ? [] : bySlug(page, anchor))],
    ['anchor', () => (anchor === '' ? [] : by(({ name }) => `schema${name}`.toLowerCase() === anchor.toLowerCase()))],
    ['name', () => by(({ name }) => name === text)],
    [
      'loose',
      () =>
        anchor === '' ? [] : by(({ name }) => squeeze(name) === squeeze(anchor.replace(/^(?:schema|tocs)_?/i, ''))),
    ],
    ['loose', () => by(({ name }) => squeeze(name) === squeeze(text))],
  ];
  for (const [how, attempt] of attempts) {
    const models = attempt();
    if (models.length > 0) return { models, how };
  }
  return { models: [], how: 'loose' };
}

/** GitHub's slugs: the second heading of one text gets `-1`. */
function bySlug(page: Page, anchor: string): PageModel[] {
  const wanted = anchor.toLowerCase();
  const seen = new Map<string, number>();
  return page.models.filter(({ name }) => {
    const slug = slugOf(name);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return (count === 0 ? slug : `${slug}-${count}`) === wanted;
  });
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .replaceAll(/\s/g, '-');
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
  const contents = new Set(models.map(({ field }) => (field ? describeField(field) : '')));
  if (contents.size > 1) {
    report(
      'ambiguous-reference',
      line,
      `${first.name}, which ${models.length} models are called`,
      `the one in line ${chosen.line}`,
    );
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

function splitTarget(target: string): { path: string; anchor: string } {
  const [path = '', ...rest] = target.split('#');
  return { path: decode(path), anchor: decode(rest.join('#')) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
