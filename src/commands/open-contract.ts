/** The contract that a command works on. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../contract/contract.ts';
import { lintScenarios } from '../contract/lint/lint-scenarios.ts';
import { loadContract } from '../contract/load-contract.ts';
import { ContractError, UsageError } from '../errors.ts';
import { quoteShell } from '../http/display/quote-shell.ts';
import { importPages } from '../page/import-pages.ts';
import { listPages } from '../page/list-pages.ts';

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
  const { contract, diagnostics } = importPages(pages);
  if (diagnostics.length > 0) {
    const things = diagnostics.length === 1 ? 'one thing was' : `${diagnostics.length} things were`;
    process.stderr.write(
      `docpact: ${things} odd or open and had to be assumed; list: docpact import ${paths.map(quoteShell).join(' ')}\n`,
    );
  }
  return contract;
}

/** The contract that a mock serves: its scenarios obey it, since the mock answers with them as they are. Throws a ContractError for the first that does not hold. */
export function openMockContract(path: string | readonly string[] | undefined): Contract {
  const contract = openContract(path);
  const [finding] = lintScenarios(contract);
  if (finding) {
    throw new ContractError(finding.message, {
      place: finding.place,
      hint: 'docpact lint shows everything that is wrong with the contract.',
    });
  }
  return contract;
}
