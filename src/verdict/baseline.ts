/** The baseline: what a team knows of and has put off, problems of a server and changes of a contract, so that only what is new fails. A file that people read and edit. */
import { plainText } from '../contract/name-text.ts';
import { isSchemaObject } from '../contract/schema.ts';
import { problemKinds } from './problem-kind.ts';
import { findOutcome, listedOutcomes } from './coverage.ts';
import { decides, type Incomplete, type Problem, type ProblemSeverity, type Report } from './report.ts';

/** One thing that is known: a problem by its id, an operation that never succeeds, or a change. */
export interface BaselineEntry {
  /** A problem's id, `operation:` and the id of an operation, or `change:` and that of a change. */
  id: string;
  /** What it is, for whoever reads the file: the kind of a problem, or the rule of a change, and its clause. */
  kind?: string;
  clause?: string;
  message: string;
  /** Why it is put up with; for a person to fill in. */
  reason: string;
  /** `2027-01-31`: the last day on which it is put up with. */
  until?: string;
}

export interface Baseline {
  version: 1;
  known: readonly BaselineEntry[];
}

/** What a baseline is held against a report with. */
export interface BaselineUse {
  /** As it was named. */
  file: string;
  /** `2026-11-26`, in UTC. */
  today: string;
  failOn?: ProblemSeverity | undefined;
}

/** The report with what is known marked so, and the verdict that follows; tells which entries show no more, and whose time is over. */
export function applyBaseline<Kind extends Report>(report: Kind, baseline: Baseline, use: BaselineUse): Kind {
  const current = currentEntries(baseline, use.today);
  const problems = report.problems.map((problem) => {
    const known = current.get(problem.id);
    return known === undefined ? problem : { ...problem, known: known.reason };
  });
  const { incomplete } = report;
  const judged: Kind = { ...report, problems, baseline: { file: use.file, notes: writeNotes(report, baseline, use) } };
  if (incomplete !== undefined && isKnown(incomplete, current)) {
    delete judged.incomplete;
    if (judged.headline === incomplete.because) delete judged.headline;
  }
  judged.conforms = decides(judged, use.failOn);
  return judged;
}

/** Whether all that is missing are operations that are known never to succeed. */
function isKnown({ operations }: Incomplete, current: ReadonlyMap<string, BaselineEntry>): boolean {
  return operations.length > 0 && operations.every((id) => current.has(operationEntry(id)));
}

function writeNotes(report: Report, baseline: Baseline, { today }: BaselineUse): string[] {
  return tellBaseline(baseline, entriesOf(report), { today, wasTried: (entry) => wasTried(report, entry) });
}

/** What is put up with today, by its id. */
export function currentEntries({ known }: Baseline, today: string): Map<string, BaselineEntry> {
  const current = known.filter(({ until }) => until === undefined || until >= today);
  return new Map(current.map((entry) => [entry.id, entry]));
}

/** Everything that shows, by its id. */
type Shown = ReadonlyMap<string, BaselineEntry>;

/** Sentences about entries that show no more, though they could have, and about those whose time is over. */
export function tellBaseline(
  { known }: Baseline,
  shown: Shown,
  { today, wasTried: isTried }: { today: string; wasTried: (entry: BaselineEntry) => boolean },
): string[] {
  const gone = known.filter((entry) => !shown.has(entry.id) && isTried(entry));
  const ended = known.filter(({ id, until }) => shown.has(id) && until !== undefined && until < today);
  return [
    ...gone.map(({ id, message }) => `shows no more, and can leave the baseline: ${message} (${id})`),
    ...ended.map(({ id, message, until }) => `was put up with until ${until}: ${message} (${id})`),
  ];
}

/** Everything of a report that a baseline can know, by its id. */
function entriesOf({ problems, incomplete }: Report): Map<string, BaselineEntry> {
  const operations = (incomplete?.operations ?? []).map((id) => ({
    id: operationEntry(id),
    message: `${id} never answers a success`,
    reason: '',
  }));
  return new Map([...problems.map(entryOf), ...operations].map((entry) => [entry.id, entry]));
}

