/** Finds the models of one page: by anchor, by heading, by name. */
import { squeezeName } from './squeeze-name.ts';
import type { Page, PageModel } from './page.ts';

export type How = 'anchor' | 'name' | 'loose';

/** The models of a page that one key leads to. */
export interface Models {
  models: readonly PageModel[];
  how: How;
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
    squeezed: Map.groupBy(models, ({ name }) => squeezeName(name)),
  };
  keysOfPages.set(page, made);
  return made;
}

/** The models that a reference may mean, by the surest way that leads to any. */
export function matching(page: Page, { text, anchor }: { text: string; anchor: string }): Models {
  const { anchors, slugs, lower, names, squeezed } = keysOf(page);
  const small = anchor.toLowerCase();
  const byAnchor = anchor === '' ? undefined : (anchors.get(anchor) ?? slugs.get(small) ?? lower.get(small));
  if (byAnchor) return { models: byAnchor, how: 'anchor' };
  const byName = names.get(text);
  if (byName) return { models: byName, how: 'name' };
  const bare = squeezeName(anchor.replace(/^(?:schema|tocs)_?/i, ''));
  return {
    models: (bare === '' ? undefined : squeezed.get(bare)) ?? squeezed.get(squeezeName(text)) ?? [],
    how: 'loose',
  };
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
