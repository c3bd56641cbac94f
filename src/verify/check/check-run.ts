/** Checks a whole run: what answers say about each other. */
import { lawClauseId } from '../../contract/clause/clause.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import { quoteBody, shorten } from '../../http/display/describe-exchange.ts';
import { answerClause } from './answer-clause.ts';
import {
  type CaseOutcome,
  type CaseProblem,
  isSuccess,
  lawSeverity,
  type ShownProblem,
  type StepOutcome,
} from './outcome.ts';

export function checkRun(outcomes: readonly CaseOutcome[]): ShownProblem[] {
  return [...checkFresh(outcomes), ...checkCarriedOver(outcomes)];
}

/** The law of fresh: an identifier is never given twice. */
function checkFresh(outcomes: readonly CaseOutcome[]): ShownProblem[] {
  const given = new Map<string, StepOutcome>();
  return eachSuccess(outcomes).flatMap(({ outcome, answer, step }) =>
    answer.operation.laws.fresh.flatMap(({ of, pointer }) => {
      const value = of.in === 'body' ? valueAt(answer.json?.value, of.tokens) : undefined;
      if (value === undefined) return [];
      const key = `${pointer} ${JSON.stringify(value)}`;
      const earlier = given.get(key);
      given.set(key, answer);
      if (!earlier) return [];
      const name = formatMember(of.tokens);
      const clause = lawClauseId(answer.operation.id, 'fresh', [of.in, ...of.tokens]);
      const problem: CaseProblem = {
        kind: 'identifier-repeated',
        clause,
        ...lawSeverity(answer.operation, clause),
        message: `${name} was given before`,
        expected: `a ${name} of its own for each answer`,
        actual: `${shorten(JSON.stringify(value))} twice`,
      };
      return [{ outcome, problem, step }];
    }),
  );
}

/** A text that only another request sent does not come back with this one. */
function checkCarriedOver(outcomes: readonly CaseOutcome[]): ShownProblem[] {
  // What other requests brought is just what a list, or a look at one of them, is for.
  const own = eachSuccess(outcomes).filter(({ answer: { operation } }) =>
    operation.laws.echo.some(({ inferred }) => !inferred),
  );
  if (own.length === 0) return [];
  const senders = new Map<string, Set<StepOutcome>>();
  for (const { case: each, steps } of outcomes) {
    for (const answer of steps) {
      for (const text of textsIn(answer.step.values)) {
        if (!each.tokens.some((token) => text.includes(token))) continue;
        const known = senders.get(text);
        if (known) known.add(answer);
        else senders.set(text, new Set([answer]));
      }
    }
  }
  return own.flatMap(({ outcome, answer, step }) =>
    textsIn(answer.json?.value).flatMap((text) => {
      const sent = senders.get(text);
      if (!sent || sent.has(answer) || !answer.exchange.response) return [];
      const problem: CaseProblem = {
        kind: 'leak',
        clause: answerClause(answer, answer.documented),
        message: 'the answer holds what another request sent',
        expected: `an answer without ${shorten(JSON.stringify(text))}`,
        actual: quoteBody(answer.exchange.response),
      };
      return [{ outcome, problem, step }];
    }),
  );
}

function eachSuccess(outcomes: readonly CaseOutcome[]) {
  return outcomes.flatMap((outcome) =>
    outcome.steps.flatMap((answer, step) => (isSuccess(answer) && !answer.reused ? [{ outcome, answer, step }] : [])),
  );
}

/** Every text in a value, members' names aside. */
function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) textsIn(each, found);
  return found;
}
