/** No answer came in time. */
import { defineFailureJudge } from './failure.ts';
import type { Judge } from './outcome.ts';

export const noAnswer: Judge = defineFailureJudge('no-answer');
