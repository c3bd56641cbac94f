/** Which clauses count as tried: those that a case aimed at which went to its end, and was answered. */
import { expect, it } from 'vitest';
import type { Clause } from '../../../src/contract/clause/clause.ts';
import type { StepOutcome } from '../../../src/verify/check/outcome.ts';
import { countCoverage } from '../../../src/verify/count-coverage.ts';
import { answered } from './answered.ts';

const done = answered({ status: 201 });
const { response: _, ...unanswered } = done.exchange;
const lost: StepOutcome = {
  ...done,
  exchange: { ...unanswered, failure: { kind: 'no-answer', message: 'none came' } },
};
const gone: StepOutcome = { ...answered({ status: 404 }), step: { ...done.step, expect: 'if-found' } };

const clause: Clause = {
  id: 'addRegion.law.unique.region_name',
  operation: 'addRegion',
  subject: 'law',
  at: ['body', 'region_name'],
  kind: 'unique',
  value: 'region_name',
  sentence: 'a name is taken once',
  pointer: '',
  source: { file: 'openapi.yaml', pointer: '' },
};

/** A case of two steps that aims at the clause, as far as it went. */
function outcomeOf(steps: readonly StepOutcome[]) {
  const { operation, step } = done;
  const each = {
    id: 'addRegion/law/unique',
    sentence: 'with a name that is taken',
    operation,
    aims: [clause.id],
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
  return countCoverage([clause], shown).outcomes[0]?.outcome;
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
