/** Writes down what cases showed: each problem with the smallest request that still shows it. */
import type { ClauseSource } from '../../contract/clause/clause.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import { describePlace } from '../../errors.ts';
import { describeExchange } from '../../http/display/describe-exchange.ts';
import { writeCurlLines } from './write-curl-lines.ts';
import { problemId } from '../../verdict/problem-id.ts';
import type { ProblemKind } from '../../verdict/problem-kind.ts';
import type { Problem } from '../../verdict/report.ts';
import type { CaseOutcome, CaseProblem, ShownProblem } from '../check/outcome.ts';
import type { Case } from '../plan/case.ts';
import type { Run } from '../run/prepare-run.ts';
import { isExplained, type RefusedValue, refusedValues } from './explained-refusal.ts';
import type { ProblemGroup } from './group-problems.ts';
import { shrinkCase, type Shrunk } from './shrink-case.ts';

/** The problems of the groups, in their order: one a kind and clause. */
export async function writeProblems(run: Run, groups: readonly ProblemGroup[]): Promise<Problem[]> {
  const written = new Map<string, Problem>();
  const refused: RefusedValue[] = [];
  for (const group of groups) {
    const shown = group.problems.filter((each) => !isExplained(each, refused, run.plan));
    const examples = shown.slice(0, general.has(group.kind) ? SHRUNK_CASES : 1);
    for (const [index, example] of examples.entries()) {
      const shrunk = await shrink(run, example);
      if (shrunk && group.kind === 'refused-valid') refused.push(...refusedValues(shrunk));
      const problem = writeProblem(run, { example, shrunk, count: index === 0 ? shown.length : 1 });
      const key = `${problem.kind} ${problem.clause}`;
      if (!written.has(key)) written.set(key, problem);
    }
  }
  return [...written.values()];
}

/** Kinds whose clause says nothing of the member that is to blame: several members may be. */
const general: ReadonlySet<ProblemKind> = new Set([
  'refused-valid',
  'server-error',
  'undocumented-status',
  'not-json',
  'connection-lost',
]);

/** How many cases of such a group are shrunk, each perhaps to another member. */
const SHRUNK_CASES = 4;

/** Sends smaller cases on a connection of their own, as far as the budget goes. */
async function shrink(run: Run, { outcome, problem }: ShownProblem): Promise<Shrunk | undefined> {
  const { runner, plan, contract, target } = run;
  const plain = plan.plain(outcome.case.operation.id);
  if (!plain || problem.kind === 'no-answer' || problem.ofRun || runner.stopped !== undefined) return undefined;
  const connection = target.openConnection();
  try {
    const send = async (each: Case): Promise<CaseOutcome | undefined> =>
      runner.mayShrink(each.steps.length) ? runner.runCase(each, connection) : undefined;
    return await shrinkCase(outcome, problem, { contract, plain, next: plan.next, send });
  } finally {
    await connection.close();
  }
}

interface Writing {
  example: ShownProblem;
  shrunk: Shrunk | undefined;
  /** How many cases show the same. */
  count: number;
}

function writeProblem(run: Run, { example, shrunk, count }: Writing): Problem {
  const outcome = shrunk?.outcome ?? example.outcome;
  const problem = shrunk?.problem ?? (isGone(run, example) ? asUnstable(example.problem) : example.problem);
  const clause = clauseOf(run, problem.clause, { culprit: shrunk?.culprit, operation: outcome.case.operation.id });
  const { redactor } = run;
  return {
    id: problemId({ kind: problem.kind, clause }),
    kind: problem.kind,
    severity: 'error',
    clause,
    zone: outcome.case.zone,
    message: redactor.redact(messageOf(problem, outcome.case, shrunk)),
    expected: redactor.redact(problem.expected),
    actual: redactor.redact(problem.actual),
    curl: writeCurlLines(run, outcome),
    source: sourceOf(run, clause),
    case: example.outcome.case.id,
    count,
    exchanges: outcome.steps.map(({ exchange }) => describeExchange(exchange, redactor)),
  };
}

/** Whether the problem could have been shown again, and was not. */
function isGone({ runner }: Run, { outcome, problem }: ShownProblem): boolean {
  const tried = runner.stopped === undefined && runner.mayShrink(1) && problem.kind !== 'no-answer' && !problem.ofRun;
  return tried && general.has(problem.kind) && outcome.case.steps.length === 1;
}

function asUnstable(problem: CaseProblem): CaseProblem {
  return { ...problem, kind: 'unstable', message: `${problem.message}, and not when the same request was sent again` };
}

/** The problem's sentence, with what sets it off where the clause does not say so itself. */
function messageOf(
  { kind, message, ofRun }: CaseProblem,
  { sentence, zone, steps }: Case,
  shrunk: Shrunk | undefined,
): string {
  if (ofRun) return message;
  const { culprit } = shrunk ?? {};
  if (culprit && general.has(kind)) {
    return `${message} because of ${culprit.slice(1).join('/')}: ${quoteValue(valueAt(steps[0]?.values, culprit))}`;
  }
  if (message.includes('request')) return `${message} (${sentence})`;
  return zone === 'open' || general.has(kind) ? `${message}: a request ${sentence}` : message;
}

/** Longest value that a sentence repeats, in characters. */
const LONGEST_VALUE = 60;

function quoteValue(value: unknown): string {
  const characters = [...(JSON.stringify(value) ?? 'absent')];
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE).join('')}…` : characters.join('');
}

interface Blame {
  culprit: readonly string[] | undefined;
  /** The id of the operation. */
  operation: string;
}

/** The clause about the member to blame, where one is. */
function clauseOf({ clauses }: Run, clause: string, { culprit, operation }: Blame): string {
  const about =
    culprit &&
    clauses.find(
      ({ subject, at, kind, operation: id }) =>
        id === operation && subject === 'request' && kind === 'type' && at.join('/') === culprit.join('/'),
    );
  return about && /\.response\.[^.]+\.status$/.test(clause) ? about.id : clause;
}

function sourceOf({ clauses, contract }: Run, id: string): Problem['source'] {
  const source: ClauseSource = clauses.find((clause) => clause.id === id)?.source ?? {
    file: contract.file,
    pointer: '',
  };
  return { place: describePlace(source), ...(source.page === undefined ? {} : { page: source.page }) };
}
