/** A request that the document allows is refused. */
import { defineStatusJudge, isRefused } from './status.ts';
import type { Judge } from './outcome.ts';

export const refusedValid: Judge = defineStatusJudge(
  'refused-valid',
  (status) => isRefused(status) && status.step.law === undefined,
  () => 'a valid request is refused',
);
