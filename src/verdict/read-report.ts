/** Reads a report back that `--format json` wrote, this version or docpact 0.1. */
import { readWhole } from '../contract/read-whole.ts';
import { UsageError } from '../errors.ts';
import { problemId } from './problem-id.ts';
import type { Problem, Report, VerifyReport } from './report.ts';
import { reportVersion, type ReportHead } from './report-head.ts';
import { findOldReportFault, findReportFault } from './report-shape.ts';

const hint = 'Write it with: docpact verify URL --format json --out FILE';

/** The report in a file; throws a UsageError that names the file when it cannot be read, is no report, or is of another version. */
export function readReport(file: string): Report {
  const value = parse(file, read(file));
  const version = versionOf(value);
  if (version === undefined) return fromOld(checked(file, value, findOldReportFault) as OldReport);
  if (version !== reportVersion) {
    throw new UsageError(`${file}: a report of version ${JSON.stringify(version)}; this docpact reads 1 and older`, {
      hint: 'Use the docpact that wrote it, or a later one.',
    });
  }
  const { unit: _, ...report } = checked(file, value, findReportFault) as Report & { unit?: unknown };
  return report as Report;
}

/** Longest file that is read, in bytes: what Node takes for one text. */
const LONGEST = 500_000_000;

function read(file: string): string {
  try {
    return readWhole(file, { longest: LONGEST, pipes: true }).toString();
  } catch (error) {
    throw new UsageError(`${file}: cannot be read: ${(error as Error).message}`, { hint, cause: error });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${(error as Error).message}`, { hint, cause: error });
  }
}

function versionOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
}

function checked(file: string, value: unknown, findFault: (value: unknown) => string | undefined): unknown {
  const fault = findFault(value);
  if (fault !== undefined) throw new UsageError(`${file}: not a report of docpact verify: ${fault}`, { hint });
  return value;
}

/** What docpact 0.1 wrote: of pacts, too, with a seed of 0 and a depth of `2 pacts`. */
type OldReport = Omit<VerifyReport, keyof ReportHead | 'kind' | 'problems'> & {
  unit?: 'clause' | 'interaction';
  problems: readonly Omit<Problem, 'id' | 'severity'>[];
};

/** When a run of 0.1 began, nobody knows. */
const longAgo = new Date(0).toISOString();

function fromOld({ unit, seed, depth, shard, problems, ...rest }: OldReport): Report {
  const files = [...new Set(rest.coverage.outcomes.map(({ source }) => source.file))];
  const run = {
    version: reportVersion,
    tool: { name: 'docpact', version: '0.1.0' },
    contract: { title: '', version: '', files: unit === 'interaction' ? [] : files },
    startedAt: longAgo,
    ...rest,
    ...(rest.conforms || problems.length > 0 ? {} : { incomplete: { because: rest.headline ?? '', operations: [] } }),
    problems: identify(problems),
  } as const;
  if (unit === 'interaction') return { ...run, kind: 'pact', pacts: Number.parseInt(depth, 10) || 1 };
  return { ...run, kind: 'verify', seed, depth, ...(shard === undefined ? {} : { shard }) };
}

/** Of verify, there is one for each kind and clause; of pacts, the order tells the others apart. */
function identify(problems: OldReport['problems']): Problem[] {
  const met = new Map<string, number>();
  return problems.map((problem) => {
    const { kind, clause } = problem;
    const like = met.get(`${kind} ${clause}`) ?? 0;
    met.set(`${kind} ${clause}`, like + 1);
    return { id: problemId({ kind, clause, at: like === 0 ? [] : [String(like)] }), severity: 'error', ...problem };
  });
}
