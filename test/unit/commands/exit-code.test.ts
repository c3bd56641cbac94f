/** What a script can tell by the exit code: wrong use, or that docpact could not do its job. */
import { expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/commands/exit-code.ts';
import { ContractError, MockError, PactError, PageError, TargetError, UsageError } from '../../../src/errors.ts';

it.each([
  [2, new UsageError('no such flag')],
  [2, new ContractError('no contract')],
  [2, new PageError('no page')],
  [3, new TargetError('cannot be reached')],
  [3, new MockError('the port is taken')],
  [3, new PactError('the broker refuses')],
  [3, new TypeError('a fault of docpact itself')],
  [3, 'what is thrown and is no error'],
])('is %i for: %s', (code, error) => {
  expect(exitCodeOf(error)).toBe(code);
});
