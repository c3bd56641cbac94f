/** Makes the judges of answers that did not come, or not whole. */
import type { FailureKind } from '../http/client/exchange.ts';
import { statusClause, type Judge } from './finding.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';

/** A judge that finds `kind` where the exchange failed in one of these ways. */
export function defineFailureJudge(kind: ProblemKind, failures: readonly FailureKind[] = [kind as FailureKind]): Judge {
  return (judged) => {
    const { failure, duration } = judged.exchange;
    if (!failure || !failures.includes(failure.kind)) return [];
    const actual = `${failure.message} (after ${Math.round(duration)} ms)`;
    return [{ kind, clause: statusClause(judged), message: failure.message, expected: 'a complete answer', actual }];
  };
}
