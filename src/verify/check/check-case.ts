/** Checks a whole case: each exchange for itself, then what its steps say together. */
import type { Case } from '../plan/case.ts';
import { answerClause } from './answer-clause.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkExchange } from './check-exchange.ts';
import { type CaseProblem, isSuccess, type StepOutcome, type StepProblem } from './outcome.ts';

/** A step with what its exchange shows for itself. */
export interface CheckedStep extends StepOutcome {
  shown: readonly CaseProblem[];
}

/** What a step before a case shows is found by the cases of its own operation. */
export function checkStep(outcome: StepOutcome): CheckedStep {
  return { ...outcome, shown: outcome.step.setup ? [] : checkExchange(outcome) };
}

export function checkCase(each: Case, steps: readonly CheckedStep[]): StepProblem[] {
  const own = steps.flatMap((outcome, step) =>
    outcome.shown
      .filter(({ kind }) => !ofLaw.has(kind) || steps.slice(0, step).every(isAsPlanned))
      .map((problem) => ({ problem: aimed(each, problem), step })),
  );
  return [...own, ...checkRace(each, steps), ...checkConnection(each, steps), ...checkDefaults(each, steps)];
}

/** What they say of a value rests on the requests before: what these were refused, nobody has taken, and what they were wrongly given, somebody has. */
const ofLaw: ReadonlySet<CaseProblem['kind']> = new Set(['duplicate-accepted', 'distinct-refused']);

function isAsPlanned(outcome: StepOutcome): boolean {
  const { expect } = outcome.step;
  return expect === 'success' ? isSuccess(outcome) : expect !== 'refusal' || !isSuccess(outcome);
}

/** What is accepted although one clause forbids it is named by that clause. */
function aimed({ aims, zone }: Case, problem: CaseProblem): CaseProblem {
  const [clause] = aims;
  return problem.kind === 'accepted-invalid' && zone === 'invalid' && clause !== undefined
    ? { ...problem, clause }
    : problem;
}

/** Of requests that take one value at the same moment, exactly one succeeds. */
function checkRace({ connection, steps: planned }: Case, steps: readonly StepOutcome[]): StepProblem[] {
  const law = planned[0]?.law;
  if (connection !== 'together' || law === undefined || steps.some(({ exchange }) => !exchange.response)) return [];
  const successes = steps.filter(isSuccess).length;
  if (successes === 1) return [];
  const problem: CaseProblem = {
    kind: successes > 1 ? 'duplicate-accepted' : 'distinct-refused',
    clause: law,
    message:
      successes > 1
        ? 'requests at the same moment all took one value'
        : 'requests at the same moment kept each other from taking a value',
    expected: `1 of ${steps.length} succeeds`,
    actual: `${successes} of ${steps.length} succeeded`,
  };
  return [{ problem, step: steps.length - 1 }];
}

/** How often a connection may break between requests that follow at once: a server may close one that lies idle. */
const BREAKS = 2;

function checkConnection({ connection, operation }: Case, steps: readonly StepOutcome[]): StepProblem[] {
  const breaks = steps.filter(({ exchange }) => exchange.reconnected).length;
  if (connection !== 'one' || breaks < BREAKS) return [];
  const problem: CaseProblem = {
    kind: 'connection-lost',
    clause: answerClause({ operation }, operation.responses[0]),
    message: 'the connection breaks between requests that follow each other at once',
    expected: 'a connection that stays open, or an answer that announces its end',
    actual: `it broke ${breaks} times in ${steps.length} requests`,
  };
  return [{ problem, step: steps.findIndex(({ exchange }) => exchange.reconnected) }];
}
