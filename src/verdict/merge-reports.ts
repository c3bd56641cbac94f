/** `docpact report merge`: the reports of several shards as one verdict. */
import { sumUpOutcomes } from './coverage.ts';
import { UsageError } from '../errors.ts';
import { severityOrder } from './problem-kind.ts';
import {
  type ClauseOutcome,
  decides,
  type Incomplete,
  type Outcome,
  type Problem,
  type Report,
  type VerifyReport,
  type ZoneCount,
} from './report.ts';

/** One report of all: counts added, outcomes united, problems joined; the same report given twice counts once. Throws a UsageError where they are not of one run. */
export function mergeReports<Kind extends Report>(reports: readonly Kind[]): Kind {
  const parts = [...new Map(reports.map((report) => [JSON.stringify(report), report])).values()];
  const [first] = parts;
  if (!first) throw new UsageError('There is no report to merge.', { hint: 'Name at least one JSON report.' });
  for (const other of parts) refuseOther(first, other);
  const outcomes = uniteOutcomes(parts);
  const { headline: _, incomplete: _incomplete, baseline: _baseline, ...run } = withoutShard(first);
  const headline = parts.every((part) => part.headline === first.headline) ? first.headline : undefined;
  const shard = mergeShards(parts.map(shardOf));
  const incomplete = parts.map(ownIncomplete).find((own) => own !== undefined) ?? missingShards(shard);
  const problems = mergeProblems(
    parts.flatMap((part) => part.problems),
    outcomes.map(({ id }) => id),
  );
  const merged = {
    ...run,
    ...mergeHeads(parts),
    ...(headline === undefined ? {} : { headline }),
    ...(shard === undefined ? {} : { shard }),
    conforms: decides({ problems, incomplete }),
    ...(incomplete === undefined ? {} : { incomplete }),
    repeat: first.repeat.replace(/ --shard[ =]\S+/, ''),
    summary: addSummaries(parts),
    coverage: sumUpOutcomes(outcomes),
    problems,
    created: [...new Set(parts.flatMap(({ created }) => created))],
  };
  return merged as Report as Kind;
}

/** A shard that is missing may hold any problem. */
function missingShards(label: VerifyReport['shard']): Incomplete | undefined {
  return label === undefined ? undefined : { because: `only shard ${label}`, operations: [] };
}

/** What keeps a part itself from being a verdict, beside the shards that it lacks. */
function ownIncomplete(part: Report): Incomplete | undefined {
  const { incomplete } = part;
  return incomplete?.because === missingShards(shardOf(part))?.because ? undefined : incomplete;
}

/** What the parts of one run have in common. */
const shared = {
  verify: ['seed', 'runId', 'target', 'depth'],
  traffic: ['target'],
  pact: ['pacts', 'runId', 'target'],
} as const;

function refuseOther(first: Report, other: Report): void {
  refuseDifferent('kind', first.kind, other.kind);
  for (const field of shared[first.kind]) {
    refuseDifferent(field, first[field as keyof Report], other[field as keyof Report]);
  }
  if (clausesOf(first) !== clausesOf(other)) refuse('contract', 'their clauses differ');
}

function refuseDifferent(field: string, here: unknown, there: unknown): void {
  if (here !== there) refuse(field, `${here} and ${there}`);
}

function refuse(field: string, difference: string): never {
  throw new UsageError(`The reports are not of one run: different ${field} (${difference}).`, {
    hint: 'Give every shard the same URL, contract, --seed, --run-id and --depth.',
  });
}

function clausesOf({ coverage }: Report): string {
  return JSON.stringify(coverage.outcomes.map(({ id, sentence }) => [id, sentence]).sort());
}

function withoutShard(report: Report): Report {
  if (report.kind !== 'verify') return report;
  const { shard: _, ...whole } = report;
  return whole;
}

function shardOf(report: Report): string | undefined {
  return report.kind === 'verify' ? report.shard : undefined;
}

