/** Finds which problems of one exchange only follow from another one of the same exchange. */
import type { ShownProblem } from '../check/outcome.ts';

export interface Absorbed {
  /** What stands for itself. */
  kept: readonly ShownProblem[];
  /** Clauses that break with a problem, by that problem. */
  broken: ReadonlyMap<ShownProblem, readonly string[]>;
}

/** What goes with the cause of another problem goes from the list, and its clause to that one. */
export function absorbProblems(shown: readonly ShownProblem[]): Absorbed {
  const byExchange = Map.groupBy<unknown, ShownProblem>(
    shown,
    (each) => each.outcome.steps[each.step]?.exchange ?? each,
  );
  const broken = new Map<ShownProblem, string[]>();
  const kept = shown.filter((each) => {
    const beside = byExchange.get(each.outcome.steps[each.step]?.exchange ?? each) ?? [];
    const cause = beside.find((other) => other !== each && follows(each, other));
    if (cause) broken.set(cause, [...(broken.get(cause) ?? []), each.problem.clause]);
    return !cause;
  });
  return { kept, broken };
}

/** Kinds about what is in an answer. */
const ofAnswer: ReadonlySet<string> = new Set(['content-type', 'not-json', 'body-schema', 'echo-broken', 'leak']);

/** Whether one problem goes where the other does. */
function follows({ problem, outcome, step }: ShownProblem, { problem: cause }: ShownProblem): boolean {
  if (problem.ofRun || cause.ofRun || problem.ofSequence || cause.ofSequence) return false;
  if (cause.kind === 'server-error') return ofAnswer.has(problem.kind);
  if (cause.kind === 'accepted-invalid') return ['body-schema', 'echo-broken', 'leak'].includes(problem.kind);
  if (cause.kind === 'not-json') return problem.kind === 'content-type';
  if (cause.kind !== 'body-schema' || problem.kind !== 'echo-broken' || !cause.clause.endsWith('.type')) return false;
  const member = memberOf(problem.clause);
  return (
    member === memberOf(cause.clause.slice(0, -'.type'.length)) && isOnlyOfType(problem, outcome.steps[step]?.json)
  );
}

function memberOf(clause: string): string | undefined {
  return /\.(?:law\.echo|response\.[^.]+\.body)\.(.*)$/s.exec(clause)?.[1];
}

/** Whether what came is what was wanted, written as another type. */
function isOnlyOfType({ expected, actual }: ShownProblem['problem'], json: unknown): boolean {
  return json !== undefined && withoutQuotes(expected) === withoutQuotes(actual);
}

function withoutQuotes(json: string): string {
  return json.replaceAll(/^"|"$/g, '');
}
