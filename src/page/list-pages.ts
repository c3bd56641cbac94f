/** Which paths mean pages rather than a contract's own files. */
import { existsSync, globSync, readdirSync, statSync } from 'node:fs';
import { extname, relative } from 'node:path';
import { pathInside } from '../contract/inside-folder.ts';
import { contractFileNames } from '../contract/load-contract.ts';

const endings = new Set(['.md', '.markdown', '.mdx']);

/** Documents that people take for pages: where one is named by itself, it is told what it is. */
const others = new Set(['.apib', '.adoc', '.asciidoc', '.html', '.htm', '.raml', '.rst', '.txt']);

function isPage(path: string): boolean {
  return endings.has(extname(path).toLowerCase());
}

function isNamedPage(path: string): boolean {
  return isPage(path) || others.has(extname(path).toLowerCase());
}

/** The pages that `path` means: itself, those of a pattern, those of a folder that has no OpenAPI file; undefined where it means none. Throws a UsageError for a link out of the folder, or out of the one that a pattern begins with. */
export function listPages(path: string): string[] | undefined {
  if (!existsSync(path)) return wildcard.test(path) ? nonEmpty(listMatches(path)) : undefined;
  if (!statSync(path).isDirectory()) return isNamedPage(path) ? [path] : undefined;
  const names = readdirSync(path);
  if (names.some((name) => contractFileNames.includes(name))) return undefined;
  return nonEmpty(
    names
      .filter(isPage)
      .map((name) => pathInside(path, name))
      .filter(isNoFolder),
  );
}

const wildcard = /[*?{[]/;

/** What a pattern finds, inside of the last folder that it names. */
function listMatches(pattern: string): string[] {
  const parts = pattern.split('/');
  const named = parts
    .slice(
      0,
      parts.findIndex((part) => wildcard.test(part)),
    )
    .join('/');
  const folder = named === '' && pattern.startsWith('/') ? '/' : named;
  return globSync(pattern)
    .filter(isPage)
    .filter(isNoFolder)
    .map((found) => pathInside(folder, relative(folder, found)));
}

/** A folder may be called as pages are. */
function isNoFolder(path: string): boolean {
  return !existsSync(path) || !statSync(path).isDirectory();
}

function nonEmpty(files: string[]): string[] | undefined {
  return files.length > 0 ? files.sort() : undefined;
}