/** Labels such as `1/4` as one; undefined where they are the whole run, or the run had no shards. */
function mergeShards(labels: ReadonlyArray<VerifyReport['shard']>): string | undefined {
  if (labels.includes(undefined)) return undefined;
  const shards = new Set(labels.flatMap((label = '') => label.split(', ')));
  const total = Number([...shards][0]?.split('/')[1]);
  if (shards.size === total) return undefined;
  return [...shards].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(', ');
}

/** A report of 0.1 knows little of its tool, and nothing of its contract: where one knows more, that holds. */
function mergeHeads(reports: readonly Report[]): Pick<Report, 'tool' | 'contract' | 'startedAt'> {
  return {
    tool: last(reports.map(({ tool }) => tool)),
    contract: last(reports.map(({ contract }) => contract)),
    startedAt: reports.map(({ startedAt }) => startedAt).toSorted(compareText)[0] ?? '',
  };
}

/** The one that comes last by its text, so that the choice does not depend on which came first. */
function last<Value>(values: readonly Value[]): Value {
  return values.toSorted((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))).at(-1) as Value;
}

const strength: Readonly<Record<Outcome, number>> = { 'not reached': 0, held: 1, broken: 2 };

function uniteOutcomes(reports: readonly Report[]): ClauseOutcome[] {
  const united = new Map<string, ClauseOutcome>();
  for (const outcome of reports.flatMap(({ coverage }) => coverage.outcomes)) {
    const known = united.get(outcome.id);
    if (!known || strength[outcome.outcome] > strength[known.outcome]) united.set(outcome.id, outcome);
  }
  return [...united.values()];
}

function addSummaries(reports: readonly Report[]): Report['summary'] {
  const summaries = reports.map(({ summary }) => summary);
  const zone = (name: keyof Report['summary']['byZone']): ZoneCount => ({
    cases: sum(summaries.map(({ byZone }) => byZone[name].cases)),
    failed: sum(summaries.map(({ byZone }) => byZone[name].failed)),
  });
  return {
    cases: sum(summaries.map(({ cases }) => cases)),
    requests: sum(summaries.map(({ requests }) => requests)),
    durationMs: sum(summaries.map(({ durationMs }) => durationMs)),
    byZone: { valid: zone('valid'), invalid: zone('invalid'), open: zone('open') },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Each problem once, with the counts added; errors first, most severe first, then in the order of `clauses`. */
function mergeProblems(problems: readonly Problem[], clauses: readonly string[]): Problem[] {
  const merged = new Map<string, Problem>();
  for (const problem of problems) {
    const known = merged.get(problem.id);
    merged.set(problem.id, known ? unite(known, problem) : problem);
  }
  const position = new Map(clauses.map((id, index) => [id, index]));
  const rank = ({ clause }: Problem): number => position.get(clause) ?? clauses.length;
  return [...merged.values()].sort(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      severityOrder.indexOf(a.kind) - severityOrder.indexOf(b.kind) ||
      rank(a) - rank(b) ||
      compareText(a.clause, b.clause) ||
      compareText(a.id, b.id),
  );
}

/** One problem out of two of the same cause. */
function unite(one: Problem, other: Problem): Problem {
  const shown = simpler(one, other);
  const all = (field: 'clauses' | 'operations' | 'cases'): Partial<Problem> => {
    const values = new Set([...(one[field] ?? []), ...(other[field] ?? [])]);
    return values.size === 0 ? {} : { [field]: [...values].sort(compareText) };
  };
  const { clauses = [] } = all('clauses');
  const ordered =
    clauses.length === 0 ? {} : { clauses: [shown.clause, ...clauses.filter((id) => id !== shown.clause)] };
  return { ...shown, ...all('operations'), ...all('cases'), ...ordered, count: one.count + other.count };
}

/** The one that is shorter to repeat; the choice does not depend on which came first. */
function simpler(a: Problem, b: Problem): Problem {
  return (a.curl.length - b.curl.length || compareText(textOf(a), textOf(b))) <= 0 ? a : b;
}

function textOf(problem: Problem): string {
  return JSON.stringify({ ...problem, count: 0 });
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
