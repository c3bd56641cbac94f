/** Checks of answers that did not come, or not whole. */
import type { FailureKind } from '../../http/client/exchange.ts';
import { statusClause } from './answer-clause.ts';
import type { Check } from './outcome.ts';

/** The connection broke, or could not be made, before the answer was complete. */
export const connectionLost: Check = checkFailure('connection-lost', 'unreachable');

/** No answer came in time. */
export const noAnswer: Check = checkFailure('no-answer');

/** What came is not HTTP, or its length is not what it says. */
export const badFraming: Check = checkFailure('bad-framing');

/** More came than is read. */
export const tooLarge: Check = checkFailure('too-large');

/** A check for exchanges that failed in one of these ways. */
function checkFailure(...failures: readonly FailureKind[]): Check {
  return (outcome) => {
    const { failure, duration } = outcome.exchange;
    if (!failure || !failures.includes(failure.kind)) return [];
    const actual = `${failure.message} (after ${Math.round(duration)} ms)`;
    return [{ clause: statusClause(outcome), message: failure.message, expected: 'a complete answer', actual }];
  };
}
