/** What came is not HTTP, or its length is not what it says. */
import { defineFailureJudge } from '../define-failure-judge.ts';
import type { Judge } from '../finding.ts';

export const badFraming: Judge = defineFailureJudge('bad-framing');
