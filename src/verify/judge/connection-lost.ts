/** The connection broke, or could not be made, before the answer was complete. */
import { defineFailureJudge } from '../define-failure-judge.ts';
import type { Judge } from '../finding.ts';

export const connectionLost: Judge = defineFailureJudge('connection-lost', ['connection-lost', 'unreachable']);
