/** Ids for the operations of pages: what the page gives, else the name of a page that has one operation, else method and path. */
import { defaultId } from '../contract/operation/read-operations.ts';
import type { Page, PageOperation } from './page.ts';

/** A function that gives each operation an id of its own, always the same. */
export function createIds(pages: readonly Page[]): (operation: PageOperation, page: Page) => string {
  const taken = new Set<string>();
  const names = Map.groupBy(pages, ({ name }) => name);
  return (operation, page) => {
    const wanted = [
      identifier(operation.id),
      page.operations.length === 1 && names.get(page.name)?.length === 1 ? identifier(page.name) : undefined,
      defaultId(operation.method, operation.path),
    ];
    const id = wanted.find((each): each is string => each !== undefined && !taken.has(each.toLowerCase()));
    const free = id ?? numbered(defaultId(operation.method, operation.path), taken);
    taken.add(free.toLowerCase());
    return free;
  };
}

/** A name that can be an id and a folder as it is. */
function identifier(name: string | undefined): string | undefined {
  return name !== undefined && /^[A-Za-z][\w-]{0,80}$/.test(name) && !/^(?:readme|index|api)$/i.test(name)
    ? name
    : undefined;
}

function numbered(base: string, taken: ReadonlySet<string>): string {
  for (let n = 2; ; n += 1) {
    if (!taken.has(`${base}${n}`.toLowerCase())) return `${base}${n}`;
  }
}
