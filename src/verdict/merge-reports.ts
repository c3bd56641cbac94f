/** `docpact report merge`: the reports of several shards as one verdict. */
import { UsageError } from '../errors.ts';
import type { ClauseOutcome, Outcome, Report, ZoneCount } from './report.ts';
import { mergeProblems } from './merge-problems.ts';
import { mergeShards } from './merge-shards.ts';

/** One report of all: counts added, outcomes united, problems joined; the same report given twice counts once. Throws a UsageError where they are not of one run. */
export function mergeReports(reports: readonly Report[]): Report {
  const parts = [...new Map(reports.map((report) => [JSON.stringify(report), report])).values()];
  const [first] = parts;
  if (!first) throw new UsageError('There is no report to merge.', { hint: 'Name at least one JSON report.' });
  for (const other of parts) refuseOther(first, other);
  const outcomes = uniteOutcomes(parts);
  const uncovered = outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  const { headline: _, shard: __, ...run } = first;
  const headline = parts.every((part) => part.headline === first.headline) ? first.headline : undefined;
  const shard = mergeShards(parts.map((part) => part.shard));
  return {
    ...run,
    ...(headline === undefined ? {} : { headline }),
    ...(shard === undefined ? {} : { shard }),
    // A shard that is missing may hold any problem.
    conforms: shard === undefined && parts.every(({ conforms }) => conforms),
    repeat: first.repeat.replace(/ --shard[ =]\S+/, ''),
    summary: addSummaries(parts),
    coverage: { clauses: outcomes.length, covered: outcomes.length - uncovered.length, uncovered, outcomes },
    problems: mergeProblems(
      parts.flatMap(({ problems }) => problems),
      outcomes.map(({ id }) => id),
    ),
    created: [...new Set(parts.flatMap(({ created }) => created))],
  };
}

function refuseOther(first: Report, other: Report): void {
  for (const field of ['seed', 'runId', 'target', 'depth'] as const) {
    if (first[field] !== other[field]) refuse(field, `${first[field]} and ${other[field]}`);
  }
  if (contractOf(first) !== contractOf(other)) refuse('contract', 'their clauses differ');
}

function refuse(field: string, difference: string): never {
  throw new UsageError(`The reports are not of one run: different ${field} (${difference}).`, {
    hint: 'Give every shard the same URL, contract, --seed, --run-id and --depth.',
  });
}

function contractOf({ coverage }: Report): string {
  return JSON.stringify(coverage.outcomes.map(({ id, sentence }) => [id, sentence]).sort());
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
