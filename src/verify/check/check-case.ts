/** Judges a whole case: each exchange for itself, then what its steps say together. */
import type { Case } from '../plan/case.ts';
import { answerClause, isSuccess, type Finding, type JudgedStep } from './outcome.ts';
import { judgeDefaults } from './check-defaults.ts';
import { judgeExchange } from './check-exchange.ts';
import type { StepFinding } from '../run/run-cases.ts';

export function judgeCase(each: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const own = steps.flatMap((judged, step) =>
    judgeExchange(judged)
      .filter(({ kind }) => !ofLaw.has(kind) || steps.slice(0, step).every(isAsPlanned))
      .map((finding) => ({ finding: aimed(each, finding), step })),
  );
  return [...own, ...judgeRace(each, steps), ...judgeConnection(each, steps), ...judgeDefaults(each, steps)];
}

/** What they say of a value rests on the requests before: what these were refused, nobody has taken. */
const ofLaw: ReadonlySet<Finding['kind']> = new Set(['duplicate-accepted', 'distinct-refused']);

function isAsPlanned(judged: JudgedStep): boolean {
  return judged.step.expect !== 'success' || isSuccess(judged);
}

/** What is accepted although one clause forbids it is named by that clause. */
function aimed({ aims, zone }: Case, finding: Finding): Finding {
  const [clause] = aims;
  return finding.kind === 'accepted-invalid' && zone === 'invalid' && clause !== undefined
    ? { ...finding, clause }
    : finding;
}

/** Of requests that take one value at the same moment, exactly one succeeds. */
function judgeRace({ connection, steps: planned }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const law = planned[0]?.law;
  if (connection !== 'together' || law === undefined || steps.some(({ exchange }) => !exchange.response)) return [];
  const successes = steps.filter(isSuccess).length;
  if (successes === 1) return [];
  const finding: Finding = {
    kind: successes > 1 ? 'duplicate-accepted' : 'distinct-refused',
    clause: law,
    message:
      successes > 1
        ? 'requests at the same moment all took one value'
        : 'requests at the same moment kept each other from taking a value',
    expected: `1 of ${steps.length} succeeds`,
    actual: `${successes} of ${steps.length} succeeded`,
  };
  return [{ finding, step: steps.length - 1 }];
}

/** How often a connection may break between requests that follow at once: a server may close one that lies idle. */
const BREAKS = 2;

function judgeConnection({ connection, operation }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  const breaks = steps.filter(({ exchange }) => exchange.reconnected).length;
  if (connection !== 'one' || breaks < BREAKS) return [];
  const finding: Finding = {
    kind: 'connection-lost',
    clause: answerClause({ operation }, operation.responses[0]),
    message: 'the connection breaks between requests that follow each other at once',
    expected: 'a connection that stays open, or an answer that announces its end',
    actual: `it broke ${breaks} times in ${steps.length} requests`,
  };
  return [{ finding, step: steps.findIndex(({ exchange }) => exchange.reconnected) }];
}
