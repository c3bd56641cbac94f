/** Path templates, both ways: filled for a request, and held against a request's path; and as the routes of a router. */
import type { Method, Operation } from '../../contract/operation.ts';

/** `/things/{id}` as the router writes it: `/things/:p0`. Names are positions, since a template's may hold any character. */
export function routePath(path: string): string {
  let position = 0;
  return path.replaceAll(':', '::').replace(/\{[^{}]*\}/g, () => `:p${position++}`);
}

/** The names of a path's templates, by position. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/** `/things/{id}` with a text for each template. */
export function fillPath(path: string, textFor: (name: string) => string): string {
  return path.replace(/\{([^{}]*)\}/g, (_, name: string) => textFor(name));
}

/** The methods that the contract has for a request's path; empty for a path that it does not have. */
export function methodsAt(operations: readonly Operation[], pathname: string): Method[] {
  return operations.filter(({ path }) => matchPath(path, pathname)).map(({ method }) => method);
}

/** The templates' values in a request's path, percent-decoded; undefined where it is another path. */
export function matchPath(path: string, pathname: string): Record<string, string> | undefined {
  const wanted = path.split('/');
  const given = pathname.split('/');
  if (wanted.length !== given.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (!part.includes('{')) {
      if (part !== text) return undefined;
      continue;
    }
    const found = matchPart(part, text);
    if (!found) return undefined;
    Object.assign(values, found);
  }
  return values;
}

/** One segment: `{id}`, or text around templates, `report-{year}.{format}`. */
function matchPart(part: string, text: string): Record<string, string> | undefined {
  const names = templateNames(part);
  const pattern = part.split(/\{[^{}]*\}/).map((fixed) => fixed.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const found = new RegExp(`^${pattern.join('([^/]+?)')}$`).exec(text);
  if (!found) return undefined;
  try {
    return Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]));
  } catch {
    return undefined;
  }
}

/** The operation that a method and a path lead to; where several fit, the one with the fewest templates in its path. */
export function findOperation(
  operations: readonly Operation[],
  { method, path }: { method: string; path: string },
): Operation | undefined {
  const [pathname = ''] = path.split('?', 1);
  return operations
    .filter((each) => each.method === method.toLowerCase() && matchPath(each.path, pathname))
    .sort((a, b) => templateNames(a.path).length - templateNames(b.path).length)[0];
}
