/** The server fails instead of answering. */
import { defineStatusJudge, isFailure } from './status.ts';
import type { Judge } from './outcome.ts';

export const serverError: Judge = defineStatusJudge(
  'server-error',
  isFailure,
  (status) => `the server failed with ${status}`,
);
