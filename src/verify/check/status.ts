/** Checks of a status: no two of them ever find the same answer wrong. */
import { quoteBody } from '../../http/display/describe-exchange.ts';
import {
  documentedStatuses,
  documentsNoSuccess,
  leavesRefusalsOpen,
  namesRefusalOfValues,
  statusClause,
} from './answer-clause.ts';
import type { Step } from '../plan/case.ts';
import type { Check, StepOutcome } from './outcome.ts';

/** The server fails instead of answering. */
export const serverError: Check = unless(
  isNested,
  checkStatus(isFailure, (status) => `the server failed with ${status}`),
);

/** The server's parser breaks at a depth that no client of it has. */
export const nestingLimit: Check = unless(
  (outcome) => !isNested(outcome),
  checkStatus(isFailure, (status) => `JSON that is nested deeply is answered with ${status}, not refused`),
);

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
    if (status.documented || status.saysNothing || status.step.allow?.includes(status.status)) return false;
    // What a parser does not read is a bad request, whatever the document has for what is wrong (RFC 9110, 15.5.1).
    if (status.status === 400 && status.step.form.raw !== undefined) return false;
    if (status.openRefusals && status.status >= 400) return false;
    if (status.onlyRefuses && status.status < 300) return false;
    return ![isFailure, isRedirect, isRefused, isAccepted].some((isOther) => isOther(status));
  },
  (status) => `${status} is not documented`,
);

/** A status, and what the contract says of it and of the request. */
interface Status extends Pick<StepOutcome, 'step' | 'documented'> {
  status: number;
  /** Whether the document says nothing of refusals, or not of those that are due. */
  openRefusals: boolean;
  /** Whether it has no answers at all. */
  saysNothing: boolean;
  /** Whether it has answers, and none is a success: then a success has any status that is one. */
  onlyRefuses: boolean;
  /** Whether it has answers, and all are failures: of what nobody has built yet, say. */
  onlyFails: boolean;
  /** Whether the document says nothing of what may be taken once. */
  openConflicts: boolean;
}

/** A check for answers that have such a status. */
function checkStatus(isFound: (status: Status) => boolean, message: (status: number) => string): Check {
  return (outcome) => {
    const { exchange, step, documented } = outcome;
    const { response } = exchange;
    if (!response) return [];
    const { status } = response;
    const openRefusals = leavesRefusalsOpen(outcome) || (isOfValues(step) && !namesRefusalOfValues(outcome));
    const { laws, method } = outcome.operation;
    const openConflicts = laws.unique.length === 0 && ['post', 'put', 'patch'].includes(method);
    const said = {
      openRefusals,
      openConflicts,
      saysNothing: outcome.operation.responses.length === 0,
      onlyFails: outcome.operation.responses.every((each) => each.status.startsWith('5')),
      onlyRefuses: documentsNoSuccess(outcome.operation),
    };
    if (!isFound({ status, step, ...said, ...(documented ? { documented } : {}) })) return [];
    return [
      {
        clause: statusClause(outcome),
        message: message(status),
        expected: documentedStatuses(outcome, expected(step.expect)),
        actual: `${status} ${quoteBody(response)}`.trim(),
      },
    ];
  };
}

/** Whether a refusal would be due to what the request itself has: not to who sends it, what is taken, or what is not there. */
function isOfValues({ expect, law, credentials, unbound }: Step): boolean {
  const mayBeRefused = expect === 'refusal' || expect === 'either';
  return mayBeRefused && law === undefined && credentials === undefined && unbound === undefined;
}

function unless(isOther: (outcome: StepOutcome) => boolean, check: Check): Check {
  return (outcome) => (isOther(outcome) ? [] : check(outcome));
}

/** Whether the request has more brackets in a row than anything that is meant. */
function isNested({ exchange: { request } }: StepOutcome): boolean {
  return request.body !== undefined && /[[{]{500}/.test(request.body.toString('latin1'));
}

/** What the document has for such a request. */
function expected(expect: Step['expect']): 'success' | 'refusal' | 'any' {
  return expect === 'either' || expect === 'if-found' ? 'any' : expect;
}

/** The server failed: that a document names the status tells what it looks like, not that it is right. */
function isFailure({ status, documented, onlyFails }: Status): boolean {
  return status >= 500 && !(documented !== undefined && onlyFails);
}

/** The server sends the request elsewhere, and the document does not say so. */
function isRedirect({ status, documented }: Status): boolean {
  return status >= 300 && status < 400 && status !== 304 && !documented;
}

/** What must succeed was refused, for another reason than that there is nothing to work on. */
function isRefused(answer: Status): boolean {
  const { status, step } = answer;
  if (status < 400 || isFailure(answer) || mayConflict(answer)) return false;
  if (answer.onlyRefuses && answer.documented) return false;
  return step.expect === 'success' || (step.expect === 'if-found' && !step.allow?.includes(status));
}

/** Where the document has a 409 and does not say what conflicts with what, only the server knows. */
function mayConflict({ status, documented, openConflicts }: Status): boolean {
  return status === 409 && documented?.status === '409' && openConflicts;
}

/** What must be refused was accepted. */
function isAccepted(status: Status): boolean {
  return status.step.expect === 'refusal' && status.status < 400 && !isRedirect(status);
}
