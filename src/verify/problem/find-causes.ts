/** Finds the causes of what cases showed: one each, whatever it breaks; several where one clause breaks for several. */
import type { ClauseIndex } from '../../contract/clause/clause-index.ts';
import { valueAt } from '../../contract/json-pointer.ts';
import type { RequestValues } from '../../contract/operation.ts';
import { type ProblemKind, severityOrder } from '../../verdict/problem-kind.ts';
import {
  type CaseOutcome,
  type CaseProblem,
  isSuccess,
  type ShownProblem,
  type StepOutcome,
} from '../check/outcome.ts';
import type { Run } from '../run/prepare-run.ts';
import { absorbProblems } from './absorb-problems.ts';
import { likenessOf } from './answer-likeness.ts';
import { type Cause, MANY, uniteCauses } from './cause.ts';
import { isExplained, type RefusedValue, refusedValues } from './explained-refusal.ts';
import type { Case } from '../plan/case.ts';
import { type Feature, findFeatures, isAnywhere, isSameFeature } from './feature.ts';
import { nameByForm } from './name-by-form.ts';
import { renewSetups } from './renew-case.ts';
import { isTakenOnce, ownStep, showsAgain, shrinkCase, type Shrunk } from './shrink-case.ts';

/** Every problem is of one cause; what breaks valid requests comes first, then what shows in most cases. */
export async function findCauses(
  run: Run,
  { shown, outcomes }: { shown: readonly ShownProblem[]; outcomes: readonly CaseOutcome[] },
): Promise<Cause[]> {
  const { kept, broken } = absorbProblems(shown);
  const searchedFor = await searchCauses(run, kept.filter(isSearched), { taken: operationsTaken(outcomes) });
  const { causes, rest } = addAlike(
    run,
    searchedFor,
    kept.filter((each) => !isSearched(each)),
  );
  const found = [...(await causesByForm(run, rest)), ...causes];
  const accepting = operationsAccepting(outcomes);
  const withClauses = found.map((cause): Cause => {
    const isOfAll = !cause.problems.some(({ outcome }) => accepting.has(outcome.case.operation.id));
    const beside = cause.problems.flatMap((each) => broken.get(each) ?? []);
    return { ...cause, isOfAll, clauses: [...new Set([...cause.clauses, ...beside])] };
  });
  return inOrder(uniteCauses(withClauses));
}

function isSearched({ problem }: ShownProblem): boolean {
  return searched.has(problem.kind) && !problem.ofRun && !problem.ofSequence;
}

/** Kinds whose clause says nothing of what sets them off: it is searched in the requests. */
export const searched: ReadonlySet<ProblemKind> = new Set([
  'refused-valid',
  'distinct-refused',
  'server-error',
  'connection-lost',
]);

/** What clause and answer tell themselves, with the smallest request of each. */
async function causesByForm(run: Run, shown: readonly ShownProblem[]): Promise<Cause[]> {
  const causes = uniteCauses(nameByForm(run, shown));
  const shrunk: Cause[] = [];
  for (const cause of causes) {
    const [example] = cause.problems;
    if (!example) continue;
    const search = await shrink(run, example);
    // Of a server that fails now and then, any request may be the one.
    shrunk.push(
      search.isGone && cause.kind === 'nesting-limit'
        ? flakeOf(example, 'server-error')
        : { ...cause, shrunk: search.shrunk },
    );
  }
  return shrunk;
}

/** How many causes are searched for in the problems of one operation and kind; what is left over is told by its looks. */
const MOST_SEARCHES = 8;

