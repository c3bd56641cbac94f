/** One cause that explains a whole run, where there is one. */
import type { Contract } from '../../contract/contract.ts';
import { listServerPaths } from '../../contract/server-paths.ts';
import { quoteBody } from '../../http/display/describe-exchange.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { documentsNoSuccess, statusClause } from '../check/answer-clause.ts';
import {
  type CaseOutcome,
  type CaseProblem,
  isSuccess,
  type ShownProblem,
  type StepOutcome,
} from '../check/outcome.ts';
import { lockedStatuses } from '../plan/case.ts';
import { findLockedOut, tellLockedOut } from './locked-out.ts';

export interface Headline {
  message: string;
  /** The problem, once for each case that shows it. */
  problems: readonly ShownProblem[];
  /** Kinds of problem that this one explains. */
  explains: ReadonlySet<ProblemKind>;
}

export interface HeadlineOptions {
  contract: Contract;
  /** The base URL of the server, or what else it is called. */
  target: string;
  /** Whether the user gave credentials, or headers that may be some. */
  withCredentials: boolean;
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
  const valid = sent.filter(({ answer }) => isDemanded(answer));
  const first = valid.find(({ answer }) => answer.step.law === undefined) ?? valid[0];
  const cause =
    first && valid.length > 1
      ? (findUnanswered(valid) ?? findRefusal(valid, options) ?? findSameAnswer(sent) ?? findPage(sent))
      : undefined;
  if (!first || !cause) {
    const message = tellLockedOut(findLockedOut(outcomes)) ?? tellNotFound(sent, options);
    return message === undefined ? undefined : { message, problems: [], explains: new Set() };
  }
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

/** Of a run in which nothing had to succeed: whatever it asked for, nothing was there. */
function tellNotFound(sent: readonly Sent[], options: HeadlineOptions): string | undefined {
  const [first] = sent;
  const isNowhere = sent.every(({ answer }) => answer.exchange.response?.status === 404);
  return first && sent.length > 1 && isNowhere ? sentences['not-found']?.(first.answer, options) : undefined;
}

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

/** Every valid request ends with one and the same status, which is none of success; or with those that say the same. */
function findRefusal(valid: readonly Sent[], options: HeadlineOptions): Cause | undefined {
  const statuses = [...new Set(valid.map(({ answer }) => answer.exchange.response?.status))];
  const [first] = valid;
  const status = statuses.length === 1 ? statuses[0] : sameWord(statuses);
  if (!first || status === undefined) return undefined;
  if (valid.every(({ answer }) => isSuccess(answer) || isAllThereIs(answer))) return undefined;
  const kind = kindOf(status);
  return {
    kind,
    message:
      sentences[kind]?.(first.answer, options) ?? `every valid request ends with ${describeAnswer(first.answer)}`,
    explains: ['refused-valid', 'distinct-refused', 'undocumented-status', 'server-error', 'redirected'],
  };
}

/** The status that all of these come to: nobody is let in, or nothing is there, whatever method a server that has none of it knows. */
function sameWord(statuses: readonly (number | undefined)[]): number | undefined {
  const areAll = (known: readonly number[]): boolean =>
    statuses.every((status) => status !== undefined && known.includes(status));
  if (areAll(lockedStatuses)) return lockedStatuses[0];
  return statuses.includes(404) && areAll([404, 405, 501]) ? 404 : undefined;
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

/** Every answer is a page, where the document has none: something else stands at the address. */
function findPage(sent: readonly Sent[]): Cause | undefined {
  const page = sent.find(({ answer }) => isSuccess(answer)) ?? sent[0];
  const isElse = sent.every(
    ({ answer: { exchange, operation } }) =>
      isPage(exchange.response) &&
      !operation.responses.some(({ contents }) => contents.some(({ mediaType }) => isHtml(mediaType))),
  );
  if (!page || !isElse || describeBody(page.answer).trim() === '') return undefined;
  return {
    kind: 'content-type',
    message: `every request is answered with a page of HTML, as a login, a proxy or a web application in front of the API does: ${describeAnswer(page.answer)}`,
    explains: [
      'refused-valid',
      'accepted-invalid',
      'distinct-refused',
      'undocumented-status',
      'not-json',
      'content-type',
      'echo-broken',
      'duplicate-accepted',
      'identifier-repeated',
    ],
  };
}

/** Also what was said to be one may be the right answer, under the wrong type. */
function isPage(response: StepOutcome['exchange']['response']): boolean {
  if (!isHtml(response?.headers['content-type'])) return false;
  const start = response?.body.toString('utf8', 0, 1000).trim() ?? '';
  return start === '' || start.startsWith('<');
}

function isHtml(mediaType: string | readonly string[] | undefined): boolean {
  return typeof mediaType === 'string' && /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(mediaType);
}

function kindOf(status: number): ProblemKind {
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404) return 'not-found';
  if (status >= 300 && status < 400) return 'redirected';
  return status >= 500 ? 'server-error' : 'refuses-everything';
}

const sentences: Partial<Record<ProblemKind, (answer: StepOutcome, options: HeadlineOptions) => string>> = {
  unauthorized: (answer, { contract, withCredentials }) => {
    if (withCredentials)
      return `every request is answered with ${describeAnswer(answer)}, in spite of the headers that were given`;
    const asks = contract.operations.some(({ security }) => security.length > 0);
    return `every request is answered with ${statusOf(answer)}: pass credentials with --header 'Authorization: …'${asks ? '' : '; the document asks for none'}`;
  },
  'not-found': ({ operation }, { contract, target }) => {
    const asked = `every request is answered with 404: is ${operation.path} below this URL?`;
    const base = listServerPaths(contract).find((path) => path !== '' && !target.endsWith(path));
    return base === undefined || !URL.canParse(target)
      ? asked
      : `${asked} The document's servers have ${base} before it: try ${target}${base}`;
  },
  redirected: (answer) =>
    `every request is redirected (${statusOf(answer)}) to ${String(answer.exchange.response?.headers['location'] ?? 'nowhere')}; redirects are not followed`,
  'refuses-everything': (answer) => `every valid request is refused: ${describeAnswer(answer)}`,
  'server-error': (answer) => `every valid request fails: ${describeAnswer(answer)}`,
};

function statusOf({ exchange }: StepOutcome): number {
  return exchange.response?.status ?? 0;
}

/** The status and the beginning of the body, on one line. */
function describeAnswer(answer: StepOutcome): string {
  const { response, failure } = answer.exchange;
  if (!response) return failure?.message ?? 'no answer';
  return `${response.status} ${describeBody(answer) || '(empty)'}`;
}

function describeBody({ exchange: { response } }: StepOutcome): string {
  return response ? quoteBody(response).replaceAll(/\s+/g, ' ') : '';
}
