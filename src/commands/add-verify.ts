/** The command `docpact verify`. */
import { Option, type Command } from 'commander';
import { collect, contractHelp, header, integer, problemKind, shard } from './option-values.ts';
import { DEFAULTS } from '../verdict/repeat-line.ts';
import type { Settle } from './run.ts';
import type { VerifyCommandOptions } from './verify.ts';

/** The names that `--format` takes; the renderers themselves are loaded when they are needed. */
export const formatOption = (): Option =>
  new Option('--format <name>', 'how the report is written')
    .choices(['text', 'json', 'junit', 'html', 'github'])
    .default('text');

export function addVerify(program: Command, settle: Settle): void {
  program
    .command('verify')
    .description('hold the server at a URL against the contract, and report what does not conform')
    .argument('<url>', 'base URL of the server')
    .option('--contract <path>', contractHelp)
    .option('--operation <id>', 'only this operation (may be repeated)', collect)
    .option('--header <line>', "sent with every request: 'Name: value' (may be repeated)", header)
    .option('--seed <number>', 'same seed, same cases', integer(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option('--depth <name>', 'how much is tried').choices(['quick', 'standard', 'deep']).default('standard'),
    )
    .option('--run-id <text>', 'makes the values of this run its own; give one to repeat a run')
    .option('--concurrency <number>', 'requests under way at once', integer(1, 256), DEFAULTS.concurrency)
    .option('--timeout <ms>', 'for one answer', integer(1, 600_000), DEFAULTS.timeout)
    .option('--max-requests <number>', 'send no more than this', integer(1, 10_000_000))
    .addOption(formatOption())
    .option('--out <file>', 'write the report there, whole or not at all')
    .option('--ignore <kind>', 'leave this kind of problem out (may be repeated)', problemKind)
    .option('--shard <i/n>', 'only the I-th of N parts of the cases', shard)
    .option('--dry-run', 'print the cases and send nothing')
    .option('--config <file>', 'settings; docpact.config.ts in the working folder unless given')
    .option('--locale <name>', "faker's locale of the values")
    .action(async (url: string, options: VerifyCommandOptions) => {
      const { runVerify } = await import('./verify.ts');
      settle(await runVerify(url, options));
    });
}
