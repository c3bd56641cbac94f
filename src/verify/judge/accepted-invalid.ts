/** A request that the document forbids is accepted. */
import { defineStatusJudge, isAccepted } from '../define-status-judge.ts';
import type { Judge } from '../finding.ts';

export const acceptedInvalid: Judge = defineStatusJudge(
  'accepted-invalid',
  (status) => isAccepted(status) && status.step.law === undefined,
  () => 'an invalid request is accepted',
);
