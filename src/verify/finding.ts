/** Findings: what a judge says is wrong with an exchange, before it is grouped, shrunk and written down. */
import type { Contract } from '../contract/contract.ts';
import type { DocumentedResponse, Operation } from '../contract/operation.ts';
import type { Step } from './case.ts';
import type { Exchange } from './exchange.ts';
import type { ProblemKind } from './problem-kind.ts';

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

/** `addThing.response.201.body`: how the ids of clauses about an answer begin. */
export function answerClause({ operation }: JudgedStep, documented: DocumentedResponse, part: string): string {
  return `${operation.id}.response.${documented.status}.${part}`;
}

/** The clause that says how a valid request, or a refused one, is answered. */
export function statusClause({ operation, step }: JudgedStep): string {
  if (step.law !== undefined) return step.law;
  const { responses } = operation;
  const wanted = responses.find(({ status }) => isFor(step.expect === 'refusal' ? 'refusal' : 'success', status));
  return `${operation.id}.response.${(wanted ?? responses[0])?.status ?? 'default'}.status`;
}

/** The statuses that the document has, as a reader would list them. */
export function documentedStatuses({ operation }: JudgedStep, outcome: 'success' | 'refusal' | 'any'): string {
  const fits = operation.responses.filter(({ status }) => outcome === 'any' || isFor(outcome, status));
  return fits.map(({ status }) => status).join(' or ') || 'nothing that the document names';
}

function isFor(outcome: 'success' | 'refusal', status: string): boolean {
  return outcome === 'refusal' ? !/^[123]/.test(status) : /^[23]/.test(status);
}
