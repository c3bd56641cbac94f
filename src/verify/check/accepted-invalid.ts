/** A request that the document forbids is accepted. */
import { defineStatusJudge, isAccepted } from './status.ts';
import type { Judge } from './outcome.ts';

export const acceptedInvalid: Judge = defineStatusJudge(
  'accepted-invalid',
  (status) => isAccepted(status) && status.step.law === undefined,
  () => 'an invalid request is accepted',
);
