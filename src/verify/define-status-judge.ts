/** Makes the judges of a status: one kind each, no two of which ever find the same answer wrong. */
import { quoteBody } from '../http/display/describe-exchange.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import { documentedStatuses, type Judge, type JudgedStep, leavesRefusalsOpen, statusClause } from './finding.ts';

/** A status, and what the contract says of it and of the request. */
export interface Status extends Pick<JudgedStep, 'step' | 'documented'> {
  status: number;
  /** Whether the document says nothing of refusals. */
  openRefusals: boolean;
}

/** A judge that finds `kind` where an answer has such a status. */
export function defineStatusJudge(
  kind: ProblemKind,
  isFound: (status: Status) => boolean,
  message: (status: number) => string,
): Judge {
  return (judged) => {
    const { exchange, step, documented } = judged;
    const { response } = exchange;
    if (!response) return [];
    const { status } = response;
    const openRefusals = leavesRefusalsOpen(judged);
    if (!isFound({ status, step, openRefusals, ...(documented ? { documented } : {}) })) return [];
    return [
      {
        kind,
        clause: statusClause(judged),
        message: message(status),
        expected: documentedStatuses(judged, step.expect === 'either' ? 'any' : step.expect),
        actual: `${status} ${quoteBody(response)}`.trim(),
      },
    ];
  };
}

/** The server failed, and the document does not say that it may. */
export function isFailure({ status, documented }: Status): boolean {
  return status >= 500 && !documented;
}

/** The server sends the request elsewhere, and the document does not say so. */
export function isRedirect({ status, documented }: Status): boolean {
  return status >= 300 && status < 400 && status !== 304 && !documented;
}

/** What must succeed was refused. */
export function isRefused(status: Status): boolean {
  return status.step.expect === 'success' && status.status >= 400 && !isFailure(status);
}

/** What must be refused was accepted. */
export function isAccepted(status: Status): boolean {
  return status.step.expect === 'refusal' && status.status < 400 && !isRedirect(status);
}
