/** Problems of several shards as one list. */
import { severityOrder } from './problem-kind.ts';
import type { Problem } from './report.ts';

/** One problem per kind and clause with the counts added, most severe first, then in the order of `clauses`. */
export function mergeProblems(problems: readonly Problem[], clauses: readonly string[]): Problem[] {
  const merged = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.clause}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...simpler(known, problem), count: known.count + problem.count } : problem);
  }
  const position = new Map(clauses.map((id, index) => [id, index]));
  const rank = ({ clause }: Problem): number => position.get(clause) ?? clauses.length;
  return [...merged.values()].sort(
    (a, b) =>
      severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind) ||
      rank(a) - rank(b) ||
      compareText(a.clause, b.clause),
  );
}

/** The one that is shorter to repeat; the choice does not depend on which came first. */
function simpler(a: Problem, b: Problem): Problem {
  return (a.curl.length - b.curl.length || compareText(identity(a), identity(b))) <= 0 ? a : b;
}

function identity(problem: Problem): string {
  return JSON.stringify({ ...problem, count: 0 });
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
