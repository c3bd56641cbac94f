/** More came than is read. */
import { defineFailureJudge } from '../define-failure-judge.ts';
import type { Judge } from '../finding.ts';

export const tooLarge: Judge = defineFailureJudge('too-large');
