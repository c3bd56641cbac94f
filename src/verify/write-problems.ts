/** Writes findings down as problems: each with the smallest request that still shows it. */
import type { ClauseSource } from '../contract/clause/clause.ts';
import { describePlace } from '../errors.ts';
import type { Case } from './case.ts';
import { valueAt } from '../contract/json-pointer.ts';
import { causesOf, isExplained, type Cause } from './explained-refusal.ts';
import type { Finding } from './finding.ts';
import { describeCurl, describeExchange } from '../http/display/describe-exchange.ts';
import type { FindingGroup } from './group-findings.ts';
import type { RunFinding } from './judge-run.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { Problem } from '../verdict/report.ts';
import type { CaseOutcome } from './run-cases.ts';
import { renewRequests } from './renew-case.ts';
import { shrinkCase, type Shrunk } from './shrink-case.ts';
import type { Run } from './prepare-run.ts';

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

export async function writeProblems(run: Run, groups: readonly FindingGroup[]): Promise<Problem[]> {
  const problems = new Map<string, Problem>();
  const causes: Cause[] = [];
  for (const group of groups) {
    const findings = group.findings.filter((each) => !isExplained(each, causes, run.plan));
    const examples = findings.slice(0, general.has(group.kind) ? SHRUNK_CASES : 1);
    for (const [index, example] of examples.entries()) {
      const shrunk = await shrink(run, example);
      if (shrunk && group.kind === 'refused-valid') causes.push(...causesOf(shrunk));
      const problem = writeProblem(run, { example, shrunk, count: index === 0 ? findings.length : 1 });
      const key = `${problem.kind} ${problem.clause}`;
      const known = problems.get(key);
      if (!known) problems.set(key, problem);
    }
  }
  return [...problems.values()];
}

interface Writing {
  example: RunFinding;
  shrunk: Shrunk | undefined;
  /** How many cases show the same. */
  count: number;
}

function writeProblem(run: Run, { example, shrunk, count }: Writing): Problem {
  const outcome = shrunk?.outcome ?? example.outcome;
  const finding = shrunk?.finding ?? (isGone(run, example) ? asUnstable(example.finding) : example.finding);
  const clause = clauseOf(run, finding.clause, { culprit: shrunk?.culprit, operation: outcome.case.operation.id });
  const { redactor } = run;
  const exchanges = outcome.steps.map(({ exchange }) => exchange);
  const unsent = renewRequests(
    exchanges.map(({ request }) => request),
    { tokens: outcome.case.tokens, next: run.plan.next },
  );
  return {
    kind: finding.kind,
    clause,
    zone: outcome.case.zone,
    message: redactor.redact(messageOf(finding, outcome.case, shrunk)),
    expected: redactor.redact(finding.expected),
    actual: redactor.redact(finding.actual),
    curl: writeLines(
      outcome.case,
      unsent.map((request) => describeCurl(request, redactor)),
    ),
    source: sourceOf(run, clause),
    case: example.outcome.case.id,
    count,
    exchanges: exchanges.map((exchange) => describeExchange(exchange, redactor)),
  };
}

/** Whether the finding could have been shown again, and was not. */
function isGone({ runner }: Run, { outcome, finding }: RunFinding): boolean {
  const tried = runner.stopped === undefined && runner.mayShrink(1) && finding.kind !== 'no-answer' && !finding.ofRun;
  return tried && general.has(finding.kind) && outcome.case.steps.length === 1;
}

function asUnstable(finding: Finding): Finding {
  return { ...finding, kind: 'unstable', message: `${finding.message}, and not when the same request was sent again` };
}

/** In order; what is sent at the same moment runs in the background, all of it at once. */
function writeLines({ connection }: Case, lines: readonly string[]): string {
  return connection === 'together' ? `${lines.join(' &\n')} &\nwait` : lines.join('\n');
}

/** Sends smaller cases on a lane of their own, as far as the budget goes. */
async function shrink(run: Run, { outcome, finding }: RunFinding): Promise<Shrunk | undefined> {
  const { runner, plan, contract, target } = run;
  const plain = plan.plain.get(outcome.case.operation.id);
  if (!plain || finding.kind === 'no-answer' || finding.ofRun || runner.stopped !== undefined) return undefined;
  const lane = target.openLane();
  try {
    const send = async (each: Case): Promise<CaseOutcome | undefined> =>
      runner.mayShrink(each.steps.length) ? runner.runCase(each, lane) : undefined;
    return await shrinkCase(outcome, finding, { contract, plain, next: plan.next, send });
  } finally {
    await lane.close();
  }
}

/** The finding's sentence, with what sets it off where the clause does not say so itself. */
function messageOf(
  { kind, message, ofRun }: Finding,
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
