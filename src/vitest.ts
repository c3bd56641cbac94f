/** `docpact/vitest`: a contract as a suite of a provider's own tests, one test a clause. */
import { beforeAll, describe, expect, it } from 'vitest';
import { operationClauses } from './contract/clause/list-clauses.ts';
import type { Problem, VerifyReport } from './verdict/report.ts';
import type { VerifyOptions } from './verify/verify-options.ts';
import { verify } from './verify/verify.ts';

/**
 * Defines a suite that verifies `target` once and has a test for each clause of `contract`.
 *
 * @example
 * describeContract({ contract: loadContract(), target: 'http://127.0.0.1:8080' });
 */
export function describeContract(options: VerifyOptions & { timeout?: number }): void {
  const { contract, operations } = options;
  const chosen = contract.operations.filter(({ id }) => !operations || operations.includes(id));
  describe(contract.title, () => {
    let report: VerifyReport;
    beforeAll(async () => {
      report = await verify(options);
    }, SUITE_TIMEOUT);
    it('is answered at all', () => {
      expect(report.headline).toBeUndefined();
    });
    for (const operation of chosen) {
      describe(`${operation.method.toUpperCase()} ${operation.path}`, () => {
        for (const { id, sentence } of operationClauses(contract, operation)) {
          it(`${sentence} [${id}]`, ({ skip }) => {
            skip(report.coverage.uncovered.includes(id), 'the run did not get this far');
            expect(report.problems.filter(({ clause }) => clause === id).map(summarize)).toEqual([]);
          });
        }
      });
    }
  });
}

/** Milliseconds for the whole run. */
const SUITE_TIMEOUT = 10 * 60_000;

function summarize({ kind, message, expected, actual, curl }: Problem): string {
  return [`${kind}: ${message}`, `expected: ${expected}`, `actual: ${actual}`, curl].join('\n');
}
