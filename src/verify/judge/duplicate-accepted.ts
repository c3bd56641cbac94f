/** A value that may be taken once is taken again. */
import { defineStatusJudge, isAccepted } from '../define-status-judge.ts';
import type { Judge } from '../finding.ts';

export const duplicateAccepted: Judge = defineStatusJudge(
  'duplicate-accepted',
  (status) => isAccepted(status) && status.step.law !== undefined,
  () => 'a value that is taken is accepted again',
);
