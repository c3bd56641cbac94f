/** Compares documents that a test has in memory, and says whom the changes break. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContract } from '../../src/contract/load-contract.ts';
import type { Change } from '../../src/diff/change.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { makeFolder } from '../cli/write-contract.ts';
import type { Relation } from './changes/schemas.ts';

const folder = makeFolder();
let count = 0;

function load(document: object): ReturnType<typeof loadContract> {
  count += 1;
  const file = join(folder, `${count}.json`);
  writeFileSync(file, JSON.stringify(document));
  return loadContract(file);
}

/** What changed between two documents. */
export function diffDocuments(old: object, now: object): readonly Change[] {
  return diffContracts(load(old), load(now)).changes;
}

/** `callers`, `providers`, `both`, `nobody`; in brackets whom it may break only. */
export function verdict(changes: readonly Change[]): string {
  const name = (has: (whom: 'callers' | 'providers') => boolean) =>
    has('callers') ? (has('providers') ? 'both' : 'callers') : has('providers') ? 'providers' : 'nobody';
  const certain = name((whom) => changes.some(({ breaks }) => breaks[whom]));
  const doubtful = name((whom) => changes.some(({ breaks, mayBreak }) => mayBreak?.[whom] === true && !breaks[whom]));
  return doubtful === 'nobody' ? certain : `${certain} (${doubtful})`;
}

/** The relation the other way round. */
export const flipped: Readonly<Record<Relation, Relation>> = { '<': '>', '>': '<', '<>': '<>', '=': '=' };

/** The verdict of a relation between two schemas. */
export const wanted: Readonly<Record<'request' | 'answer', Readonly<Record<Relation, string>>>> = {
  request: { '<': 'both', '>': 'providers', '<>': 'both', '=': 'nobody' },
  answer: { '<': 'providers', '>': 'callers', '<>': 'both', '=': 'nobody' },
};
