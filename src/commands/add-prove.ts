/** The command `docpact prove`. */
import { Option, type Command } from 'commander';
import { contractHelp, integer } from './option-values.ts';
import type { ProveCommandOptions } from './prove.ts';
import type { Settle } from './run.ts';

export function addProve(program: Command, settle: Settle): void {
  program
    .command('prove')
    .description('break every clause in a server of its own, one at a time, and show that verify sees it')
    .option('--contract <path>', contractHelp)
    .addOption(
      new Option('--format <name>', 'how the kill table is written').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--only <family>', 'only this family of faults, or right, or schema')
    .option('--seed <number>', 'same seed, same cases and combinations', integer(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option('--depth <name>', 'how much verify tries').choices(['quick', 'standard', 'deep']).default('standard'),
    )
    .option('--sample <number>', 'try only so many, chosen by the seed', integer(1, 10_000_000))
    .option('--out <file>', 'write the table there, whole or not at all')
    .action(async (options: ProveCommandOptions) => {
      const { runProve } = await import('./prove.ts');
      settle(await runProve(options));
    });
}
