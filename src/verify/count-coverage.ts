/** Which clauses a run held against the server, and how that ended. */
import type { ClauseIndex } from '../contract/clause/clause-index.ts';
import { type Clause, lawClauseId } from '../contract/clause/clause.ts';
import { type Operation, parameterKey, type ParameterPlace } from '../contract/operation.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { evaluateExpression } from '../contract/runtime-expression.ts';
import { MOST_SHOWN, sumUpOutcomes, sumUpUnasked } from '../verdict/coverage.ts';
import type { ClauseOutcome, Report } from '../verdict/report.ts';
import { isBodyJudged, unjudgedBody } from './check/body.ts';
import { unjudgedHeader } from './check/header.ts';
import { type CaseOutcome, isLockedOut, isSuccess, type StepOutcome } from './check/outcome.ts';

/** What a run showed. */
export interface Shown {
  outcomes: readonly CaseOutcome[];
  /** Ids of the clauses that a problem names. */
  broken: ReadonlySet<string>;
  /** Why no request has what a clause is about. */
  lackFor: (clause: Clause) => string | undefined;
  /** Where the run did not get to every operation: why not. */
  untried?: string | undefined;
}

/** The outcome of every clause; where there is one reason for all that was asked nothing, they are counted. */
export function countCoverage(index: ClauseIndex, shown: Shown): Report['coverage'] {
  const { outcomes, broken, untried } = shown;
  if (untried === undefined) return sumUpOutcomes(endClauses(index, index.operations, shown));
  const asked = new Set(
    outcomes.flatMap(({ case: each, steps }) => [each, ...steps].map(({ operation }) => operation.id)),
  );
  for (const id of broken) asked.add(index.find(id)?.operation ?? '');
  const rest = index.operations.filter(({ id }) => !asked.has(id));
  const others = endClauses(
    index,
    index.operations.filter(({ id }) => asked.has(id)),
    shown,
  );
  if (rest.length === 0) return sumUpOutcomes(others);
  const clauses = rest.reduce((sum, operation) => sum + index.count(operation), 0);
  const first = index
    .of(rest[0]?.id ?? '')
    .slice(0, MOST_SHOWN)
    .map(({ id }) => id);
  return sumUpUnasked({ clauses, reason: untried, first, others }, () => {
    const ended = Map.groupBy(others, ({ operation }) => operation);
    return index.operations.flatMap(
      ({ id }) => ended.get(id) ?? index.of(id).map((clause) => new EndedClause(clause, 'not reached', untried)),
    );
  });
}

function endClauses(index: ClauseIndex, operations: readonly Operation[], shown: Shown): EndedClause[] {
  const { outcomes, broken, lackFor } = shown;
  const clauses = operations.flatMap(({ id }) => index.of(id));
  const reached = reachedClauses(clauses, outcomes);
  const reasonFor = createReasons(outcomes);
  return clauses.map((clause) => {
    const isUnread = clause.kind === 'unread';
    if (broken.has(clause.id)) return new EndedClause(clause, 'broken');
    if (!isUnread && reached.has(clause.id)) return new EndedClause(clause, 'held');
    return new EndedClause(clause, 'not reached', isUnread ? UNREAD : (lackFor(clause) ?? reasonFor(clause)));
  });
}

/** Of chosen cases: what they aimed at, and what their answers happened to be judged by. */
export function narrowCoverage(
  { outcomes: all }: Report['coverage'],
  outcomes: readonly CaseOutcome[],
): Report['coverage'] {
  const aims = new Set(outcomes.flatMap(({ case: each }) => each.aims));
  return sumUpOutcomes(all.filter(({ id, outcome }) => outcome !== 'not reached' || aims.has(id)));
}

/** A clause's sentence and source are made when they are shown: a large contract has a hundred thousand clauses. */
class EndedClause implements ClauseOutcome {
  readonly id: string;
  readonly outcome: ClauseOutcome['outcome'];
  declare readonly reason?: string;
  readonly #clause: Clause;

