/** Judges a whole case: each exchange for itself, then what its steps say together. */
import { isDeepStrictEqual } from 'node:util';
import { valueAt } from '../contract/json-pointer.ts';
import { convert } from '../contract/laws.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import { formatMember } from '../contract/violation.ts';
import type { Operation } from '../contract/operation.ts';
import type { Case } from './case.ts';
import type { Finding, JudgedStep } from './finding.ts';
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
    clause: `${operation.id}.response.${operation.responses[0]?.status ?? 'default'}.status`,
    message: 'the connection breaks between requests that follow each other at once',
    expected: 'a connection that stays open, or an answer that announces its end',
    actual: `it broke ${breaks} times in ${steps.length} requests`,
  };
  return [{ finding, step: steps.findIndex(({ exchange }) => exchange.reconnected) }];
}

/** In so many rounds a default that is none must have followed the request before. */
const ROUNDS = 4;

/** A member that was not sent comes back, every time, with what the request before had sent. */
function judgeDefaults({ connection, operation }: Case, steps: readonly JudgedStep[]): StepFinding[] {
  if (connection !== 'one') return [];
  return [true, false].flatMap((after) => judgeRounds(operation, steps, after));
}

/** Rounds after a success, or after a refusal. */
function judgeRounds(operation: Operation, steps: readonly JudgedStep[], after: boolean): StepFinding[] {
  return operation.laws.echo.flatMap(({ from, to, as }) => {
    const rounds = steps.slice(1).flatMap((judged, index) => {
      const before = evaluateExpression(from, steps[index]?.step.values ?? {});
      const sent = evaluateExpression(from, judged.step.values);
      const succeeded = isSuccess(judged) && steps[index] !== undefined && isSuccess(steps[index]) === after;
      if (before === undefined || sent !== undefined || !succeeded || !judged.json) return [];
      return [{ before: convert(before, as), answered: valueAt(judged.json.value, to), step: index + 1 }];
    });
    const values = new Set(rounds.map(({ before }) => JSON.stringify(before)));
    const same = rounds.every(({ before, answered }) => isDeepStrictEqual(before, answered));
    if (!same || rounds.length < ROUNDS || values.size < 2) return [];
    const name = formatMember(to);
    const finding: Finding = {
      kind: 'leak',
      clause: [operation.id, 'law', 'echo', ...to].join('.'),
      message: `${name} comes back with what the request before had sent`,
      expected: 'a value that does not follow from other requests',
      actual: `${rounds.length} times out of ${rounds.length} the value of the request before`,
    };
    return [{ finding, step: rounds[0]?.step ?? 0 }];
  });
}

function isSuccess({ exchange }: JudgedStep): boolean {
  return exchange.response !== undefined && exchange.response.status < 300;
}
