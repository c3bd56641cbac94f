/** The models of one page: those that a reference may mean, and those that something refers to. */
import { fieldsOf, rootField, type Field } from '../operation/field.ts';
import type { Page, PageModel } from '../operation/page.ts';
import { plainName } from '../../contract/resource/path-shape.ts';
import { readType, referencesIn } from '../text/read-type.ts';

/** What led to a model; `loose` where its name is not written as the reference is. */
export type How = 'anchor' | 'name' | 'loose';

/** The models of a page that a reference may mean. */
interface Models {
  models: readonly PageModel[];
  how: How;
}

/** The models that a reference may mean, by the surest way that leads to any. */
export function findModels(page: Page, { text, anchor }: { text: string; anchor: string }): Models {
  const { anchors, slugs, lower, names, squeezed } = keysOf(page);
  const small = anchor.toLowerCase();
  const byAnchor = anchor === '' ? undefined : (anchors.get(anchor) ?? slugs.get(small) ?? lower.get(small));
  if (byAnchor) return { models: byAnchor, how: 'anchor' };
  const byName = names.get(text);
  if (byName) return { models: byName, how: 'name' };
  const bare = plainName(anchor.replace(/^(?:schema|tocs)_?/i, ''));
  return {
    models: (bare === '' ? undefined : squeezed.get(bare)) ?? squeezed.get(plainName(text)) ?? [],
    how: 'loose',
  };
}

/** `./other.md#schemaa%20b` -> `./other.md` and `schemaa b` */
export function splitTarget(target: string): { path: string; anchor: string } {
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

const namedOfPages = new WeakMap<Page, ReadonlySet<PageModel>>();

/** The models of a page that something on it refers to, themselves apart. */
export function namedModels(page: Page): ReadonlySet<PageModel> {
  const named = namedOfPages.get(page) ?? listNamed(page);
  namedOfPages.set(page, named);
  return named;
}

function listNamed(page: Page): Set<PageModel> {
  const roots = page.operations.flatMap(({ parameters, body, responses }) => [
    ...parameters,
    ...(body ? [body.field] : []),
    ...responses.map(({ structure, type, line }) => structure ?? rootField(line, type)),
  ]);
  const named = (fields: readonly Field[]): PageModel[] =>
    fields.flatMap((field) => [...fieldsOf(field)].flatMap(({ type }) => modelsIn(type, page)));
  const inModels = page.models.flatMap((model) =>
    model.field ? named([model.field]).filter((other) => other !== model) : [],
  );
  return new Set([...named(roots), ...inModels]);
}

function modelsIn(type: string, page: Page): PageModel[] {
  return referencesIn(readType(type)).flatMap(({ text, target }) => [
    ...findModels(page, { text, anchor: splitTarget(target).anchor }).models,
  ]);
}

/** The models of one page by every key that a reference may use. */
interface PageKeys {
  anchors: ReadonlyMap<string, readonly PageModel[]>;
  slugs: ReadonlyMap<string, readonly PageModel[]>;
  lower: ReadonlyMap<string, readonly PageModel[]>;
  names: ReadonlyMap<string, readonly PageModel[]>;
  squeezed: ReadonlyMap<string, readonly PageModel[]>;
}

const keysOfPages = new WeakMap<Page, PageKeys>();

function keysOf(page: Page): PageKeys {
  const known = keysOfPages.get(page);
  if (known) return known;
  const { models } = page;
  const anchored = models.flatMap((model) => [...new Set(model.anchors)].map((anchor) => ({ anchor, model })));
  const anchors = Map.groupBy(anchored, ({ anchor }) => anchor);
  const made: PageKeys = {
    anchors: new Map([...anchors].map(([anchor, all]) => [anchor, all.map(({ model }) => model)])),
    slugs: slugsOf(models),
    lower: Map.groupBy(models, ({ name }) => `schema${name}`.toLowerCase()),
    names: Map.groupBy(models, ({ name }) => name),
    squeezed: Map.groupBy(models, ({ name }) => plainName(name)),
  };
  keysOfPages.set(page, made);
  return made;
}

/** GitHub's slugs: the second heading of one text gets `-1`. */
function slugsOf(models: readonly PageModel[]): Map<string, readonly PageModel[]> {
  const counts = new Map<string, number>();
  const slugs = new Map<string, readonly PageModel[]>();
  for (const model of models) {
    const slug = slugOf(model.name);
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    slugs.set(count === 0 ? slug : `${slug}-${count}`, [model]);
  }
  return slugs;
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .replaceAll(/\s/g, '-');
}
