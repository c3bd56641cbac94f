/** Findings: what a judge says is wrong with an exchange, before it is grouped, shrunk and written down. */
import { type Clause, clauseId } from '../contract/clause/clause.ts';
import type { Contract } from '../contract/contract.ts';
import type { DocumentedResponse, Operation } from '../contract/operation.ts';
import type { Exchange } from '../http/client/exchange.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { Step } from './case.ts';

export interface Finding {
  kind: ProblemKind;
  /** Id of the clause that is broken. */
  clause: string;
  message: string;
  expected: string;
  actual: string;
  /** It tells of the whole run: no smaller request and no single case says it better. */
  ofRun?: true;
}

/** One answered (or unanswered) step, ready to be judged. */
export interface JudgedStep {
  contract: Contract;
  operation: Operation;
  step: Step;
  exchange: Exchange;
  /** What the document says of the answer's status; undefined where it says nothing. */
  documented?: DocumentedResponse;
  /** The answer's JSON; undefined where it has none. */
  json?: { value: unknown };
}

/** Looks at one thing. An empty list means that it found nothing, not that all is well. */
export type Judge = (judged: JudgedStep) => Finding[];

/** The id of a clause about an answer: what `kind` says of the part at `at`. */
export function answerClause(
  { operation }: Pick<JudgedStep, 'operation'>,
  documented: Pick<DocumentedResponse, 'status'> | undefined,
  { at, kind }: Pick<Clause, 'at' | 'kind'> = { at: ['status'], kind: 'status' },
): string {
  const status = documented?.status ?? 'default';
  return clauseId({ operation: operation.id, subject: 'response', status, at, kind });
}

/** Whether the answer says that the request succeeded. */
export function isSuccess({ exchange }: Pick<JudgedStep, 'exchange'>): boolean {
  return exchange.response !== undefined && exchange.response.status < 300;
}

/** The clause that says how a valid request, or a refused one, is answered. */
export function statusClause({ operation, step }: JudgedStep): string {
  if (step.law !== undefined) return step.law;
  const { responses } = operation;
  const wanted = responses.find(({ status }) => isFor(step.expect === 'refusal' ? 'refusal' : 'success', status));
  return answerClause({ operation }, wanted ?? responses[0]);
}

/** The statuses that the document has, as a reader would list them. */
export function documentedStatuses({ operation }: JudgedStep, outcome: 'success' | 'refusal' | 'any'): string {
  const fits = operation.responses.filter(({ status }) => outcome === 'any' || isFor(outcome, status));
  return fits.map(({ status }) => status).join(' or ') || 'nothing that the document names';
}

/** Whether the document says of no answer that it refuses: which status a refusal has is open then. */
export function leavesRefusalsOpen({ operation }: Pick<JudgedStep, 'operation'>): boolean {
  return !operation.responses.some(({ status }) => isFor('refusal', status));
}

function isFor(outcome: 'success' | 'refusal', status: string): boolean {
  return outcome === 'refusal' ? !/^[123]/.test(status) : /^[23]/.test(status);
}
