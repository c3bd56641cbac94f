/** The contract that a command works on. */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Contract } from '../contract/contract.ts';
import { loadContract } from '../contract/load-contract.ts';

/** The contract that the package brings along. */
const ownContract = fileURLToPath(new URL('../../contracts', import.meta.url));

/** The named contract, else the working folder's `contracts` or `openapi.yaml`, else the package's own. */
export function openContract(path: string | undefined): Contract {
  const found = ['contracts/openapi.yaml', 'openapi.yaml'].find((file) => existsSync(file));
  return loadContract(path ?? found ?? ownContract);
}

/** A file as the user would name it from where they stand. */
export function shownPath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
