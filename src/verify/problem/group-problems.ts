/** Groups the problems of a run: one group per kind and clause, most severe first. */
import { type ProblemKind, severityOrder } from '../../verdict/problem-kind.ts';
import type { ShownProblem } from '../check/outcome.ts';

export interface ProblemGroup {
  kind: ProblemKind;
  clause: string;
  /** One problem a case, those of the shortest cases first. */
  problems: readonly ShownProblem[];
}

export function groupProblems(problems: readonly ShownProblem[]): ProblemGroup[] {
  const groups = new Map<string, ShownProblem[]>();
  for (const each of problems) {
    const key = `${each.problem.kind} ${each.problem.clause}`;
    const known = groups.get(key) ?? [];
    if (!known.some(({ outcome }) => outcome === each.outcome)) known.push(each);
    groups.set(key, known);
  }
  return [...groups.values()]
    .map((group) => group.toSorted((a, b) => a.outcome.case.steps.length - b.outcome.case.steps.length))
    .map((group) => ({
      kind: (group[0] as ShownProblem).problem.kind,
      clause: (group[0] as ShownProblem).problem.clause,
      problems: group,
    }))
    .sort((a, b) => severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind));
}
