/** The command `docpact lint`; its work is loaded when it runs. */
import type { Command } from 'commander';
import type { LintOptions } from './print-lint.ts';
import { contractHelp } from './option-values.ts';
import type { Settle } from './exit-code.ts';

export function addLint(program: Command, settle: Settle): void {
  program
    .command('lint')
    .description('check the contract itself: schemas, examples, scenarios, laws')
    .option('--contract <path>', contractHelp)
    .action(async (options: LintOptions) => {
      const { printLint } = await import('./print-lint.ts');
      settle(await printLint(options));
    });
}
