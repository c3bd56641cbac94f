/** Pages that upstream widdershins writes: whatever it prints comes back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import { expect, it } from 'vitest';
import widdershins from 'widdershins';
import { loadContract } from '../../src/contract/load-contract.ts';
import { diffContracts } from '../../src/diff/diff-contracts.ts';
import { importPages } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';

const clinic = fileURLToPath(new URL('clinic.yaml', import.meta.url));

it('gives back every clause of a document that widdershins has made a page of', async () => {
  const page = join(makeFolder(), 'clinic.md');
  writeFileSync(page, await widdershins.convert(load(readFileSync(clinic, 'utf8')) as object, { language_tabs: [] }));
  const { contract, diagnostics } = importPages([page]);
  const { changes, same } = diffContracts(loadContract(clinic), contract);
  // What a page expects beyond what its document demands is no clause.
  const clauses = changes.filter(({ rule }) => !rule.startsWith('request-expected'));
  expect(clauses.map(({ kind, old, new: now }) => `${kind} ${(now ?? old)?.id}`)).toEqual([]);
  expect(same).toBeGreaterThan(120);
  expect(contract.operations.map(({ id }) => id).toSorted()).toEqual(['putScan', 'listScans', 'addPatient'].toSorted());
  // The examples that it samples break the schemas that it prints.
  const odd = diagnostics.filter(({ rule }) => rule !== 'example-contradicts');
  expect(odd.map(({ rule }) => rule)).toEqual(['unescaped-pipe', 'unescaped-pipe', 'prose-enumeration']);
  expect(odd[0]).toMatchObject({ taken: 'the description "first | last"' });
});
