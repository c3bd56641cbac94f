/** The last step of every report: what came from outside leaves it without secrets. */
import type { Redactor } from '../http/display/redactor.ts';
import { listedOutcomes, mapReasons } from './coverage.ts';
import type { Problem, Report } from './report.ts';

/** Whatever a server, a proxy or Pact said is searched; ids that the contract has, places and sentences are its own, and stay as they are. */
export function hideSecrets<Kind extends Report>(report: Kind, redactor: Redactor): Kind {
  const { headline, incomplete, coverage, problems, created } = report;
  const { notes } = report as { notes?: readonly string[] };
  const own = new Set(listedOutcomes(coverage).map(({ id }) => id));
  return {
    ...report,
    ...(headline === undefined ? {} : { headline: redactor.redact(headline) }),
    ...(incomplete === undefined
      ? {}
      : { incomplete: { ...incomplete, because: redactor.redact(incomplete.because) } }),
    ...(notes === undefined ? {} : { notes: redactor.redactAll(notes) }),
    coverage: mapReasons(coverage, (reason) => redactor.redact(reason)),
    problems: problems.map((problem) => hideInProblem(problem, redactor, own)),
    created: redactor.redactAll(created),
  };
}

/** A clause that is none of the `own` ones ends in names that an answer has. */
function hideInProblem(problem: Problem, redactor: Redactor, own: ReadonlySet<string>): Problem {
  const { message, expected, actual, curl, again, at, exchanges, clause, clauses, also } = problem;
  const hideId = (id: string): string => (own.has(id) ? id : redactor.redact(id));
  return {
    ...problem,
    ...redactor.redactAll({ message, expected, actual, curl, exchanges }),
    clause: hideId(clause),
    ...(clauses === undefined ? {} : { clauses: clauses.map(hideId) }),
    ...(also === undefined ? {} : { also: also.map(hideId) }),
    ...(again === undefined ? {} : { again: redactor.redact(again) }),
    ...(at === undefined ? {} : { at: { ...at, pointer: redactor.redact(at.pointer) } }),
  };
}
