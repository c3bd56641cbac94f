/** Finds the OpenAPI file that a `--contract` value means. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ContractError } from '../errors.ts';

const names = ['openapi.yaml', 'openapi.yml', 'openapi.json'];

export interface ContractLocation {
  file: string;
  /** References may not lead out of this folder. */
  root: string;
}

/** The file itself, or the `openapi.yaml|yml|json` of a folder. */
export function findContractFile(path: string): ContractLocation {
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
