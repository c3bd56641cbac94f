/** Which clauses a run held against the server, and how that ended. */
import { type Clause, lawClauseId } from '../contract/clause/clause.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import type { ClauseOutcome, Report } from '../verdict/report.ts';
import { type CaseOutcome, isSuccess, type StepOutcome } from './check/outcome.ts';

/** The outcome of every clause; `broken` are the ids of those that a problem names. */
export function countCoverage(
  clauses: readonly Clause[],
  outcomes: readonly CaseOutcome[],
  broken: ReadonlySet<string>,
): Report['coverage'] {
  const reached = reachedClauses(clauses, outcomes);
  const reasonFor = createReasons(outcomes);
  const all = clauses.map((clause): ClauseOutcome => {
    const { id, sentence, source } = clause;
    if (broken.has(id)) return { id, sentence, outcome: 'broken', source };
    if (reached.has(id)) return { id, sentence, outcome: 'held', source };
    return { id, sentence, outcome: 'not reached', reason: reasonFor(clause), source };
  });
  const uncovered = all.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  return { clauses: all.length, covered: all.length - uncovered.length, uncovered, outcomes: all };
}

/** Why a clause was not tried, in words that many clauses share. */
function createReasons(outcomes: readonly CaseOutcome[]): (clause: Clause) => string {
  const byOperation = Map.groupBy(outcomes, ({ case: { operation } }) => operation.id);
  const answered = new Map<string, boolean>();
  for (const [id, own] of byOperation)
    answered.set(
      id,
      own.some(({ steps }) => steps.some(isOwnSuccess)),
    );
  return ({ operation, subject, status }) => {
    const own = byOperation.get(operation) ?? [];
    const lacking = own.find(({ unreached }) => unreached !== undefined)?.unreached;
    if (own.length === 0) return `no request to ${operation} could be made`;
    if (own.every(({ unreached }) => unreached !== undefined) && lacking !== undefined) return lacking;
    if (!answered.get(operation)) return `${operation} never answered a success`;
    if (subject === 'response' && status !== undefined) return reasonForStatus(status);
    return 'no request showed it';
  };
}

function reasonForStatus(status: string): string {
  if (status === '401' || status === '403') return 'every request carried the credentials that were given';
  return /^[45]/.test(status) ? 'no request is known that leads to it' : 'no answer had this status, or this part';
}

function isOwnSuccess(outcome: StepOutcome): boolean {
  return outcome.step.setup === undefined && isSuccess(outcome);
}

/** Why a run without a problem is no verdict, where it is none. */
export function provesNothing({ clauses, covered }: Report['coverage']): string | undefined {
  return clauses > 0 && covered === 0 ? `none of ${clauses} clauses could be tried` : undefined;
}

function reachedClauses(clauses: readonly Clause[], outcomes: readonly CaseOutcome[]): Set<string> {
  const reached = new Set<string>();
  for (const { case: each, steps } of outcomes) {
    if (steps.length === each.steps.length && steps.every(({ exchange }) => exchange.response))
      for (const id of each.aims) reached.add(id);
    for (const step of steps) for (const id of clausesOfStep(step, clauses)) reached.add(id);
  }
  return reached;
}

/** Clauses about the answer that came, and the laws that it had to keep. */
function clausesOfStep({ operation, documented, step, exchange }: StepOutcome, clauses: readonly Clause[]): string[] {
  if (!documented) return [];
  const about = clauses.filter(
    ({ operation: id, subject, status }) =>
      id === operation.id && subject === 'response' && status === documented.status,
  );
  const success = isSuccess({ exchange });
  const echoed = operation.laws.echo.filter(
    ({ from }) => success && evaluateExpression(from, step.values) !== undefined,
  );
  return [
    ...about.map(({ id }) => id),
    ...echoed.map(({ to }) => lawClauseId(operation.id, 'echo', ['body', ...to])),
    ...(success ? operation.laws.fresh.map(({ of }) => lawClauseId(operation.id, 'fresh', [of.in, ...of.tokens])) : []),
  ];
}
