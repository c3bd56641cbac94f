/** No answer came in time. */
import { defineFailureJudge } from '../define-failure-judge.ts';
import type { Judge } from '../finding.ts';

export const noAnswer: Judge = defineFailureJudge('no-answer');
