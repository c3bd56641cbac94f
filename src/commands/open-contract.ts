/** The contract that a command works on. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../contract/contract.ts';
import { loadContract } from '../contract/load-contract.ts';
import { UsageError } from '../errors.ts';
import { importPages } from '../page/import-pages.ts';
import { listPages } from '../page/is-page.ts';
import { quoteShell } from '../http/display/quote-shell.ts';

/** The contract that the package brings along. */
const ownContract = fileURLToPath(new URL('../../contracts', import.meta.url));

/** The named contract or pages, else the working folder's `contracts` or `openapi.yaml`, else the package's own. */
export function openContract(path: string | readonly string[] | undefined): Contract {
  const found = ['contracts/openapi.yaml', 'openapi.yaml'].find((file) => existsSync(file));
  const paths = [path ?? []].flat();
  const [first = found ?? ownContract, ...others] = paths;
  const pages = [first, ...others].flatMap((each) => listPages(each) ?? []);
  if (pages.length > 0 && paths.every((each) => listPages(each))) return openPages(pages, paths);
  if (others.length > 0) {
    throw new UsageError('several contracts are given', { hint: 'Name one contract, or any number of pages (.md).' });
  }
  return loadContract(first);
}

/** What a page leaves open is said on stderr: the verdict is on what was assumed. */
function openPages(pages: readonly string[], paths: readonly string[]): Contract {
  const { contract, anomalies } = importPages(pages);
  if (anomalies.length > 0) {
    const things = anomalies.length === 1 ? 'one thing was' : `${anomalies.length} things were`;
    process.stderr.write(
      `docpact: ${things} odd or open and had to be assumed; list: docpact import ${paths.map(quoteShell).join(' ')}\n`,
    );
  }
  return contract;
}

/** A file as the user would name it from where they stand. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
