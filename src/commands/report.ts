/** `docpact report …`: what can be done with reports. */
import type { Command } from 'commander';
import { exitCodes, type ExitCode, type Settle } from './exit-code.ts';
import { addVerdictOptions, openBaseline, settleVerdict, type VerdictOptions } from './use-baseline.ts';
import { addReportOptions, checkReports, type ReportOptions, writeReports } from './write-report.ts';

export function addReport(program: Command, settle: Settle): void {
  const report = program.command('report').description('work with reports');
  const merge = report
    .command('merge')
    .description('join the JSON reports of several shards into one verdict')
    .argument('<file...>', 'reports that --report json=FILE wrote')
    .action(async (files: readonly string[], options: ReportOptions & VerdictOptions) => {
      settle(await runMerge(files, options));
    });
  addVerdictOptions(merge);
  addReportOptions(merge);
  const convert = report
    .command('convert')
    .description('write a JSON report in another form')
    .argument('<file>', 'a report that --report json=FILE wrote')
    .action(async (file: string, options: ReportOptions) => {
      settle(await runConvert(file, options));
    });
  addReportOptions(convert);
}

/** The reports of several shards as one verdict. */
async function runMerge(files: readonly string[], options: ReportOptions & VerdictOptions): Promise<ExitCode> {
  checkReports(options);
  const baseline = openBaseline(options);
  const { mergeReports } = await import('../verdict/merge-reports.ts');
  const { readReport } = await import('../verdict/read-report.ts');
  const report = settleVerdict(mergeReports(files.map(readReport)), baseline, options);
  await writeReports(report, options);
  return report.conforms ? exitCodes.done : exitCodes.problems;
}

/** The same report in the forms that are asked for; its verdict was told when it was written. */
async function runConvert(file: string, options: ReportOptions): Promise<ExitCode> {
  checkReports(options);
  const { readReport } = await import('../verdict/read-report.ts');
  await writeReports(readReport(file), options);
  return exitCodes.done;
}
