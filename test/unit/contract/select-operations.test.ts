/** `--operation`, `--tag` and `--path` choose what is tried. */
import { expect, it } from 'vitest';
import { selectOperations, type Selection } from '../../../src/contract/select-operations.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';

const answer = { responses: { 204: { description: '' } } };
const paths = {
  '/books': {
    get: { operationId: 'listBooks', tags: ['shelf'], ...answer },
    post: { operationId: 'addBook', ...answer },
  },
  '/books/{id}/copies': { get: { operationId: 'listCopies', tags: ['shelf', 'copy'], ...answer } },
  '/loans': { get: { operationId: 'listLoans', tags: 'odd', ...answer } },
};
const document = { openapi: '3.1.0', info: { title: 'Library', version: '1' }, paths };
const contract = loadContract(writeContract({ 'openapi.yaml': document }));

function chosen(selection: Selection): string[] {
  return selectOperations(contract, selection).map(({ id }) => id);
}

it.each<[Selection, string[]]>([
  [{}, ['listBooks', 'addBook', 'listCopies', 'listLoans']],
  [{ ids: ['addBook'] }, ['addBook']],
  [{ tags: ['shelf'] }, ['listBooks', 'listCopies']],
  [{ tags: ['odd'] }, ['listLoans']],
  [{ paths: ['/books'] }, ['listBooks', 'addBook']],
  [{ paths: ['/books/**'] }, ['listBooks', 'addBook', 'listCopies']],
  [{ paths: ['/*'] }, ['listBooks', 'addBook', 'listLoans']],
  [{ tags: ['copy'], ids: ['listLoans'] }, ['listCopies', 'listLoans']],
])('%j', (selection, ids) => {
  expect(chosen(selection)).toEqual(ids);
});

it.each<[Selection, string, string]>([
  [{ ids: ['addBok'] }, 'the contract has no operation "addBok"', 'addBook'],
  [{ tags: ['shelve'] }, 'the contract has no tag "shelve"', 'shelf'],
  [{ paths: ['/book'] }, 'the contract has no path like "/book"', '/books'],
])('%j finds nothing, and what is near is named', (selection, message, near) => {
  expect(() => chosen(selection)).toThrow(expect.objectContaining({ message, hint: expect.stringContaining(near) }));
});
