/** One cause that explains a whole run, where there is one. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { documentsNoSuccess, statusClause } from '../check/answer-clause.ts';
import {
  type CaseOutcome,
  type CaseProblem,
  isLockedOut,
  isSuccess,
  type ShownProblem,
  type StepOutcome,
} from '../check/outcome.ts';

export interface Headline {
  message: string;
  /** The problem, once for each case that shows it. */
  problems: readonly ShownProblem[];
  /** Kinds of problem that this one explains. */
  explains: ReadonlySet<ProblemKind>;
}

export interface HeadlineOptions {
  /** Whether the user gave any, or headers that may be some. */
  withCredentials: boolean;
  /** What the document calls those that it demands. */
  schemes: readonly string[];
}

/** A step with the outcome that it belongs to. */
interface Sent {
  outcome: CaseOutcome;
  answer: StepOutcome;
  step: number;
}

/** Found when no valid request succeeded and all ended alike, or when nothing that is sent makes a difference. */
export function findHeadline(outcomes: readonly CaseOutcome[], options: HeadlineOptions): Headline | undefined {
  const sent = outcomes.flatMap((outcome) => outcome.steps.map((answer, step): Sent => ({ outcome, answer, step })));
  const locked = sent.filter(({ answer }) => isLockedOut(answer));
  const isShut = locked.length > 0 && !sent.some(({ answer }) => isSuccess(answer));
  const valid = isShut ? locked : sent.filter(({ answer }) => isDemanded(answer));
  const first = valid.find(({ answer }) => answer.step.law === undefined) ?? valid[0];
  if (!first || valid.length < 2) return locked.length > 0 ? findLockedOut(locked) : undefined;
  const cause = findUnanswered(valid) ?? findRefusal(valid, options) ?? findSameAnswer(sent);
  if (!cause) return locked.length > 0 ? findLockedOut(locked) : undefined;
  const { kind, message, explains } = cause;
  const problem: CaseProblem = {
    kind,
    clause: statusClause(first.answer),
    message,
    expected: 'valid requests to succeed, and others to be refused',
    actual: describeAnswer(first.answer),
    ofRun: true,
  };
  return {
    message,
    problems: valid.map(({ outcome, step }) => ({ outcome, problem, step })),
    explains: new Set(explains),
  };
}

/** Some operations let nobody in without credentials, which is right, and none were given. */
function findLockedOut(locked: readonly Sent[]): Headline {
  const operations = [...new Set(locked.map(({ answer }) => answer.operation))];
  const schemes = operations.flatMap(({ security }) => {
    const way = security.find((demands) => demands.every(({ at }) => at)) ?? [];
    return way.map(({ scheme }) => scheme);
  });
  const flags = [...new Set(schemes)].map((scheme) => `--auth ${scheme}=…`);
  const names = operations.map(({ id }) => id);
  const shown = names.length > NAMED ? [...names.slice(0, NAMED), `${names.length - NAMED} more`] : names;
  return {
    message: `${shown.join(', ')} ${names.length === 1 ? 'wants' : 'want'} credentials that were not given${flags.length > 0 ? `: pass them with ${flags.join(' ')}` : ''}`,
    problems: [],
    explains: new Set(),
  };
}

/** So many operations are named at most. */
const NAMED = 5;

/** Whether the answer should have been a success, or is none that says that nothing is there. */
function isDemanded({ step: { expect, allow }, exchange: { response } }: StepOutcome): boolean {
  return expect === 'success' || (expect === 'if-found' && !(response && allow?.includes(response.status)));
}

interface Cause {
  kind: ProblemKind;
  message: string;
  explains: readonly ProblemKind[];
}

/** No valid request gets an answer. */
function findUnanswered(valid: readonly Sent[]): Cause | undefined {
  const failures = valid.map(({ answer }) => answer.exchange.failure);
  const [first] = failures;
  if (!first || first.kind === 'run-over' || failures.includes(undefined)) return undefined;
  const causes = [...new Set(failures.map((failure) => failure?.message))];
  return {
    kind: first.kind === 'unreachable' ? 'connection-lost' : first.kind,
    message: `no valid request gets a whole answer: ${causes.slice(0, 3).join('; ')}`,
    explains: ['connection-lost', 'no-answer', 'bad-framing', 'too-large'],
  };
}

/** Every valid request ends with one and the same status, which is none of success. */
function findRefusal(valid: readonly Sent[], options: HeadlineOptions): Cause | undefined {
  const [status, ...others] = new Set(valid.map(({ answer }) => answer.exchange.response?.status));
  const [first] = valid;
  if (!first || status === undefined || others.length > 0) return undefined;
  if (valid.every(({ answer }) => isSuccess(answer) || isAllThereIs(answer))) return undefined;
  const kind = kindOf(status);
  return {
    kind,
    message:
      sentences[kind]?.(first.answer, options) ?? `every valid request ends with ${describeAnswer(first.answer)}`,
    explains: ['refused-valid', 'distinct-refused', 'undocumented-status', 'server-error', 'redirected'],
  };
}

/** The document has no answer that is a success, but this one. */
function isAllThereIs({ operation, documented }: StepOutcome): boolean {
  return documented !== undefined && documentsNoSuccess(operation);
}

/** Valid or not, every request gets the very same answer. */
function findSameAnswer(sent: readonly Sent[]): Cause | undefined {
  const [first] = sent;
  const response = first?.answer.exchange.response;
  const refusals = sent.filter(({ answer }) => answer.step.expect === 'refusal');
  const same = sent.every(({ answer: { exchange: other } }) => {
    return other.response?.status === response?.status && response?.body.equals(other.response?.body ?? Buffer.of());
  });
  if (!first || !response || !same || refusals.length < 2) return undefined;
  return {
    kind: first.answer.documented ? 'accepted-invalid' : 'undocumented-status',
    message: `every request gets the same answer, whatever is sent: ${describeAnswer(first.answer)}`,
    explains: [
      'accepted-invalid',
      'undocumented-status',
      'not-json',
      'content-type',
      'echo-broken',
      'duplicate-accepted',
      'identifier-repeated',
    ],
  };
}

function kindOf(status: number): ProblemKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'server-error' : 'refuses-everything';
}

const sentences: Partial<Record<ProblemKind, (answer: StepOutcome, options: HeadlineOptions) => string>> = {
  unauthorized: (answer, { withCredentials, schemes: [scheme] }) =>
    withCredentials
      ? `every request is answered with ${describeAnswer(answer)}, in spite of the headers that were given`
      : `every request is answered with ${statusOf(answer)}: pass credentials with ${scheme === undefined ? `--header 'Authorization: …'` : `--auth ${scheme}=…`}`,
  'not-found': ({ operation }) => `every request is answered with 404: is ${operation.path} below this URL?`,
  redirected: (answer) =>
    `every request is redirected (${statusOf(answer)}) to ${String(answer.exchange.response?.headers['location'] ?? 'nowhere')}; redirects are not followed`,
  'refuses-everything': (answer) => `every valid request is refused: ${describeAnswer(answer)}`,
  'server-error': (answer) => `every valid request fails: ${describeAnswer(answer)}`,
};

function statusOf({ exchange }: StepOutcome): number {
  return exchange.response?.status ?? 0;
}

/** The status and the beginning of the body, on one line. */
function describeAnswer({ exchange: { response, failure } }: StepOutcome): string {
  if (!response) return failure?.message ?? 'no answer';
  const body = quoteBody(response).replaceAll(/\s+/g, ' ');
  return `${response.status} ${body === '' ? '(empty)' : body}`;
}
