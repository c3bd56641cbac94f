/** Writes causes down as problems: each with the clauses and cases that it shows in, and the smallest request that still does. */
import type { ClauseSource } from '../../contract/clause/clause.ts';
import { describePlace } from '../../errors.ts';
import { describeExchange } from '../../http/display/describe-exchange.ts';
import { problemId } from '../../verdict/problem-id.ts';
import type { Problem } from '../../verdict/report.ts';
import type { ShownProblem } from '../check/outcome.ts';
import type { Run } from '../run/prepare-run.ts';
import { type Cause, clausesOfCause, MANY } from './cause.ts';
import { writeRepeat } from '../run/write-repeat.ts';
import { describeCause } from './describe-cause.ts';
import { blamedPlace } from './blamed-place.ts';
import { clauseAt } from './find-causes.ts';
import { writeCurlLines } from './write-curl-lines.ts';

/** The problems of the causes, in their order. */
export function writeProblems(run: Run, causes: readonly Cause[]): Problem[] {
  return causes.map((cause) => writeProblem(run, cause));
}

function writeProblem(run: Run, cause: Cause): Problem {
  const [example] = cause.problems as readonly [ShownProblem, ...ShownProblem[]];
  const { shrunk, problems } = cause;
  const outcome = shrunk?.outcome ?? example.outcome;
  const problem = cause.told ?? shrunk?.problem ?? example.problem;
  const clauses = orderClauses(run, cause, problem.clause);
  const [clause = problem.clause] = clauses;
  const operations = [...new Set(problems.map(({ outcome: { case: each } }) => each.operation.id))];
  const at = blamedPlace({ problem, features: cause.features, clause: run.clauses.find(clause) });
  return {
    id: problemId({ kind: cause.kind, ...cause.name }),
    kind: cause.kind,
    severity: problems.every((each) => each.problem.severity === 'warning') ? 'warning' : 'error',
    clause,
    clauses,
    operations,
    zone: outcome.case.zone,
    message: describeCause(run, cause, { problem, outcome }),
    expected: problem.expected,
    actual: problem.actual,
    curl: writeCurlLines(run, outcome),
    again: writeRepeat(run, problem.ofRun ? { cases: [], operations } : { cases: [example.outcome.case.id] }),
    source: sourceOf(run, clause),
    case: example.outcome.case.id,
    count: problems.length,
    cases: problems.map(({ outcome: { case: each } }) => each.id),
    ...(at ? { at } : {}),
    exchanges: outcome.steps.map(({ exchange }) => describeExchange(exchange, run.redactor.names)),
  };
}

/** The one that tells most first: of the member to blame, else of the smallest request; then in the order of the contract. */
function orderClauses(run: Run, cause: Cause, shown: string): string[] {
  const { features, problems, name } = cause;
  const [only, ...others] = features;
  const { operation } = (cause.shrunk?.outcome ?? problems[0]?.outcome)?.case ?? {};
  const blamed =
    only?.at && others.length === 0 && operation && /\.response\.[^.]+\.status$/.test(shown)
      ? clauseAt(run.clauses, operation.id, only.at)
      : undefined;
  const named = name.clause === MANY ? undefined : name.clause;
  const rest = run.clauses.sort(clausesOfCause(cause));
  const first = blamed ?? named ?? mostShown(problems) ?? shown;
  // A clause about the status says less than the one about the member that is to blame for it.
  return [first, ...rest.filter((id) => id !== first && (blamed === undefined || id !== shown))];
}

/** The clause that most cases show. */
function mostShown(problems: readonly ShownProblem[]): string | undefined {
  const byClause = Map.groupBy(problems, ({ problem }) => problem.clause);
  // What is accepted breaks the clause that forbids it before it breaks the one that names the status.
  const counted = [...byClause].filter(
    ([id, [first]]) => first?.problem.kind !== 'accepted-invalid' || id.includes('.request.'),
  );
  return counted.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

function sourceOf({ clauses, contract }: Run, id: string): Problem['source'] {
  const source: ClauseSource = clauses.find(id)?.source ?? {
    file: contract.file,
    pointer: '',
  };
  return { place: describePlace(source), ...(source.page === undefined ? {} : { page: source.page }) };
}
