/** What came of a step and of a case: what checks look at, and the problems that they show. */
import { lawClauseId } from '../../contract/clause/clause.ts';
import type { Contract } from '../../contract/contract.ts';
import {
  type Content,
  type DocumentedResponse,
  type Operation,
  responseFor,
  successResponses,
} from '../../contract/operation.ts';
import type { Exchange, ReceivedResponse } from '../../http/client/exchange.ts';
import { formatForReading, readBody } from '../../http/value/body.ts';
import { findContent } from '../../http/value/media-type.ts';
import { DEEPEST_ANSWER, readJson } from '../../http/value/json.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import { type Case, lockedStatuses, type Step } from '../plan/case.ts';

/** A step as it was sent, and what came for it. */
export interface SentStep {
  operation: Operation;
  step: Step;
  exchange: Exchange;
  /** Another case sent it. */
  reused?: true;
}

/** A step that was answered (or not), with what the document says of the answer. */
export interface StepOutcome extends SentStep {
  contract: Contract;
  /** What the document says of the answer's status; undefined where it says nothing. */
  documented?: DocumentedResponse;
  /** The content by which the answer's body is judged: the one whose media type it has, else the first. */
  content?: Content;
  /** Whether the answer has the content's media type. */
  claimed?: true;
  /** The answer's value, of its content or as JSON; undefined where it can be read as none. */
  json?: { value: unknown };
  /** There is a value, which nests so deep that nobody goes through it. */
  tooDeep?: true;
  /** In place of the value of an answer that was cut: part of it, with the same places. */
  gist?: unknown;
}

/** A case that was carried out, as far as it went. */
export interface CaseOutcome {
  case: Case;
  steps: readonly StepOutcome[];
  problems: readonly StepProblem[];
  /** Why its own steps were not sent: what they work on could not be had. */
  unreached?: string;
}

/** A problem as one case shows it, before it is grouped, shrunk and written down. */
export interface CaseProblem {
  kind: ProblemKind;
  /** Id of the clause that is broken. */
  clause: string;
  message: string;
  expected: string;
  actual: string;
  /** The place in the answer's body that it is about. */
  at?: readonly string[];
  /** It tells of the whole run: no smaller request and no single case says it better. */
  ofRun?: true;
  /** It tells of requests that belong together: no smaller request says it at all. */
  ofSequence?: true;
  /** `error` unless said otherwise. */
  severity?: 'warning';
}

/** Looks at one thing. An empty list means that it found nothing, not that all is well. */
export type Check = (outcome: StepOutcome) => Omit<CaseProblem, 'kind'>[];

/** A problem, and the step (from 0) that showed it. */
export interface StepProblem {
  problem: CaseProblem;
  step: number;
}

/** A problem, with the outcome of the case that showed it. */
export interface ShownProblem extends StepProblem {
  outcome: CaseOutcome;
}

/** The step as the checks see it. */
export function readOutcome(contract: Contract, sent: SentStep): StepOutcome {
  const { operation, exchange } = sent;
  const { response } = exchange;
  const documented = response && responseFor(operation, response.status);
  const hasBody = operation.method !== 'head' && !mayBeBare(operation, response?.status, documented);
  const judged = documented && hasBody ? contentOfAnswer(documented, response) : undefined;
  const json = response && readAnswer(contract, response, judged?.content);
  const tooDeep =
    response !== undefined && json !== undefined && response.body.length > DEEPEST_JUDGED && nestsDeeper(json.value);
  const value = tooDeep ? { tooDeep } : json ? { json } : {};
  return { contract, ...sent, ...(documented ? { documented } : {}), ...judged, ...value };
}

/** Deepest nesting of a value that is gone through: whoever does goes down with it, in a few calls a level. */
const DEEPEST_JUDGED = 800;

/** Goes no deeper than that itself, and makes nothing: there may be a million parts. */
function nestsDeeper(value: unknown, levels = DEEPEST_JUDGED): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((each) => nestsDeeper(each, levels - 1));
  for (const name in value) if (nestsDeeper((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}

/** Whether an answer of the status has no body: where `default` stands beside named successes, it means no other one. */
function mayBeBare(
  operation: Operation,
  status: number | undefined,
  documented: DocumentedResponse | undefined,
): boolean {
  const isMeant = documented?.status !== 'default' || successResponses(operation).length === 0;
  return [204, 205, 304].includes(status ?? 0) && isMeant;
}

/** The content whose media type the answer has; else the first. */
function contentOfAnswer(
  { contents }: DocumentedResponse,
  { headers }: ReceivedResponse,
): Pick<StepOutcome, 'content' | 'claimed'> {
  const [header, ...others] = [headers['content-type'] ?? []].flat();
  const claimed = header === undefined || others.length > 0 ? undefined : findContent(contents, header);
  const [first] = contents;
  if (claimed) return { content: claimed, claimed: true };
  return first ? { content: first } : {};
}

function readAnswer(
  contract: Contract,
  { headers, body }: ReceivedResponse,
  content: Content | undefined,
): { value: unknown } | undefined {
  const contentType = [headers['content-type'] ?? []].flat()[0] ?? content?.wireType ?? '';
  if (!content || formatForReading({ content, contentType }) === 'json') return readJson(body);
  const read = readBody(body, { contract, content, contentType, deepest: DEEPEST_ANSWER });
  return read.kind === 'value' ? read : undefined;
}

/** Whether the answer says that the request succeeded: by its status, or by a redirect that the document itself has. */
export function isSuccess({ operation, exchange: { response } }: Pick<StepOutcome, 'operation' | 'exchange'>): boolean {
  if (!response) return false;
  const { status } = response;
  return status < 300 || (status < 400 && status !== 304 && isDocumentedRedirect(operation, status));
}

/** Whether it says that credentials are wanted, where the operation demands some and none were given. */
export function isLockedOut({ step, exchange: { response } }: Pick<StepOutcome, 'step' | 'exchange'>): boolean {
  const isBare = step.expect === 'if-found' && step.credentials === 'none';
  return isBare && response !== undefined && lockedStatuses.includes(response.status);
}

function isDocumentedRedirect(operation: Operation, status: number): boolean {
  return responseFor(operation, status)?.status.startsWith('3') ?? false;
}

/** The problems of each case, each with its outcome. */
export function caseProblems(outcomes: readonly CaseOutcome[]): ShownProblem[] {
  return outcomes.flatMap((outcome) => outcome.problems.map((each) => ({ ...each, outcome })));
}

/** A law that the document only suggests breaks nobody. */
export function lawSeverity({ id, laws }: Operation, clause: string): Pick<CaseProblem, 'severity'> {
  const inferred = [
    ...laws.echo.map(({ to, inferred: mark }) => mark && lawClauseId(id, 'echo', ['body', ...to])),
    ...laws.unique.map(({ of, inferred: mark }) => mark && lawClauseId(id, 'unique', [of.in, ...of.tokens])),
    ...laws.fresh.map(({ of, inferred: mark }) => mark && lawClauseId(id, 'fresh', [of.in, ...of.tokens])),
  ];
  return inferred.includes(clause) ? { severity: 'warning' } : {};
}
