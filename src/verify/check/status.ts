/** Checks of a status: no two of them ever find the same answer wrong. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import { documentedStatuses, leavesRefusalsOpen, statusClause } from './answer-clause.ts';
import type { Check, StepOutcome } from './outcome.ts';

/** The server fails instead of answering. */
export const serverError: Check = checkStatus(isFailure, (status) => `the server failed with ${status}`);

/** The server sends the request elsewhere. */
export const redirected: Check = checkStatus(isRedirect, (status) => `the server redirects (${status})`);

/** A request that the document allows is refused. */
export const refusedValid: Check = checkStatus(
  (status) => isRefused(status) && status.step.law === undefined,
  () => 'a valid request is refused',
);

/** A request that the document forbids is accepted. */
export const acceptedInvalid: Check = checkStatus(
  (status) => isAccepted(status) && status.step.law === undefined,
  () => 'an invalid request is accepted',
);

/** A value that is not taken is refused as if it were. */
export const distinctRefused: Check = checkStatus(
  (status) => isRefused(status) && status.step.law !== undefined,
  () => 'a value that is free is refused as if it were taken',
);

/** A value that may be taken once is taken again. */
export const duplicateAccepted: Check = checkStatus(
  (status) => isAccepted(status) && status.step.law !== undefined,
  () => 'a value that is taken is accepted again',
);

/** The right sort of answer, with a status that the document does not name. */
export const undocumentedStatus: Check = checkStatus(
  (status) => {
    if (status.documented || status.step.allow?.includes(status.status)) return false;
    if (status.openRefusals && status.status >= 400 && status.status < 500) return false;
    return ![isFailure, isRedirect, isRefused, isAccepted].some((isOther) => isOther(status));
  },
  (status) => `${status} is not documented`,
);

/** A status, and what the contract says of it and of the request. */
interface Status extends Pick<StepOutcome, 'step' | 'documented'> {
  status: number;
  /** Whether the document says nothing of refusals. */
  openRefusals: boolean;
}

/** A check for answers that have such a status. */
function checkStatus(isFound: (status: Status) => boolean, message: (status: number) => string): Check {
  return (outcome) => {
    const { exchange, step, documented } = outcome;
    const { response } = exchange;
    if (!response) return [];
    const { status } = response;
    const openRefusals = leavesRefusalsOpen(outcome);
    if (!isFound({ status, step, openRefusals, ...(documented ? { documented } : {}) })) return [];
    return [
      {
        clause: statusClause(outcome),
        message: message(status),
        expected: documentedStatuses(outcome, step.expect === 'either' ? 'any' : step.expect),
        actual: `${status} ${quoteBody(response)}`.trim(),
      },
    ];
  };
}

/** The server failed, and the document does not say that it may. */
function isFailure({ status, documented }: Status): boolean {
  return status >= 500 && !documented;
}

/** The server sends the request elsewhere, and the document does not say so. */
function isRedirect({ status, documented }: Status): boolean {
  return status >= 300 && status < 400 && status !== 304 && !documented;
}

/** What must succeed was refused. */
function isRefused(status: Status): boolean {
  return status.step.expect === 'success' && status.status >= 400 && !isFailure(status);
}

/** What must be refused was accepted. */
function isAccepted(status: Status): boolean {
  return status.step.expect === 'refusal' && status.status < 400 && !isRedirect(status);
}
