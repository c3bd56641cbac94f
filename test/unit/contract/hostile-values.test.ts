/** Whatever stands in place of a value of a document, or beside it: it is read, or told; it never ends the loading. */
import { expect, it } from 'vitest';
import { listClauses } from '../../../src/contract/clause/list-clauses.ts';
import { lintContract } from '../../../src/contract/lint/lint-contract.ts';
import { loadSource } from '../../../src/contract/load-contract.ts';
import { listLaws } from '../../../src/contract/resource/list-laws.ts';
import { crashesBeside, crashesInPlace } from '../hostile-values.ts';
import { wholeDocuments } from './whole-documents.ts';

function readAll(value: unknown): void {
  const contract = loadSource({
    file: 'openapi.json',
    value,
    placeOf: (pointer) => ({ file: 'openapi.json', pointer, line: 1 }),
  });
  lintContract(contract);
  listClauses(contract);
  listLaws(contract);
}

it.each(Object.entries(wholeDocuments))('is %s', (_format, document) => {
  expect(() => readAll(document)).not.toThrow();
});

it.each(Object.entries(wholeDocuments))('in place of any value of %s', (_format, document) => {
  expect(crashesInPlace(document, readAll)).toEqual([]);
});

it.each(Object.entries(wholeDocuments))('beside any member of %s', (_format, document) => {
  expect(crashesBeside(document, readAll)).toEqual([]);
});
