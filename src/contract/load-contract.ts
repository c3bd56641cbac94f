/** Loads a contract from its files. */
import { realpathSync } from 'node:fs';
import { assembleContract } from './assemble-contract.ts';
import { bundleDocument } from './document/bundle-document.ts';
import type { Contract } from './contract.ts';
import { findContractFile } from './find-contract-file.ts';
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
  const bundle = bundleDocument(readDocument(realpathSync(file)), root);
  return assembleContract({
    bundle,
    file,
    readScenarios: (operations) => readScenarios(file, bundle.document['x-scenarios'], operations),
  });
}
