/** Which models of a page something on it refers to. */
import { fieldsOf } from './build-tree.ts';
import { rootField, type Field } from './field.ts';
import { splitTarget } from './link-target.ts';
import { matching } from './page-keys.ts';
import type { Page, PageModel } from './page.ts';
import { readType, type TypeText } from './read-type.ts';

const known = new WeakMap<Page, ReadonlySet<PageModel>>();

/** The models of a page that something on it refers to, themselves apart. */
export function namedModels(page: Page): ReadonlySet<PageModel> {
  const named = known.get(page) ?? listNamed(page);
  known.set(page, named);
  return named;
}

function listNamed(page: Page): Set<PageModel> {
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
  const { models } = matching(page, { text: reference.text, anchor: splitTarget(reference.target).anchor });
  return [...inside, ...models];
}
