/** Which clauses count as tried: those that a case aimed at which went to its end, and was answered. */
import { expect, it } from 'vitest';
import { ClauseIndex } from '../../../src/contract/clause/clause-index.ts';
import { loadContract } from '../../../src/contract/load-contract.ts';
import type { StepOutcome } from '../../../src/verify/check/outcome.ts';
import { countCoverage } from '../../../src/verify/count-coverage.ts';
import { ownContract } from '../../write-contract.ts';
import { answered } from './answered.ts';

const done = answered({ status: 201 });
const { response: _, ...unanswered } = done.exchange;
const lost: StepOutcome = {
  ...done,
  exchange: { ...unanswered, failure: { kind: 'no-answer', message: 'none came' } },
};
const gone: StepOutcome = { ...answered({ status: 404 }), step: { ...done.step, expect: 'if-found' } };

const contract = loadContract(ownContract);
const index = new ClauseIndex(contract, contract.operations);
const clause = 'addRegion.law.unique.region_name';

/** A case of two steps that aims at the clause, as far as it went. */
function outcomeOf(steps: readonly StepOutcome[]) {
  const { operation, step } = done;
  const each = {
    id: 'addRegion/law/unique',
    sentence: 'with a name that is taken',
    operation,
    aims: [clause],
    zone: 'invalid',
    steps: [step, step],
    connection: 'any',
    phase: 'main',
    tokens: [],
  } as const;
  const shown = {
    outcomes: [{ case: each, steps, problems: [] }],
    broken: new Set<string>(),
    lackFor: () => undefined,
  };
  return countCoverage(index, shown).outcomes.find(({ id }) => id === clause)?.outcome;
}

it.each<[string, StepOutcome[], string]>([
  ['went to its end is tried', [done, done], 'held'],
  ['was cut short is not', [done], 'not reached'],
  ['did not begin is not', [], 'not reached'],
  ['got no answer to its last step is not', [done, lost], 'not reached'],
  ['did not find what it works on is not', [done, gone], 'not reached'],
])('a clause whose only case %s', (__, steps, expected) => {
  expect(outcomeOf(steps)).toBe(expected);
});
