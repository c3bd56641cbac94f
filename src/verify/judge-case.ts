/** Judges a whole case: each exchange for itself, then what its steps say together. */
import { isDeepStrictEqual } from 'node:util';
import { lawClauseId } from '../contract/clause-id.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { convert, type EchoLaw } from '../contract/laws.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import { formatMember } from '../contract/violation.ts';
import type { Case } from './case.ts';
import { answerClause, isSuccess, type Finding, type JudgedStep } from './finding.ts';
import { judgeExchange } from './judge-exchange.ts';
import type { StepFinding } from './run-cases.ts';

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

/** In so many rounds a default that is none must have followed the request before: a server may draw its defaults by chance. */
const ROUNDS = 8;

/** A member that was not sent comes back, every time, with what the request before had sent, and stays so. */
function judgeDefaults({ connection, operation }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  if (connection !== 'one') return [];
  return operation.laws.echo.flatMap((law) => {
    const rounds = steps.flatMap((_, step) => readRound(law, steps.slice(step, step + 3), step) ?? []);
    const values = new Set(rounds.map(({ before }) => JSON.stringify(before)));
    const same = rounds.every(({ before, answers }) => answers.every((answer) => isDeepStrictEqual(before, answer)));
    if (!same || rounds.length < ROUNDS || values.size < 2) return [];
    const name = formatMember(law.to);
    const finding: Finding = {
      kind: 'leak',
      clause: lawClauseId(operation.id, 'echo', ['body', ...law.to]),
      message: `${name} comes back with what the request before had sent`,
      expected: 'a value that does not follow from other requests',
      actual: `${rounds.length} times out of ${rounds.length} the value of the request before`,
    };
    return [{ finding, step: (rounds[0]?.step ?? 0) + 1 }];
  });
}

interface Round {
  /** What the first request sent, as an answer would have it. */
  before: unknown;
  /** What the requests behind it, which did not send it, were answered. */
  answers: readonly unknown[];
  step: number;
}

/** A request with the member, and those right behind it without. */
function readRound(
  { from, to, as }: EchoLaw,
  [first, ...rest]: readonly JudgedStep[],
  step: number,
): Round | undefined {
  const sent = first && evaluateExpression(from, first.step.values);
  const end = rest.findIndex(
    (judged) => evaluateExpression(from, judged.step.values) !== undefined || !isSuccess(judged),
  );
  const behind = end === -1 ? rest : rest.slice(0, end);
  if (!first || sent === undefined || !isSuccess(first) || behind.length === 0) return undefined;
  return { before: convert(sent, as), answers: behind.map(({ json }) => valueAt(json?.value, to)), step };
}
