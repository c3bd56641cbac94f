/** More came than is read. */
import { defineFailureJudge } from './failure.ts';
import type { Judge } from './outcome.ts';

export const tooLarge: Judge = defineFailureJudge('too-large');
