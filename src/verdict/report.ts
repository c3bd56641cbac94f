/** The report of a run, of verify or of pact: problems, coverage, counts. Plain data, as `--format json` prints it. */
import type { ClauseSource } from '../contract/clause/clause.ts';
import type { Zone } from '../contract/zone-of.ts';
import type { ReportedExchange } from '../http/display/describe-exchange.ts';
import type { ProblemKind } from './problem-kind.ts';
import type { ReportHead } from './report-head.ts';

/** One finding: one cause, with the smallest request that still shows it. */
export interface Problem {
  /** The same in every run and on every machine that shows the problem; no two of a report are alike. See problemId. */
  id: string;
  kind: ProblemKind;
  /** `error` decides the verdict. */
  severity: ProblemSeverity;
  /** Id of the clause that is broken; where there are several, the one that tells most. */
  clause: string;
  /** All clauses that the same cause breaks, `clause` first; none in a report of pacts. */
  clauses?: readonly string[];
  /** Ids of the operations that it shows in. */
  operations?: readonly string[];
  zone: Zone;
  /** One sentence. */
  message: string;
  expected: string;
  actual: string;
  /** Lines that can be pasted into a shell, in order; secrets stand as `$NAME`, and what may be taken once is fresh. */
  curl: string;
  /** The command that sends its case again; where only a whole run shows it, those of its operations. None in a report of pacts. */
  again?: string;
  /** `openapi.yaml:27#/paths/…`, and the page and line where the clause came from one. */
  source: { place: string; page?: string };
  /** The case that showed it first. */
  case: string;
  /** How many cases showed it. */
  count: number;
  /** Ids of all of them. */
  cases?: readonly string[];
  /** Ids of others in which the same was found; none where each has a problem of its own. */
  also?: readonly string[];
  /** Set where the baseline has it, so that it decides nothing: the reason that somebody wrote there, or an empty text. */
  known?: string;
  /** The member that is to blame, in the last exchange: an RFC 6901 pointer into the body of its request or its answer. */
  at?: { in: 'request' | 'answer'; pointer: string };
  /** What was sent and what came, step by step. */
  exchanges: readonly ReportedExchange[];
}

export type ProblemSeverity = 'error' | 'warning';

export type Outcome = 'held' | 'broken' | 'not reached';

export interface ClauseOutcome {
  id: string;
  sentence: string;
  outcome: Outcome;
  /** Why it was not reached. */
  reason?: string;
  source: ClauseSource;
}

export interface ZoneCount {
  cases: number;
  failed: number;
}

/** The clauses of operations that were asked nothing, counted. */
export interface UnaskedClauses {
  clauses: number;
  /** Why they were not tried, all of them. */
  reason: string;
  /** Ids of the first of them. */
  first: readonly string[];
  /** The clauses of the other operations. */
  others: readonly ClauseOutcome[];
}

/** What the report of every run has. */
interface RunReport extends ReportHead {
  /** See decides: problems that are known decide nothing. */
  conforms: boolean;
  /** Why the run is no verdict, though nothing speaks against the server. */
  incomplete?: Incomplete;
  /** What became of the baseline that it was held against. */
  baseline?: BaselineOutcome;
  /** One line, where one cause explains the whole run: nothing is reachable, everything is refused; or where much was not reached. */
  headline?: string;
  runId: string;
  target: string;
  /** The command that repeats the run. */
  repeat: string;
  summary: { cases: number; requests: number; durationMs: number; byZone: Readonly<Record<Zone, ZoneCount>> };
  coverage: {
    clauses: number;
    covered: number;
    uncovered: readonly string[];
    outcomes: readonly ClauseOutcome[];
    /** Where a run did not get to some operations: `uncovered` and `outcomes`, which have their clauses, are listed when they are read. */
    unasked?: UnaskedClauses;
  };
  /** Most severe first. */
  problems: readonly Problem[];
  /** Identifiers that the run created and did not remove. */
  created: readonly string[];
}

/** A server held against the clauses of a contract. */
export interface VerifyReport extends RunReport {
  kind: 'verify';
  seed: number;
  depth: string;
  /** `1/4` of a sharded run. */
  shard?: string;
  /** What else a reader must know of the whole run, a line each. */
  notes?: readonly string[];
}

/** Recorded exchanges held against the clauses of a contract: nothing was sent. */
export interface TrafficReport extends RunReport {
  kind: 'traffic';
  /** How many there were; the cases are those that are of the contract. */
  entries: number;
  notes?: readonly string[];
}

/** A provider held against the pacts of its consumers: what counts as a clause is an interaction. */
export interface PactReport extends RunReport {
  kind: 'pact';
  /** How many there were. */
  pacts: number;
}

export type Report = VerifyReport | TrafficReport | PactReport;

export interface Incomplete {
  because: string;
  /** Ids of the operations that were asked for a success and gave none; none where the run ended early. */
  operations: readonly string[];
  /** Where credentials are all that those lacked: the document's names of what was not given. */
  credentials?: readonly string[];
}

export interface BaselineOutcome {
  /** As it was named. */
  file: string;
  /** Sentences about entries that show no more, or whose time is over. */
  notes: readonly string[];
}

/** Problems that decide the verdict, those that only warn, and those that the baseline knows. */
export function partProblems({
  problems,
}: Pick<Report, 'problems'>): Record<'errors' | 'warnings' | 'known', readonly Problem[]> {
  const fresh = problems.filter(({ known }) => known === undefined);
  return {
    errors: fresh.filter(({ severity }) => severity === 'error'),
    warnings: fresh.filter(({ severity }) => severity === 'warning'),
    known: problems.filter(({ known }) => known !== undefined),
  };
}

/** Whether a run conforms: it is whole, and found nothing new of this severity or worse. */
export function decides(
  report: Pick<Report, 'problems'> & { incomplete?: Incomplete | undefined },
  failOn: ProblemSeverity = 'error',
): boolean {
  const { errors, warnings } = partProblems(report);
  return report.incomplete === undefined && errors.length === 0 && (failOn === 'error' || warnings.length === 0);
}

/** What a report counts: the clauses of a contract, or the interactions of pacts. */
export type Unit = 'clause' | 'interaction';

export function unitOf({ kind }: Pick<Report, 'kind'>): Unit {
  return kind === 'pact' ? 'interaction' : 'clause';
}

/** Every clause, or interaction, that a problem is about. */
export function clausesOf({ clause, clauses = [clause], also = [] }: Problem): readonly string[] {
  return [...clauses, ...also];
}