  constructor(clause: Clause, outcome: ClauseOutcome['outcome'], reason?: string) {
    this.#clause = clause;
    this.id = clause.id;
    this.outcome = outcome;
    if (reason !== undefined) this.reason = reason;
  }

  get operation(): string {
    return this.#clause.operation;
  }

  get sentence(): string {
    return this.#clause.sentence;
  }

  get source(): ClauseOutcome['source'] {
    return this.#clause.source;
  }

  toJSON(): ClauseOutcome {
    return { ...this, sentence: this.sentence, source: this.source };
  }
}

/** Of a clause that stands for those of a schema with an error in it. */
const UNREAD = 'its schema could not be read; docpact lint says why';

/** Why a clause was not tried, in words that many clauses share. */
function createReasons(outcomes: readonly CaseOutcome[]): (clause: Clause) => string {
  const byOperation = Map.groupBy(outcomes, ({ case: { operation } }) => operation.id);
  const answered = new Map<string, boolean>();
  for (const [id, own] of byOperation)
    answered.set(
      id,
      own.some(({ steps }) => steps.some(isOwnSuccess)),
    );
  return (clause) => {
    const { operation, subject, status } = clause;
    const own = byOperation.get(operation) ?? [];
    const law = own.find(({ case: each }) => each.id === `${operation}/law/${clause.kind}`);
    if (subject === 'law' && law?.unreached !== undefined) return law.unreached;
    const lacking = own.find(({ unreached }) => unreached !== undefined)?.unreached;
    if (own.length === 0) return `no request to ${operation} could be made`;
    if (own.every(({ unreached }) => unreached !== undefined) && lacking !== undefined) return lacking;
    if (own.some(({ steps }) => steps.some(isLockedOut))) return 'no credentials for it were given';
    if (!answered.get(operation)) return `${operation} never answered a success`;
    const unsaid = own[0] && reasonForMediaType(own[0].case.operation, clause);
    if (unsaid !== undefined) return unsaid;
    if (subject !== 'response' || status === undefined) return 'no request showed it';
    return reasonForAnswer(clause, own) ?? reasonForStatus(status, own[0]?.case.operation);
  };
}

/** What a media type cannot express, or the kit cannot read. */
function reasonForMediaType({ body, responses }: Operation, { subject, status, at, kind }: Clause): string | undefined {
  if (at[0] !== 'body' || subject === 'law' || kind === 'media-type') return undefined;
  const answer = responses.find((response) => response.status === status)?.contents ?? [];
  const [content] = subject === 'request' ? (body?.contents ?? []) : answer;
  if (content?.format === 'opaque') return `members of ${content.mediaType} are not read`;
  const isText = content?.format.startsWith('json') === false;
  if (subject !== 'request' || !isText) return undefined;
  if (kind === 'type') return `everything is a text in ${content.mediaType}`;
  return kind === 'body' ? `nothing at all is a value of ${content.mediaType}, too` : undefined;
}

/** Nobody can tell whether the answers that there were keep the clause. */
function reasonForAnswer({ status, at }: Clause, own: readonly CaseOutcome[]): string | undefined {
  return own
    .flatMap(({ steps }) => steps)
    .filter(({ documented }) => documented?.status === status)
    .map((step) => unjudgedParts(step).get(at[0]))
    .find((reason) => reason !== undefined);
}

function reasonForStatus(status: string, operation: Operation | undefined): string {
  const isLocked = (operation?.security.length ?? 0) > 0;
  if (isLocked && (status === '401' || status === '403'))
    return 'every request carried the credentials that were given';
  return /^[45]/.test(status) ? 'no request is known that leads to it' : 'no answer had this status or this part';
}

function isOwnSuccess(outcome: StepOutcome): boolean {
  return outcome.step.setup === undefined && isSuccess(outcome);
}

