/** The server sends the request elsewhere. */
import { defineStatusJudge, isRedirect } from '../define-status-judge.ts';
import type { Judge } from '../finding.ts';

export const redirected: Judge = defineStatusJudge(
  'redirected',
  isRedirect,
  (status) => `the server redirects (${status})`,
);
