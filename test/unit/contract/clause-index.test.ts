/** The clauses of some operations, found without listing those of all. */
import { expect, it } from 'vitest';
import { ClauseIndex } from '../../../src/contract/clause/clause-index.ts';
import { listClauses } from '../../../src/contract/clause/list-clauses.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { writeContract } from '../../write-contract.ts';

const answer = (name: string) => `
      operationId: ${name}
      responses:
        '200':
          description: it
          content: {application/json: {schema: {type: object, required: [size], properties: {size: {type: integer}}}}}`;

const contract = loadContract(
  writeContract({
    'openapi.yaml': `openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a:
    get:${answer('crates')}
  /b:
    get:${answer('crates.read')}
  /c:
    get:${answer('crates.response')}
`,
  }),
);
const all = listClauses(contract);
const index = new ClauseIndex(contract, contract.operations);

it('are found by their ids, also where one operation is called as the beginning of another', () => {
  expect(all.map(({ id }) => index.find(id)?.id)).toEqual(all.map(({ id }) => id));
  expect(new Set(all.map(({ operation }) => operation)).size).toBe(3);
  expect(all.map(({ id }) => index.find(id)?.operation)).toEqual(all.map(({ operation }) => operation));
  expect(index.find('crates.response.200.body.weight.type')).toBeUndefined();
  expect(index.find('crates')).toBeUndefined();
});

it('are put in the order of the contract, with what it does not have behind', () => {
  const ids = all.map(({ id }) => id);
  expect(index.sort([...ids.toReversed(), 'nobody.knows', ...ids])).toEqual([...ids, 'nobody.knows']);
});

it.each(['counted', 'listed'])('are as many when they are %s', (how) => {
  const fresh = new ClauseIndex(contract, contract.operations);
  const counts = contract.operations.map((operation) =>
    how === 'counted' ? fresh.count(operation) : fresh.of(operation.id).length,
  );
  expect(counts).toEqual(contract.operations.map(({ id }) => all.filter(({ operation }) => operation === id).length));
  expect(fresh.of('nobody')).toEqual([]);
});
