/** Paths of a contract as routes, and requests' paths against the contract. */
import type { Method, Operation } from '../contract/operation.ts';

/** `/things/{id}` as the router writes it: `/things/:p0`. Names are positions, since a template's may hold any character. */
export function routePath(path: string): string {
  let position = 0;
  return path.replaceAll(':', '::').replace(/\{[^{}]*\}/g, () => `:p${position++}`);
}

/** The names of a path's templates, by position. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
}

/** The methods that the contract has for a request's path; empty for a path that it does not have. */
export function methodsAt(operations: readonly Operation[], pathname: string): Method[] {
  return operations.filter(({ path }) => matches(path, pathname)).map(({ method }) => method);
}

function matches(path: string, pathname: string): boolean {
  const wanted = path.split('/');
  const given = pathname.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === given[index] || (part.includes('{') && given[index] !== ''))
  );
}
