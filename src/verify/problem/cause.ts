/** A cause: what several problems of a run come from, whichever clauses and operations they show in. */
import { type ProblemKind, severityOrder } from '../../verdict/problem-kind.ts';
import type { CaseProblem, ShownProblem } from '../check/outcome.ts';
import type { Feature } from './feature.ts';
import type { Shrunk } from './shrink-case.ts';

export interface Cause {
  kind: ProblemKind;
  /**
   * What tells it from others, the same in every run. One that is of one clause alone is named by it; one that may show in
   * many is named by what sets it off.
   */
  name: { clause: string; at: readonly string[] };
  /** One problem a case, those of the shortest cases first. */
  problems: readonly ShownProblem[];
  /** What else breaks where it shows. */
  clauses: readonly string[];
  /** What sets it off, where that was found out. */
  features: readonly Feature[];
  /** It shows in plain requests, which were taken before: something that the server remembers sets it off. */
  isOfMemory?: boolean;
  /** No valid request to its operations was accepted in the whole run. */
  isOfAll?: boolean;
  shrunk?: Shrunk | undefined;
  /** The problem as it is told where no smaller request showed it again. */
  told?: CaseProblem;
}

/** Stands for the clause in the name of what is not of one clause alone. */
export const MANY = '*';

/** Kinds that one cause shows in, now this one, now that one. */
const alike: Partial<Record<ProblemKind, ProblemKind>> = { 'content-type': 'not-json' };

/** Cause by cause, with those of one name made one. */
export function uniteCauses(causes: readonly Cause[]): Cause[] {
  const united = new Map<string, Cause>();
  for (const cause of causes) {
    const key = JSON.stringify([alike[cause.kind] ?? cause.kind, cause.name]);
    const known = united.get(key);
    united.set(
      key,
      known
        ? {
            ...known,
            kind: severityOrder.indexOf(cause.kind) < severityOrder.indexOf(known.kind) ? cause.kind : known.kind,
            shrunk: known.shrunk ?? cause.shrunk,
            problems: oneEach([...known.problems, ...cause.problems]),
            clauses: [...new Set([...known.clauses, ...cause.clauses])],
          }
        : { ...cause, problems: oneEach(cause.problems) },
    );
  }
  return [...united.values()];
}

/** One problem a case, those of the shortest cases first. */
function oneEach(problems: readonly ShownProblem[]): ShownProblem[] {
  const first = new Map(problems.toReversed().map((each) => [each.outcome, each]));
  return [...first.values()].toReversed().toSorted((a, b) => a.outcome.case.steps.length - b.outcome.case.steps.length);
}

/** All clauses that a cause breaks. */
export function clausesOfCause({ problems, clauses }: Cause): string[] {
  return [...new Set([...problems.map(({ problem }) => problem.clause), ...clauses])];
}
