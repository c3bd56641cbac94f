/** Verification as an assertion, for a test of the provider's own. */
import { problemKinds } from '../verdict/problem-kind.ts';
import type { VerifyReport } from '../verdict/report.ts';
import { verify } from './verify.ts';
import type { VerifyOptions } from './verify-options.ts';

/** The server does not conform; the report says how. */
export class ConformanceError extends Error {
  readonly report: VerifyReport;

  constructor(report: VerifyReport) {
    super(describe(report));
    this.name = 'ConformanceError';
    this.report = report;
  }
}

/**
 * Verifies, and throws a ConformanceError with the report where the server does not conform.
 *
 * @example
 * await assertConforms({ contract: loadContract(), target: (request) => app.fetch(request) });
 */
export async function assertConforms(options: VerifyOptions): Promise<VerifyReport> {
  const report = await verify(options);
  if (!report.conforms) throw new ConformanceError(report);
  return report;
}

/** Most problems that a message lists. */
const LISTED = 10;

function describe({ headline, problems, target, repeat }: VerifyReport): string {
  const lines = problems
    .slice(0, LISTED)
    .map(
      ({ kind, clause, message, curl }) =>
        `- ${kind}: ${message} (${clause})\n  ${problemKinds[kind]}\n  ${curl.replaceAll('\n', '\n  ')}`,
    );
  const more = problems.length > LISTED ? [`- and ${problems.length - LISTED} more`] : [];
  return [headline ?? `${target} does not conform`, ...lines, ...more, `repeat it with: ${repeat}`].join('\n');
}
