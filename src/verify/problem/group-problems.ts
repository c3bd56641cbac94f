/** Groups the findings of a run: one group per kind and clause, most severe first. */
import type { CaseOutcome } from '../run/run-cases.ts';
import type { RunFinding } from '../check/check-run.ts';
import { severityOrder, type ProblemKind } from '../../verdict/problem-kind.ts';

export interface FindingGroup {
  kind: ProblemKind;
  clause: string;
  /** One finding a case, those of the shortest cases first. */
  findings: readonly RunFinding[];
}

export function groupFindings(findings: readonly RunFinding[]): FindingGroup[] {
  const groups = new Map<string, RunFinding[]>();
  for (const each of findings) {
    const key = `${each.finding.kind} ${each.finding.clause}`;
    const known = groups.get(key) ?? [];
    if (!known.some(({ outcome }) => outcome === each.outcome)) known.push(each);
    groups.set(key, known);
  }
  return [...groups.values()]
    .map((group) => group.toSorted((a, b) => a.outcome.case.steps.length - b.outcome.case.steps.length))
    .map((group) => ({
      kind: (group[0] as RunFinding).finding.kind,
      clause: (group[0] as RunFinding).finding.clause,
      findings: group,
    }))
    .sort((a, b) => severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind));
}

/** The findings of each case, each with its outcome. */
export function caseFindings(outcomes: readonly CaseOutcome[]): RunFinding[] {
  return outcomes.flatMap((outcome) => outcome.findings.map((each) => ({ ...each, outcome })));
}
