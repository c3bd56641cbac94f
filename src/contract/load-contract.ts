/** Loads a contract from its files. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ContractError } from '../errors.ts';
import { assembleContract } from './assemble-contract.ts';
import type { Contract } from './contract.ts';
import { bundleDocument } from './document/bundle-document.ts';
import { readPostman } from './document/postman/read-postman.ts';
import { type DocumentReader, isRemote, readDocument, type SourceDocument } from './document/read-document.ts';
import { readScenarios } from './operation/read-scenarios.ts';

/** The contract that the package brings along. */
export const shippedContract: string = fileURLToPath(new URL('../../contracts', import.meta.url));

export interface LoadOptions {
  /** How far `$ref` may reach; the contract's own folder unless given. */
  root?: string;
  /** Whether a slip is an error. */
  strict?: boolean;
  /** Reads the document at an http(s) address; none is read unless given. */
  read?: DocumentReader;
}

/**
 * Loads the contract at `path`, or the one that ships: a folder with an `openapi.yaml`, or an OpenAPI document of 2.0 to 3.2, YAML or JSON. What
 * is odd about it is read as what was meant, or left out, and is among its `diagnostics`. Throws a ContractError, with file,
 * line and pointer, for what cannot be read at all, and with `strict` for the first thing that is odd.
 *
 * @example
 * const contract = loadContract('api/openapi.yaml');
 * console.log(contract.operations.map(({ id }) => id));
 */
export function loadContract(path?: string, options: LoadOptions = {}): Contract {
  const { file, root } = findContractFile(path ?? shippedContract);
  return loadSource(readDocument(placeOf(file), { pipes: true }), { root, ...options }, file);
}

/** The path behind links; what a shell names a pipe by has none. */
function placeOf(file: string): string {
  return statSync(file).isFIFO() ? file : realpathSync(file);
}

/** The contract of a document that is read already; its references are followed from where it says that it is. */
export function loadSource(
  source: SourceDocument,
  { root, strict = false, read }: LoadOptions = {},
  file: string = source.file,
): Contract {
  const readOther: DocumentReader = (other, from) =>
    isRemote(other) ? read?.(other, from) : isRemote(source.file) ? undefined : readDocument(other);
  const collection = readPostman(source);
  const bundle = bundleDocument(collection?.source ?? source, {
    root: resolve(root ?? (isRemote(file) ? '.' : dirname(file))),
    read: readOther,
  });
  const contract = assembleContract({
    bundle,
    file,
    readScenarios: (operations) => {
      if (collection) return collection.scenariosOf(operations);
      return isRemote(file) ? new Map() : readScenarios(file, bundle, operations);
    },
  });
  const [slip] = strict ? contract.diagnostics.filter(({ severity }) => severity !== 'note') : [];
  if (slip)
    throw new ContractError(slip.message, {
      place: slip.place,
      ...(slip.hint === undefined ? {} : { hint: slip.hint }),
    });
  return contract;
}

/** What a contract folder's OpenAPI file may be called. */
export const contractFileNames: readonly string[] = [
  'openapi.yaml',
  'openapi.yml',
  'openapi.json',
  'swagger.yaml',
  'swagger.yml',
  'swagger.json',
];

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
  const file = contractFileNames.map((name) => join(absolute, name)).find((candidate) => existsSync(candidate));
  if (file === undefined) {
    throw new ContractError(`the folder ${path} has no ${contractFileNames.slice(0, 3).join(', ')}`, {
      hint: 'Name the OpenAPI file itself.',
    });
  }
  return { file, root: absolute };
}
