/** Documented headers of an answer: there where they are required, and valid. */
import { expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load-contract.ts';
import { headerSchema } from '../../../src/verify/check/header.ts';
import { readOutcome } from '../../../src/verify/check/outcome.ts';
import { documentWith, writeContract } from '../../write-contract.ts';

const headers = {
  'X-Left': { required: true, schema: { type: 'integer' } },
  'X-Note': { schema: { type: 'string', maxLength: 3 } },
};
const responses = { 201: { description: 'made', headers } };
const contract = loadContract(writeContract({ 'openapi.json': documentWith(true, true, { responses }) }));

function judge(answer: Record<string, string>) {
  const [operation] = contract.operations;
  if (!operation) throw new Error('the contract has no operation');
  const outcome = readOutcome(contract, {
    operation,
    step: { values: {}, form: {}, expect: 'success' },
    exchange: {
      request: { method: 'POST', url: 'http://h/things', headers: {}, body: undefined },
      response: { status: 201, headers: answer, body: Buffer.of() },
      duration: 1,
    },
  });
  return headerSchema(outcome).map(({ clause, message }) => [clause, message]);
}

it.each<[string, Record<string, string>, string[][]]>([
  ['all of them', { 'x-left': '7', 'x-note': 'abc' }, []],
  ['only the required one', { 'x-left': '7' }, []],
  ['none', {}, [['addThing.response.201.header.x-left.required', 'the header X-Left is missing']]],
  [
    'one of another type',
    { 'x-left': 'seven' },
    [['addThing.response.201.header.x-left.type', 'the header X-Left must be integer, not "seven"']],
  ],
  [
    'a long one',
    { 'x-left': '7', 'x-note': 'abcd' },
    [['addThing.response.201.header.x-note.maxLength', 'the header X-Note must NOT have more than 3 characters']],
  ],
])('an answer with %s', (_, answer, expected) => {
  expect(judge(answer)).toEqual(expected);
});
