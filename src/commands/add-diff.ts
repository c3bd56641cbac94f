/** The command `docpact diff`. */
import { Option, type Command } from 'commander';
import type { DiffCommandOptions } from './diff.ts';
import type { Settle } from './run.ts';

export function addDiff(program: Command, settle: Settle): void {
  program
    .command('diff')
    .description('compare two contracts clause by clause: what is gone, new, changed, and whom that breaks')
    .argument('<old>', 'contract folder, OpenAPI file, or page')
    .argument('<new>', 'the same, in any mix')
    .addOption(
      new Option('--format <name>', 'how the changes are written').choices(['text', 'json', 'github']).default('text'),
    )
    .action(async (old: string, now: string, options: DiffCommandOptions) => {
      const { runDiff } = await import('./diff.ts');
      settle(await runDiff(old, now, options));
    });
}
