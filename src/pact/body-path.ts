/** Pact's paths into a body (`$.a[0]['b c']`), as tokens. */

export function parseBodyPath(path: string): string[] {
  const steps = path.replace(/^\$(?:\.body(?=[.[]))?/, '').matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/g);
  return [...steps].map(([, name, index, quoted]) => name ?? index ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
}

/** The path with any item of a list for each: `$.a[0].b` -> `$.a[*].b`. */
export function generalPath(path: string): string {
  return path.replace(/\[\d+\]/g, '[*]');
}
