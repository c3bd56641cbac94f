/** Which clause an answer is about, and what the document says of answers. */
import { type Clause, clauseId } from '../../contract/clause/clause.ts';
import type { DocumentedResponse, Operation } from '../../contract/operation.ts';
import type { StepOutcome } from './outcome.ts';

/** The id of a clause about an answer: what `kind` says of the part at `at`. */
export function answerClause(
  { operation }: Pick<StepOutcome, 'operation'>,
  documented: Pick<DocumentedResponse, 'status'> | undefined,
  { at, kind }: Pick<Clause, 'at' | 'kind'> = { at: ['status'], kind: 'status' },
): string {
  const status = documented?.status ?? 'default';
  return clauseId({ operation: operation.id, subject: 'response', status, at, kind });
}

/** The clause that says how a valid request, or a refused one, is answered. */
export function statusClause({ operation, step }: Pick<StepOutcome, 'operation' | 'step'>): string {
  if (step.law !== undefined) return step.law;
  const { responses } = operation;
  const wanted = responses.find(({ status }) => isFor(step.expect === 'refusal' ? 'refusal' : 'success', status));
  return answerClause({ operation }, wanted ?? responses[0]);
}

/** The statuses that the document has, as a reader would list them. */
export function documentedStatuses(
  { operation }: Pick<StepOutcome, 'operation'>,
  outcome: 'success' | 'refusal' | 'any',
): string {
  const fits = operation.responses.filter(({ status }) => outcome === 'any' || isFor(outcome, status));
  return fits.map(({ status }) => status).join(' or ') || 'nothing that the document names';
}

/** Whether the document says of no answer that it refuses: which status a refusal has is open then. */
export function leavesRefusalsOpen({ operation }: Pick<StepOutcome, 'operation'>): boolean {
  return !operation.responses.some(({ status }) => isFor('refusal', status));
}

/** Whether the document says how a request is refused that is wrong in itself: no other status means that (RFC 9110, 15.5; Prism looks for these). */
export function namesRefusalOfValues({ operation }: Pick<StepOutcome, 'operation'>): boolean {
  return operation.responses.some(({ status }) => /^(400|422|4xx|default)$/i.test(status));
}

function isFor(outcome: 'success' | 'refusal', status: string): boolean {
  return outcome === 'refusal' ? /^(4|default)/i.test(status) : /^[23]/.test(status);
}

/** Whether the document has answers, and none of them says that a request succeeded. */
export function documentsNoSuccess({ responses }: Operation): boolean {
  return responses.length > 0 && !responses.some(({ status }) => /^(2|3(?!04)|default)/i.test(status));
}