function reachedClauses(clauses: readonly Clause[], outcomes: readonly CaseOutcome[]): Set<string> {
  const reached = new Set<string>();
  const ofAnswers = Map.groupBy(
    clauses.filter(({ subject }) => subject === 'response'),
    ({ operation, status = '' }) => `${operation} ${status}`,
  );
  const ofTexts = Map.groupBy(clauses.filter(isTextParameter), ({ operation }) => operation);
  for (const { case: each, steps } of outcomes) {
    if (steps.length === each.steps.length && steps.every(isTelling)) for (const id of each.aims) reached.add(id);
    for (const step of steps) {
      const about = ofAnswers.get(`${step.operation.id} ${step.documented?.status ?? ''}`) ?? [];
      const unjudged = unjudgedParts(step);
      for (const clause of about)
        if (!reached.has(clause.id) && !unjudged.has(clause.at[0]) && isJudged(clause, step)) reached.add(clause.id);
      for (const id of lawsOfStep(step)) reached.add(id);
      for (const { id } of takenTexts(ofTexts.get(step.operation.id) ?? [], step)) reached.add(id);
    }
  }
  return reached;
}

/** Whether the clause says that a parameter is a text, which everything is. */
function isTextParameter({ subject, kind, at, value }: Clause): boolean {
  const isText = kind === 'type' && [value].flat().includes('string');
  return isText && subject === 'request' && at.length === 2 && at[0] !== 'body';
}

/** Those that were sent and taken: there is no other value of theirs that could be refused. */
function takenTexts(clauses: readonly Clause[], outcome: StepOutcome): Clause[] {
  if (!isSuccess(outcome)) return [];
  return clauses.filter(({ at: [place = '', name = ''] }) => {
    const key = parameterKey({ in: place as ParameterPlace, name });
    return valueAt(outcome.step.values, [place, key]) !== undefined;
  });
}

/** Whether there is an answer, and not only that what the request works on is not there. */
function isTelling(outcome: StepOutcome): boolean {
  return outcome.exchange.response !== undefined && (outcome.step.expect !== 'if-found' || isSuccess(outcome));
}

/** Why nothing is known of a part of an answer: by `body` and `header`. */
function unjudgedParts(outcome: StepOutcome): Map<string | undefined, string> {
  const reasons = [['body', unjudgedBody(outcome)] as const, ['header', unjudgedHeader(outcome)] as const];
  return new Map(reasons.flatMap(([part, reason]) => (reason === undefined ? [] : [[part, reason]])));
}

/** Whether the answer has the part that the clause is about, or the one that it should be in. */
function isJudged({ at, kind }: Clause, outcome: StepOutcome): boolean {
  const [part, ...tokens] = kind === 'required' ? at.slice(0, -1) : at;
  if (part === 'header')
    return tokens.length === 0 || outcome.exchange.response?.headers[tokens[0]?.toLowerCase() ?? ''] !== undefined;
  if (part !== 'body' || kind === 'media-type' || kind === 'body') return true;
  return isBodyJudged(outcome) && isThere(outcome.json?.value, tokens);
}

/**
 * Whether a value was held against what tokens of a clause lead to: `[]` to any item, `{}` to any member. A member that may be absent
 * and is has been judged, too; of the items of an empty list nothing is known.
 */
function isThere(value: unknown, [token, ...rest]: readonly string[]): boolean {
  if (token === undefined) return true;
  if (token === '[]' || token === '{}') {
    const items = typeof value === 'object' && value !== null ? Object.values(value) : [];
    return items.some((inner) => isThere(inner, rest));
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return true;
  return isThere((value as Record<string, unknown>)[token], rest);
}

/** The laws that the answer had to keep. */
function lawsOfStep({ operation, documented, step, exchange }: StepOutcome): string[] {
  if (!documented || !isSuccess({ operation, exchange })) return [];
  const echoed = operation.laws.echo.filter(({ from }) => evaluateExpression(from, step.values) !== undefined);
  return [
    ...echoed.map(({ to }) => lawClauseId(operation.id, 'echo', ['body', ...to])),
    ...operation.laws.fresh.map(({ of }) => lawClauseId(operation.id, 'fresh', [of.in, ...of.tokens])),
  ];
}
