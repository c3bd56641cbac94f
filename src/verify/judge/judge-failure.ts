/** No answer, or none that can be read. */
import { statusClause, type Judge } from '../finding.ts';

export const judgeFailure: Judge = (judged) => {
  const { failure, duration } = judged.exchange;
  if (!failure) return [];
  const kind = failure.kind === 'unreachable' ? 'connection-lost' : failure.kind;
  return [
    {
      kind,
      clause: statusClause(judged),
      message: failure.message,
      expected: 'a complete answer',
      actual: `${failure.message} (after ${Math.round(duration)} ms)`,
    },
  ];
};
