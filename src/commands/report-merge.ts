/** `docpact report merge FILE...`: the reports of several shards as one verdict. */
import type { Format } from '../report/render-report.ts';
import { mergeReports } from '../verdict/merge-reports.ts';
import { readReport } from '../verdict/read-report.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { writeReport } from './write-report.ts';

export interface MergeOptions {
  format: Format;
  out?: string;
}

export async function runMerge(files: readonly string[], options: MergeOptions): Promise<ExitCode> {
  const report = mergeReports(files.map(readReport));
  await writeReport(report, options);
  return report.conforms ? exitCodes.done : exitCodes.problems;
}
