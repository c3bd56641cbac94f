/** Scalar's API reference, an optional package: finds it, and has the document in which it shows the contract. */
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

export const referenceHtml: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>API reference</title>
</head>
<body>
<div id="reference"></div>
<script src="scalar.js"></script>
<script src="reference.js"></script>
</body>
</html>
`;

/** Nothing that leaves the machine, whatever Scalar would like to load. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export const referenceScript = `
const dark = new URLSearchParams(location.search).get('theme') === 'dark';
Scalar.createApiReference('#reference', {
  url: 'openapi.json',
  telemetry: false,
  withDefaultFonts: false,
  hideDarkModeToggle: true,
  forceDarkModeState: dark ? 'dark' : 'light',
  hideClientButton: true,
  showDeveloperTools: 'never',
  mcp: { disabled: true },
  agent: { disabled: true },
});
`;