function entryOf({ id, kind, clause, message }: Problem): BaselineEntry {
  return { id, kind, clause, message, reason: '' };
}

function operationEntry(id: string): string {
  return `operation:${id}`;
}

/** Whether the run could have shown it, as no part of one and no recording can: it reached the clause, or knows the operation and has no such clause any more. */
function wasTried(report: Report, { id, clause = '' }: BaselineEntry): boolean {
  if (id.startsWith(CHANGE)) return false;
  if (report.kind === 'traffic' || (report.kind === 'verify' && report.shard !== undefined)) return false;
  const found = findOutcome(report.coverage, clause);
  if (found !== undefined) return found.outcome !== 'not reached';
  const operation = id.startsWith('operation:') ? id.slice('operation:'.length) : clause.split('.')[0];
  return listedOutcomes(report.coverage).some((outcome) => outcome.id.split('.')[0] === operation);
}

/** What the ids of changes begin with. */
export const CHANGE = 'change:';

/** The baseline after this run. */
export function updateBaseline(baseline: Baseline, report: Report): Baseline {
  return renewBaseline(baseline, entriesOf(report), (entry) => wasTried(report, entry));
}

/** What shows is in it, with the reasons and dates that it had; what shows no more is not; what was not tried stays. */
export function renewBaseline({ known }: Baseline, shown: Shown, isTried: (entry: BaselineEntry) => boolean): Baseline {
  const before = new Map(known.map((entry) => [entry.id, entry]));
  const now = [...shown.values()].map((entry) => {
    const { reason = '', until } = before.get(entry.id) ?? {};
    return { ...entry, reason, ...(until === undefined ? {} : { until }) };
  });
  const kept = known.filter((entry) => !shown.has(entry.id) && !isTried(entry));
  return { version: 1, known: [...now, ...kept].sort(compareEntries) };
}

/** By clause, as the contract is read, then by id: the order does not change from run to run. */
function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  const keys = ({ clause = '', id }: BaselineEntry): string => `${clause} ${id}`;
  return keys(a) < keys(b) ? -1 : 1;
}

/** The file's text. */
export function writeBaseline({ version, known }: Baseline): string {
  const entries = known.map(({ id, kind, clause, message, reason, until }) => ({
    id,
    kind,
    clause,
    message,
    reason,
    until,
  }));
  return `${JSON.stringify({ version, known: entries }, null, 2)}\n`;
}

/** What keeps a parsed JSON value from being a Baseline: `known[3].until is no date …`. */
export function findBaselineFault(value: unknown): string | undefined {
  if (!isSchemaObject(value)) return 'it is not an object';
  if (value['version'] !== 1) return `version is ${JSON.stringify(value['version'])}, this docpact reads 1`;
  const { known } = value;
  if (!Array.isArray(known)) return 'known is not a list';
  for (const [index, entry] of known.entries()) {
    const fault = findEntryFault(entry);
    if (fault !== undefined) return `known[${index}]${fault}`;
  }
  return undefined;
}

function findEntryFault(entry: unknown): string | undefined {
  if (!isSchemaObject(entry)) return ' is not an object';
  const { id, until, kind } = entry;
  const wrong = ['id', 'message', 'reason'].find((name) => typeof entry[name] !== 'string');
  if (wrong !== undefined) return `.${wrong} is not a string`;
  const isOfChange = plainText(id).startsWith(CHANGE);
  if (kind !== undefined && !isOfChange && !Object.hasOwn(problemKinds, plainText(kind)))
    return `.kind is no kind of problem`;
  const isDate =
    until === undefined ||
    (typeof until === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until)));
  return isDate ? undefined : '.until is no date, such as 2027-01-31';
}