/** Again and again: the first problem is shrunk, and all that have in common what is left of it go with it. */
async function searchCauses(
  run: Run,
  shown: readonly ShownProblem[],
  { taken }: { taken: ReadonlySet<string> },
): Promise<Cause[]> {
  const causes: (Cause & { problems: ShownProblem[] })[] = [];
  const refused: RefusedValue[] = [];
  const takenOnce: TakenOnce[] = [];
  const searches = new Map<string, number>();
  // What may be taken for a law's fault comes behind what explains it.
  for (const example of shown.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    if (isExplained(example, refused, run.plan) || takenOnce.some((known) => isOfTaken(example, known))) continue;
    const known = causes.find((cause) => claims(run, cause, example));
    if (known) {
      known.problems.push(example);
      continue;
    }
    const key = `${example.problem.kind} ${example.outcome.case.operation.id}`;
    const count = (searches.get(key) ?? 0) + 1;
    searches.set(key, count);
    const flaky = count > MOST_SEARCHES ? causes.find((cause) => isFlakeOf(cause, example)) : undefined;
    if (flaky) {
      flaky.problems.push(example);
      continue;
    }
    const search = count > MOST_SEARCHES ? untried : await shrink(run, example);
    if (search.taken) {
      takenOnce.push({ example, at: search.taken });
      continue;
    }
    const { shrunk, isGone } = search;
    if (shrunk && example.problem.kind === 'refused-valid') refused.push(...refusedValues(shrunk));
    const cause = causeOf(run, example, { shrunk, isGone });
    // That a plain request is refused now, and was not before, has to do with what came in between.
    const isOfMemory = cause.features.length === 0 && taken.has(example.outcome.case.operation.id);
    causes.push({ ...cause, problems: [...cause.problems], ...(isOfMemory ? { isOfMemory } : {}) });
  }
  return causes;
}

/** A place whose texts may be taken once, though no document says so, with a refusal for that. */
interface TakenOnce {
  example: ShownProblem;
  at: readonly string[];
}

/** Whether a refusal says the same, and there is a text in that place that other requests may have had. */
function isOfTaken(each: ShownProblem, { example, at }: TakenOnce): boolean {
  const { operation, tokens } = each.outcome.case;
  if (operation !== example.outcome.case.operation || !refusals.has(each.problem.kind)) return false;
  const value = valueAt(each.outcome.steps[each.step]?.step.values, at);
  const isFresh = typeof value === 'string' && tokens.some((token) => value.includes(token));
  return typeof value === 'string' && !isFresh && likeness(each) === likeness(example);
}

/** An undocumented status of requests that may be refused goes with the refusal of valid ones that says the same for the same reason. */
function addAlike(
  run: Run,
  causes: readonly Cause[],
  others: readonly ShownProblem[],
): { causes: readonly Cause[]; rest: readonly ShownProblem[] } {
  const added = new Map<Cause, ShownProblem[]>();
  const rest = others.filter((each) => {
    if (each.problem.kind !== 'undocumented-status' || each.problem.ofRun || each.problem.ofSequence) return true;
    const cause = causes.find(
      (other) => other.kind === 'refused-valid' && other.features.length > 0 && explains(run, other, each),
    );
    if (cause) added.set(cause, [...(added.get(cause) ?? []), each]);
    return cause === undefined;
  });
  const grown = causes.map((cause) => ({ ...cause, problems: [...cause.problems, ...(added.get(cause) ?? [])] }));
  return { causes: grown, rest };
}

/** Operations that took a plain request at the beginning of the run. */
function operationsTaken(outcomes: readonly CaseOutcome[]): Set<string> {
  const plain = outcomes.filter(({ case: { id, operation, steps: planned }, steps, problems }) => {
    const last = steps.at(-1);
    const isPlain = id === `${operation.id}/presence/none` && steps.length === planned.length;
    return isPlain && problems.length === 0 && last !== undefined && isSuccess(last);
  });
  return new Set(plain.map(({ case: { operation } }) => operation.id));
}

/** Operations that accepted a valid request at any time. */
function operationsAccepting(outcomes: readonly CaseOutcome[]): Set<string> {
  const accepted = outcomes.filter(({ case: { zone }, steps, problems }) => {
    const last = steps.at(-1);
    return zone === 'valid' && problems.length === 0 && last !== undefined && !last.step.setup && isSuccess(last);
  });
  return new Set(accepted.map(({ case: { operation } }) => operation.id));
}

function rankOf({ problem: { kind }, outcome }: ShownProblem): number {
  return (kind === 'distinct-refused' ? 1_000 : 0) + outcome.case.steps.length;
}

/** What came of sending smaller cases. */
interface Search {
  shrunk?: Shrunk | undefined;
  /** The same request was sent once more, and the problem did not come again. */
  isGone: boolean;
  /** The place of a text that is refused since it is there already, made by this run or one before. */
  taken?: readonly string[];
}

const untried: Search = { isGone: false };

