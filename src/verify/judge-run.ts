/** Judges a whole run: what answers say about each other. */
import { lawClauseId } from '../contract/clause/clause.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { formatMember } from '../contract/schema/violation.ts';
import { quoteBody, shorten } from '../http/display/describe-exchange.ts';
import { answerClause, type Finding, isSuccess, type JudgedStep } from './finding.ts';
import type { CaseOutcome, StepFinding } from './run-cases.ts';

/** A finding, with the outcome of the case that it belongs to. */
export interface RunFinding extends StepFinding {
  outcome: CaseOutcome;
}

export function judgeRun(outcomes: readonly CaseOutcome[]): RunFinding[] {
  return [...judgeFresh(outcomes), ...judgeCarriedOver(outcomes)];
}

/** The law of fresh: an identifier is never given twice. */
function judgeFresh(outcomes: readonly CaseOutcome[]): RunFinding[] {
  const given = new Map<string, JudgedStep>();
  return eachSuccess(outcomes).flatMap(({ outcome, judged, step }) =>
    judged.operation.laws.fresh.flatMap(({ of, pointer }) => {
      const value = of.in === 'body' ? valueAt(judged.json?.value, of.tokens) : undefined;
      if (value === undefined) return [];
      const key = `${pointer} ${JSON.stringify(value)}`;
      const earlier = given.get(key);
      given.set(key, judged);
      if (!earlier) return [];
      const name = formatMember(of.tokens);
      const finding: Finding = {
        kind: 'identifier-repeated',
        clause: lawClauseId(judged.operation.id, 'fresh', [of.in, ...of.tokens]),
        message: `${name} was given before`,
        expected: `a ${name} of its own for each answer`,
        actual: `${shorten(JSON.stringify(value))} twice`,
      };
      return [{ outcome, finding, step }];
    }),
  );
}

/** A text that only another request sent does not come back with this one. */
function judgeCarriedOver(outcomes: readonly CaseOutcome[]): RunFinding[] {
  const senders = new Map<string, Set<JudgedStep>>();
  for (const { case: each, steps } of outcomes) {
    for (const judged of steps) {
      for (const text of textsIn(judged.step.values).filter((sent) =>
        each.tokens.some((token) => sent.includes(token)),
      )) {
        const known = senders.get(text) ?? new Set();
        senders.set(text, known.add(judged));
      }
    }
  }
  return eachSuccess(outcomes).flatMap(({ outcome, judged, step }) =>
    textsIn(judged.json?.value).flatMap((text) => {
      const sent = senders.get(text);
      // What other requests brought is just what a list, or a look at one of them, is for.
      const ownAnswer = judged.operation.laws.echo.length > 0;
      if (!ownAnswer || !sent || sent.has(judged) || !judged.exchange.response) return [];
      const finding: Finding = {
        kind: 'leak',
        clause: answerClause(judged, judged.documented),
        message: 'the answer holds what another request sent',
        expected: `an answer without ${shorten(JSON.stringify(text))}`,
        actual: quoteBody(judged.exchange.response),
      };
      return [{ outcome, finding, step }];
    }),
  );
}

function eachSuccess(outcomes: readonly CaseOutcome[]) {
  return outcomes.flatMap((outcome) =>
    outcome.steps.flatMap((judged, step) => (isSuccess(judged) ? [{ outcome, judged, step }] : [])),
  );
}

/** Every text in a value, members' names aside. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
