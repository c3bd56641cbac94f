/** `--baseline FILE`: problems that are known do not fail, and `--update-baseline` writes those that there are now. */
import { readWhole } from '../contract/read-whole.ts';
import { type Command, Option } from 'commander';
import { systemReason, UsageError } from '../errors.ts';
import { applyBaseline, type Baseline, findBaselineFault, updateBaseline, writeBaseline } from '../verdict/baseline.ts';
import { decides, type ProblemSeverity, type Report } from '../verdict/report.ts';
import { checkWritable, writeAtomically } from './write-atomically.ts';

export interface VerdictOptions {
  baseline?: string;
  updateBaseline?: boolean;
  failOn?: ProblemSeverity;
}

/** Adds what decides the verdict once the problems are known. */
export function addVerdictOptions(command: Command): void {
  command
    .option('--baseline <file>', 'fail on problems that are not in this file only')
    .option('--update-baseline', 'write the problems that there are now into the file of --baseline')
    .addOption(
      new Option('--fail-on <severity>', 'what fails: warnings, too?').choices(['error', 'warning']).default('error'),
    );
}

/** Throws a UsageError before any work is done where the baseline is none, or could not be written. */
export function openBaseline({
  baseline,
  updateBaseline: update = false,
}: Pick<VerdictOptions, 'baseline' | 'updateBaseline'>): Baseline | undefined {
  if (baseline === undefined) {
    if (update) throw new UsageError('--update-baseline needs the file: --baseline FILE');
    return undefined;
  }
  const text = readText(baseline, update);
  if (update) checkWritable(baseline);
  return text === undefined ? { version: 1, known: [] } : parse(baseline, text);
}

/** Largest baseline, in bytes. */
const LONGEST = 64 * 1024 * 1024;

/** The text, or undefined where the file is yet to be written. */
function readText(file: string, update: boolean): string | undefined {
  try {
    return readWhole(file, { longest: LONGEST, pipes: true }).toString();
  } catch (cause) {
    if (update && (cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`${file}: the baseline cannot be read: ${systemReason(cause)}`, {
      hint: 'Write it with: --update-baseline',
      cause,
    });
  }
}

function parse(file: string, text: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UsageError(`${file}: the baseline is not JSON: ${(cause as Error).message}`, { cause });
  }
  const fault = findBaselineFault(value);
  if (fault === undefined) return value as Baseline;
  throw new UsageError(`${file}: not a baseline: ${fault}`, { hint: 'Write it with: --update-baseline' });
}

/** The verdict that the options ask for; writes the baseline where that is wanted. */
export function settleVerdict<Kind extends Report>(
  report: Kind,
  known: Baseline | undefined,
  { baseline: file = '', updateBaseline: update = false, failOn }: VerdictOptions,
): Kind {
  if (known === undefined) return { ...report, conforms: decides(report, failOn) };
  const now = update ? updateBaseline(known, report) : known;
  if (update) writeAtomically(file, writeBaseline(now));
  return applyBaseline(report, now, { file, today: new Date().toISOString().slice(0, 10), failOn });
}
