/** The command `docpact lint`. */
import type { Command } from 'commander';
import type { LintOptions } from './lint.ts';
import { contractHelp } from './option-values.ts';
import type { Settle } from './run.ts';

export function addLint(program: Command, settle: Settle): void {
  program
    .command('lint')
    .description('check the contract itself: schemas, examples, scenarios, laws')
    .option('--contract <path>', contractHelp)
    .action(async (options: LintOptions) => {
      const { runLint } = await import('./lint.ts');
      settle(await runLint(options));
    });
}
