/** What came is not HTTP, or its length is not what it says. */
import { defineFailureJudge } from './failure.ts';
import type { Judge } from './outcome.ts';

export const badFraming: Judge = defineFailureJudge('bad-framing');
