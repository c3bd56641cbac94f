/** `docpact report …`: what can be done with reports. */
import type { Command } from 'commander';
import type { Format } from '../report/render-report.ts';
import { exitCodes, type ExitCode, type Settle } from './exit-code.ts';
import { formatOption } from './option-values.ts';
import { writeReport } from './write-report.ts';

interface MergeOptions {
  format: Format;
  out?: string;
}

export function addReport(program: Command, settle: Settle): void {
  program
    .command('report')
    .description('work with reports')
    .command('merge')
    .description('join the JSON reports of several shards into one verdict')
    .argument('<file...>', 'reports that --format json wrote')
    .addOption(formatOption())
    .option('--out <file>', 'write the report there, whole or not at all')
    .action(async (files: readonly string[], options: MergeOptions) => {
      settle(await runMerge(files, options));
    });
}

/** The reports of several shards as one verdict. */
async function runMerge(files: readonly string[], options: MergeOptions): Promise<ExitCode> {
  const { mergeReports } = await import('../verdict/merge-reports.ts');
  const { readReport } = await import('../verdict/read-report.ts');
  const report = mergeReports(files.map(readReport));
  await writeReport(report, options);
  return report.conforms ? exitCodes.done : exitCodes.problems;
}