/** Sends smaller cases on a connection of their own, as far as the budget goes. */
async function shrink(run: Run, { outcome, problem }: ShownProblem): Promise<Search> {
  const { runner, plan, contract, target } = run;
  const plain = plan.plain(outcome.case.operation.id);
  const isWhole = problem.ofRun || problem.ofSequence;
  if (!plain || problem.kind === 'no-answer' || isWhole || runner.stopped !== undefined) return untried;
  const connection = target.openConnection();
  let last: CaseOutcome | undefined;
  const sendOnce = async (each: Case): Promise<CaseOutcome | undefined> => {
    if (!runner.maySend(each.steps.map(({ setup }) => setup ?? each.operation))) return undefined;
    const sent = await runner.runCase(each, connection);
    return runner.isOver ? undefined : sent;
  };
  const send = async (each: Case): Promise<CaseOutcome | undefined> => {
    last = await sendOnce(each);
    // What comes before may have a value that is taken by now, without any fresh digits.
    if (last?.unreached !== undefined) last = await sendOnce(renewSetups(each, plan.setUp));
    return last;
  };
  try {
    const full = (): RequestValues => plan.full(outcome.case.operation.id) ?? plain;
    const options = { contract, plain, full, next: plan.next, send };
    const shrunk = await shrinkCase(outcome, problem, options);
    if (shrunk && isRepeatable(problem) && !(await showsAgain(shrunk, problem, options))) return { isGone: true };
    if (shrunk?.culprit && (await isTakenOnce(shrunk, problem, options)))
      return { isGone: false, taken: shrunk.culprit };
    const wasSent = last !== undefined && last.unreached === undefined && ownStep(outcome.case) !== undefined;
    return { shrunk, isGone: !shrunk && wasSent && problem.kind !== 'distinct-refused' };
  } finally {
    await connection.close();
  }
}

/** Whether the same request has to show the problem each time: what a server has taken before, it refuses for a reason of its own. */
function isRepeatable({ kind }: CaseProblem): boolean {
  return kind !== 'distinct-refused';
}

/** Whether a problem is one of those that come now and then, as those of the cause do. */
function isFlakeOf({ kind, problems: [first] }: Cause, each: ShownProblem): boolean {
  return kind === 'unstable' && first?.problem.kind === each.problem.kind && likeness(first) === likeness(each);
}

function causeOf(run: Run, example: ShownProblem, { shrunk, isGone }: Search): Cause {
  const { problem } = example;
  const shared = { problems: [example], clauses: [], shrunk };
  if (isGone) return flakeOf(example);
  const features = shrunk ? featuresOfShrunk(run, shrunk) : likelyFeatures(run, example);
  return { ...shared, kind: problem.kind, name: nameOf(run, { example, features }), features };
}

/** What came once and not again when the same request was sent: the same cause whatever the request was. */
function flakeOf(example: ShownProblem, kind: ProblemKind = example.problem.kind): Cause {
  const told = {
    ...example.problem,
    kind: 'unstable',
    message: `${example.problem.message}, and not when the same request was sent again`,
  } as const;
  const name = { clause: MANY, at: ['now and then', kind, String(statusOf(example) ?? 'none')] };
  return { kind: 'unstable', name, problems: [example], clauses: [], features: [], told };
}

function featuresOfShrunk(run: Run, { outcome, culprit, by, together }: Shrunk): Feature[] {
  if (together) return together.map((at) => ({ sort: 'presence', phrase: '', at }));
  if (by && culprit) return [{ sort: by, phrase: '', at: culprit }];
  const { operation } = outcome.case;
  const own = ownStep(outcome.case);
  const plain = run.plan.plain(operation.id);
  return own && plain ? findFeatures(own, { contract: run.contract, operation, plain }) : [];
}

/** What would be odd in any request: where nothing was found out by trying. */
function likelyFeatures(run: Run, example: ShownProblem): Feature[] {
  return ownStep(example.outcome.case) ? featuresOf(run, example).filter(isAnywhere).slice(0, 1) : [];
}

function featuresOf(run: Run, { outcome, step }: ShownProblem): Feature[] {
  const sent = outcome.steps[step];
  const { operation } = outcome.case;
  const plain = run.plan.plain(operation.id);
  return sent && plain ? findFeatures(sent.step, { contract: run.contract, operation, plain }) : [];
}

