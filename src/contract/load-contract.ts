/** Loads a contract from its files. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ContractError } from '../errors.ts';
import { assembleContract } from './assemble-contract.ts';
import type { Contract } from './contract.ts';
import { bundleDocument } from './document/bundle-document.ts';
import { readDocument } from './document/read-document.ts';
import { readScenarios } from './operation/read-scenarios.ts';

/**
 * Loads the contract at `path`: a folder with an `openapi.yaml`, or an OpenAPI 3.x file, YAML or JSON.
 * Throws a ContractError, with file, line and pointer, for anything that does not hold together.
 *
 * @example
 * const contract = loadContract('contracts');
 * console.log(contract.operations.map(({ id }) => id));
 */
export function loadContract(path: string): Contract {
  const { file, root } = findContractFile(path);
  const bundle = bundleDocument(readDocument(realpathSync(file)), { root });
  return assembleContract({
    bundle,
    file,
    readScenarios: (operations) => readScenarios(file, bundle, operations),
  });
}

/** What a contract folder's OpenAPI file may be called. */
const names = ['openapi.yaml', 'openapi.yml', 'openapi.json'];

interface ContractLocation {
  file: string;
  /** References may not lead out of this folder. */
  root: string;
}

/** Finds what a `--contract` value means: the file itself, or the `openapi.yaml|yml|json` of a folder. */
function findContractFile(path: string): ContractLocation {
  const absolute = resolve(path);
  if (!existsSync(absolute)) {
    throw new ContractError(`there is no contract at ${path}`, {
      hint: 'Name a contract folder or an OpenAPI file.',
    });
  }
  if (!statSync(absolute).isDirectory()) return { file: absolute, root: dirname(absolute) };
  const file = names.map((name) => join(absolute, name)).find((candidate) => existsSync(candidate));
  if (file === undefined) {
    throw new ContractError(`the folder ${path} has no ${names.join(', ')}`, { hint: 'Name the OpenAPI file itself.' });
  }
  return { file, root: absolute };
}
