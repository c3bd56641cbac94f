/** Finds Scalar's API reference, an optional package: one file that needs no other. */
import { existsSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The package that the reference comes from. */
export const referencePackage = '@scalar/api-reference';

let found: { file: string | undefined } | undefined;

/** The file of the reference; undefined where the package is not installed. */
export function findReference(): string | undefined {
  found ??= { file: search() };
  return found.file;
}

/** In the user's project first, then beside docpact. */
function search(): string | undefined {
  const bases = [pathToFileURL(join(process.cwd(), 'package.json')), import.meta.url];
  return bases.map((base) => fileFrom(base)).find((file) => file !== undefined && existsSync(file));
}

function fileFrom(base: string | URL): string | undefined {
  try {
    const manifest = findPackageJSON(referencePackage, base);
    return manifest === undefined ? undefined : join(dirname(manifest), 'dist/browser/standalone.js');
  } catch {
    return undefined;
  }
}