/** By the member to blame, where it is one; by what it is, where it may be in any; else by the clause. */
function nameOf(
  { clauses }: Run,
  { example: { problem, outcome, step }, features }: { example: ShownProblem; features: readonly Feature[] },
): Cause['name'] {
  const answer = String(outcome.steps[step]?.exchange.response?.status ?? 'none');
  const sorts = [...new Set(features.map(({ sort }) => sort))].sort();
  if (features.length > 0 && features.every(isAnywhere)) return { clause: MANY, at: [...sorts, answer] };
  const [only, ...others] = features;
  if (others.length > 0 && features.every(({ sort }) => sort === 'presence'))
    return { clause: problem.clause, at: ['together', ...features.map(({ at = [] }) => at.join('/')).sort()] };
  if (!only || others.length > 0 || !only.at) return { clause: problem.clause, at: sorts };
  const about = clauseAt(clauses, outcome.case.operation.id, only.at);
  return {
    clause: about ?? problem.clause,
    at: ['value', 'presence'].includes(only.sort) && about !== undefined ? [] : [only.sort, ...only.at],
  };
}

/** The clause about a place of the request. */
export function clauseAt(clauses: ClauseIndex, operation: string, at: readonly string[]): string | undefined {
  const about = clauses
    .of(operation)
    .filter((clause) => clause.subject === 'request' && clause.at.join('/') === at.join('/'));
  return (about.find(({ kind }) => kind === 'type') ?? about[0])?.id;
}

/** Kinds that one refusal may look like. */
const refusals: ReadonlySet<ProblemKind> = new Set(['refused-valid', 'distinct-refused']);

/** Whether a problem goes where the cause does: its request has what sets the cause off, and the answer says the same. */
function claims(run: Run, cause: Cause, each: ShownProblem): boolean {
  const [example] = cause.problems;
  if (!example || cause.told || (!cause.shrunk && cause.features.length === 0)) return false;
  const isRefusal = refusals.has(cause.kind) && refusals.has(each.problem.kind) && !cause.isOfMemory;
  const isAlike = cause.kind === each.problem.kind || isRefusal;
  const isSameOperation = example.outcome.case.operation === each.outcome.case.operation;
  const isShared = cause.features.length > 0 ? cause.features.every(isAnywhere) : elsewhere.has(statusOf(example));
  return isAlike && (isSameOperation || isShared) && explains(run, cause, each);
}

/** Whether the request of a problem has what sets the cause off, and the answer says what the cause's answers say. */
function explains(run: Run, cause: Cause, each: ShownProblem): boolean {
  const [example] = cause.problems;
  if (!example || likeness(example) !== likeness(each)) return false;
  const own = featuresOf(run, each);
  const values = each.outcome.steps[each.step]?.step.values ?? {};
  return cause.features.every((feature) => {
    if (feature.sort === 'absence' || feature.sort === 'presence')
      return isAbsent(values, feature.at ?? []) === (feature.sort === 'absence');
    return own.some((other) => isSameFeature(feature, other));
  });
}

/** Refusals of everything that come from what lies before an operation: who asks, and what it works on. */
const elsewhere: ReadonlySet<number | undefined> = new Set([401, 403, 404, 410]);

function statusOf({ outcome, step }: ShownProblem): number | undefined {
  return outcome.steps[step]?.exchange.response?.status;
}

function isAbsent(values: object, [part = '', name = '']: readonly string[]): boolean {
  const members = (values as Record<string, unknown>)[part];
  return typeof members !== 'object' || members === null || !(name in members);
}

const likenesses = new WeakMap<StepOutcome, string>();

function likeness({ outcome, step }: ShownProblem): string {
  const sent = outcome.steps[step];
  if (!sent) return '';
  const known = likenesses.get(sent) ?? likenessOf(sent);
  likenesses.set(sent, known);
  return known;
}

/** What is of the whole run; what breaks valid requests; warnings last. The more cases, the earlier. */
export function inOrder(causes: readonly Cause[]): Cause[] {
  return causes.toSorted(
    (a, b) =>
      weightOf(a) - weightOf(b) ||
      b.problems.length - a.problems.length ||
      severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind),
  );
}

/** The less, the more hangs on it. */
function weightOf({ problems }: Cause): number {
  if (problems.every(({ problem }) => problem.severity === 'warning')) return 3;
  if (problems.some(({ problem }) => problem.ofRun)) return 0;
  return problems.some(({ outcome, step }) => outcome.steps[step]?.step.expect === 'success') ? 1 : 2;
}
