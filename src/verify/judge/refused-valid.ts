/** A request that the document allows is refused. */
import { defineStatusJudge, isRefused } from '../define-status-judge.ts';
import type { Judge } from '../finding.ts';

export const refusedValid: Judge = defineStatusJudge(
  'refused-valid',
  (status) => isRefused(status) && status.step.law === undefined,
  () => 'a valid request is refused',
);
