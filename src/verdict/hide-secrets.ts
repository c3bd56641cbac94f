/** The last step of every report: what came from outside leaves it without secrets. */
import type { Redactor } from '../http/display/redactor.ts';
import { mapReasons } from './coverage.ts';
import type { Problem, Report } from './report.ts';

/** Whatever a server, a proxy or Pact said is searched; ids, places and sentences are the contract's, and stay as they are. */
export function hideSecrets<Kind extends Report>(report: Kind, redactor: Redactor): Kind {
  const { headline, incomplete, coverage, problems, created } = report;
  const { notes } = report as { notes?: readonly string[] };
  return {
    ...report,
    ...(headline === undefined ? {} : { headline: redactor.redact(headline) }),
    ...(incomplete === undefined
      ? {}
      : { incomplete: { ...incomplete, because: redactor.redact(incomplete.because) } }),
    ...(notes === undefined ? {} : { notes: redactor.redactAll(notes) }),
    coverage: mapReasons(coverage, (reason) => redactor.redact(reason)),
    problems: problems.map((problem) => hideInProblem(problem, redactor)),
    created: redactor.redactAll(created),
  };
}

function hideInProblem(problem: Problem, redactor: Redactor): Problem {
  const { message, expected, actual, curl, again, exchanges } = problem;
  return {
    ...problem,
    ...redactor.redactAll({ message, expected, actual, curl, exchanges }),
    ...(again === undefined ? {} : { again: redactor.redact(again) }),
  };
}
