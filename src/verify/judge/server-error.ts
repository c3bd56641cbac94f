/** The server fails instead of answering. */
import { defineStatusJudge, isFailure } from '../define-status-judge.ts';
import type { Judge } from '../finding.ts';

export const serverError: Judge = defineStatusJudge(
  'server-error',
  isFailure,
  (status) => `the server failed with ${status}`,
);
