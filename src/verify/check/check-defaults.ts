/** Checks what comes back for members that were not sent: a default must not follow what other requests had. */
import { isDeepStrictEqual } from 'node:util';
import { lawClauseId } from '../../contract/clause/clause.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { convert, type EchoLaw } from '../../contract/laws.ts';
import { evaluateExpression } from '../../contract/runtime-expression.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import type { Case } from '../plan/case.ts';
import type { Operation } from '../../contract/operation.ts';
import { type CaseProblem, isSuccess, lawSeverity, type StepOutcome, type StepProblem } from './outcome.ts';

/** In so many rounds a default that is none must have followed a request before: a server may draw its defaults by chance. */
const ROUNDS = 8;

/** A member that was not sent comes back, every time, with what a request before had sent, and stays so. */
export function checkDefaults(each: Case, steps: readonly StepOutcome[]): StepProblem[] {
  if (each.connection !== 'one') return [];
  return each.operation.laws.echo.flatMap((law) =>
    [true, false].flatMap((accepted) => checkDefault(law, { accepted, operation: each.operation }, steps)),
  );
}

function checkDefault(
  law: EchoLaw,
  { accepted, operation }: { accepted: boolean; operation: Operation },
  steps: readonly StepOutcome[],
): StepProblem[] {
  const rounds = steps.flatMap((_, step) => readRound(law, accepted, { steps, step }) ?? []);
  const values = new Set(rounds.map(({ before }) => JSON.stringify(before)));
  const same = rounds.every(({ before, answers }) => answers.every((answer) => isDeepStrictEqual(before, answer)));
  if (!same || rounds.length < ROUNDS || values.size < 2) return [];
  const name = formatMember(law.to);
  const request = accepted ? 'the request before' : 'a refused request before';
  const clause = lawClauseId(operation.id, 'echo', ['body', ...law.to]);
  const problem: CaseProblem = {
    kind: 'leak',
    clause,
    ...lawSeverity(operation, clause),
    message: `${name} comes back with what ${request} had sent`,
    expected: 'a value that does not follow from other requests',
    actual: `${rounds.length} times out of ${rounds.length} the value of ${request}`,
  };
  return [{ problem, step: (rounds[0]?.step ?? 0) + 1 }];
}

interface Round {
  /** What one request sent, as an answer would have it. */
  before: unknown;
  /** What the requests behind it, which did not send it, were answered. */
  answers: readonly unknown[];
  step: number;
}

/** A request with the member, accepted or not, and the next ones without; what comes between has met the other fate. */
function readRound(
  { from, to, as }: EchoLaw,
  accepted: boolean,
  { steps, step }: { steps: readonly StepOutcome[]; step: number },
): Round | undefined {
  const sentBy = (outcome: StepOutcome | undefined) => outcome && evaluateExpression(from, outcome.step.values);
  const first = steps[step];
  const sent = sentBy(first);
  if (!first || sent === undefined || isSuccess(first) !== accepted) return undefined;
  const behind = takeWhile(
    steps.slice(step + 1),
    (other) => isSuccess(other) !== accepted && sentBy(other) !== undefined,
  );
  const answers = takeWhile(behind.rest, (other) => isSuccess(other) && sentBy(other) === undefined).taken;
  if (answers.length === 0) return undefined;
  return { before: convert(sent, as), answers: answers.map(({ json }) => valueAt(json?.value, to)), step };
}

function takeWhile<T>(all: readonly T[], fits: (each: T) => boolean): { taken: readonly T[]; rest: readonly T[] } {
  const end = all.findIndex((each) => !fits(each));
  return end === -1 ? { taken: all, rest: [] } : { taken: all.slice(0, end), rest: all.slice(end) };
}
