/** The connection broke, or could not be made, before the answer was complete. */
import { defineFailureJudge } from './failure.ts';
import type { Judge } from './outcome.ts';

export const connectionLost: Judge = defineFailureJudge('connection-lost', ['connection-lost', 'unreachable']);
