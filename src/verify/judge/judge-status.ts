/** The status: documented, and right for what was sent. */
import { documentedStatuses, statusClause, type Finding, type Judge, type JudgedStep } from '../finding.ts';
import { quoteBody } from '../quote-body.ts';

export const judgeStatus: Judge = (judged) => {
  const { response } = judged.exchange;
  if (!response) return [];
  const { status } = response;
  const { step, documented } = judged;
  const expect = step.expect === 'either' ? 'any' : step.expect;
  const actual = `${status} ${quoteBody(response)}`.trim();
  const base = { clause: statusClause(judged), expected: documentedStatuses(judged, expect), actual };
  if (status >= 500 && !documented)
    return [{ ...base, kind: 'server-error', message: `the server failed with ${status}` }];
  if (isRedirect(status) && !documented)
    return [{ ...base, kind: 'redirected', message: `the server redirects (${status})` }];
  if (step.expect === 'success' && status >= 400) return [refused(judged, base)];
  if (step.expect === 'refusal' && status < 400) return [accepted(judged, base)];
  if (documented || step.allow?.includes(status)) return [];
  return [{ ...base, kind: 'undocumented-status', message: `${status} is not documented` }];
};

type Base = Omit<Finding, 'kind' | 'message'>;

function refused({ step }: JudgedStep, base: Base): Finding {
  return step.law === undefined
    ? { ...base, kind: 'refused-valid', message: 'a valid request is refused' }
    : { ...base, kind: 'distinct-refused', message: 'a value that is free is refused as if it were taken' };
}

function accepted({ step }: JudgedStep, base: Base): Finding {
  return step.law === undefined
    ? { ...base, kind: 'accepted-invalid', message: 'an invalid request is accepted' }
    : { ...base, kind: 'duplicate-accepted', message: 'a value that is taken is accepted again' };
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}
