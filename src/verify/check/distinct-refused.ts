/** A value that is not taken is refused as if it were. */
import { defineStatusJudge, isRefused } from './status.ts';
import type { Judge } from './outcome.ts';

export const distinctRefused: Judge = defineStatusJudge(
  'distinct-refused',
  (status) => isRefused(status) && status.step.law !== undefined,
  () => 'a value that is free is refused as if it were taken',
);
