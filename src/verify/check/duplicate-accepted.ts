/** A value that may be taken once is taken again. */
import { defineStatusJudge, isAccepted } from './status.ts';
import type { Judge } from './outcome.ts';

export const duplicateAccepted: Judge = defineStatusJudge(
  'duplicate-accepted',
  (status) => isAccepted(status) && status.step.law !== undefined,
  () => 'a value that is taken is accepted again',
);
