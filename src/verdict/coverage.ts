/** What became of the clauses of a run, summed up: of operations that were asked nothing, clauses are counted rather than listed. */
import type { ClauseOutcome, Outcome, Report, UnaskedClauses } from './report.ts';

type Coverage = Report['coverage'];

/** Of outcomes that are all listed. */
export function sumUpOutcomes(outcomes: readonly ClauseOutcome[]): Coverage {
  const uncovered = outcomes.filter(isUnreached).map(({ id }) => id);
  return { clauses: outcomes.length, covered: outcomes.length - uncovered.length, uncovered, outcomes };
}

/** `list` lists all of them in the order of the contract, when somebody wants to see each. */
export function sumUpUnasked(unasked: UnaskedClauses, list: () => readonly ClauseOutcome[]): Coverage {
  const { others, clauses } = unasked;
  let listed: Coverage | undefined;
  const whole = (): Coverage => (listed ??= sumUpOutcomes(list()));
  return {
    clauses: others.length + clauses,
    covered: others.length - others.filter(isUnreached).length,
    get uncovered() {
      return whole().uncovered;
    },
    get outcomes() {
      return whole().outcomes;
    },
    unasked,
  };
}

/** How many clauses had each outcome. */
export function tallyOutcomes(coverage: Coverage): Readonly<Record<Outcome, number>> {
  const tally: Record<Outcome, number> = { held: 0, broken: 0, 'not reached': coverage.unasked?.clauses ?? 0 };
  for (const { outcome } of listedOutcomes(coverage)) tally[outcome] += 1;
  return tally;
}

/** The outcome of a clause of an operation that was asked something. */
export function findOutcome(coverage: Coverage, clause: string): ClauseOutcome | undefined {
  const outcomes = listedOutcomes(coverage);
  const known = byId.get(outcomes) ?? new Map(outcomes.toReversed().map((outcome) => [outcome.id, outcome]));
  byId.set(outcomes, known);
  return known.get(clause);
}

/** Every problem of a report asks for one of very many. */
const byId = new WeakMap<readonly ClauseOutcome[], ReadonlyMap<string, ClauseOutcome>>();

/** Clauses that were not reached for one reason. */
export interface Unreached {
  reason: string | undefined;
  count: number;
  /** Ids of the first of them. */
  first: readonly string[];
}

/** Ids of a group that anybody shows without listing all. */
export const MOST_SHOWN = 50;

/** By reason, the commonest first. */
export function groupUnreached(coverage: Coverage): Unreached[] {
  const { unasked } = coverage;
  const byReason = Map.groupBy(listedOutcomes(coverage).filter(isUnreached), ({ reason }) => reason);
  const groups = [...byReason].map(([reason, all]): Unreached => ({
    reason,
    count: all.length,
    first: all.slice(0, MOST_SHOWN).map(({ id }) => id),
  }));
  const rest = unasked ? [{ reason: unasked.reason, count: unasked.clauses, first: unasked.first }] : [];
  return [...groups, ...rest].toSorted((a, b) => b.count - a.count);
}

/** With every reason as `tell` tells it. */
export function mapReasons(coverage: Coverage, tell: (reason: string) => string): Coverage {
  // Where nothing changes, sentences stay unwritten until they are shown.
  const change = (outcome: ClauseOutcome): ClauseOutcome => {
    const reason = outcome.reason && tell(outcome.reason);
    return reason === outcome.reason ? outcome : { ...outcome, ...(reason === undefined ? {} : { reason }) };
  };
  const { unasked } = coverage;
  if (!unasked) return { ...coverage, outcomes: coverage.outcomes.map(change) };
  return sumUpUnasked({ ...unasked, others: unasked.others.map(change), reason: tell(unasked.reason) }, () =>
    coverage.outcomes.map(change),
  );
}

/** Those that are there without listing what was asked nothing. */
export function listedOutcomes(coverage: Coverage): readonly ClauseOutcome[] {
  return coverage.unasked?.others ?? coverage.outcomes;
}

function isUnreached({ outcome }: ClauseOutcome): boolean {
  return outcome === 'not reached';
}
