/** The right sort of answer, with a status that the document does not name. */
import { defineStatusJudge, isAccepted, isFailure, isRedirect, isRefused } from './status.ts';
import type { Judge } from './outcome.ts';

export const undocumentedStatus: Judge = defineStatusJudge(
  'undocumented-status',
  (status) => {
    if (status.documented || status.step.allow?.includes(status.status)) return false;
    if (status.openRefusals && status.status >= 400 && status.status < 500) return false;
    return ![isFailure, isRedirect, isRefused, isAccepted].some((isOther) => isOther(status));
  },
  (status) => `${status} is not documented`,
);
