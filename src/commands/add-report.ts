/** The command `docpact report`. */
import type { Command } from 'commander';
import { formatOption } from './add-verify.ts';
import type { MergeOptions } from './report-merge.ts';
import type { Settle } from './run.ts';

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
      const { runMerge } = await import('./report-merge.ts');
      settle(await runMerge(files, options));
    });
}
