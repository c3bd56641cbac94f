/** The server sends the request elsewhere. */
import { defineStatusJudge, isRedirect } from './status.ts';
import type { Judge } from './outcome.ts';

export const redirected: Judge = defineStatusJudge(
  'redirected',
  isRedirect,
  (status) => `the server redirects (${status})`,
);
