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

/** `nonce` lets Scalar's own style sheet in. */
export const referenceHtml = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta property="csp-nonce" content="${nonce}">
<title>API reference</title>
</head>
<body>
<div id="reference"></div>
<script src="reference-styles.js"></script>
<script src="scalar.js"></script>
<script src="reference.js"></script>
</body>
</html>
`;

/** Nothing that leaves the machine, whatever Scalar would like to load. */
export const referencePolicy = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** Runs before Scalar: what it does to styles in ways that the policy forbids, it then does in ways that are allowed. */
export const referenceStylesScript: string = String.raw`
const { content: nonce } = document.querySelector('meta[property=csp-nonce]');
const { createElement } = Document.prototype;
Document.prototype.createElement = function (...given) {
  const made = createElement.apply(this, given);
  if (made instanceof HTMLStyleElement) made.nonce = nonce;
  return made;
};
const { setAttribute } = Element.prototype;
Element.prototype.setAttribute = function (name, value) {
  if (name === 'style' && this.style) this.style.cssText = value;
  else setAttribute.call(this, name, value);
};
const html = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
Object.defineProperty(Element.prototype, 'innerHTML', {
  ...html,
  set(text) {
    html.set.call(this, String(text ?? '').replaceAll(/(<[a-z][^<>]*?\s)style=/gi, '$1data-style='));
    const root = this instanceof HTMLTemplateElement ? this.content : this;
    for (const each of root.querySelectorAll('[data-style]')) each.style.cssText = each.dataset.style;
  },
});
`;

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
