/** `docpact diff`: what changed from one contract to another. */
import { addSourceOptions } from './contract-options.ts';
import type { OpenOptions } from './open-contract.ts';
import { Option, type Command } from 'commander';
import type { DiffFormat } from '../report/diff/render-diff.ts';
import { wantsColour } from '../report/text/paint.ts';
import { exitCodes, type ExitCode, type Settle } from './exit-code.ts';

interface DiffOptions extends OpenOptions {
  format: DiffFormat;
}

export function addDiff(program: Command, settle: Settle): void {
  const diff = program
    .command('diff')
    .description('compare two contracts clause by clause: what is gone, new, changed, and whom that breaks')
    .argument('<old>', 'contract folder, OpenAPI file, or page')
    .argument('<new>', 'the same, in any mix')
    .addOption(
      new Option('--format <name>', 'how the changes are written').choices(['text', 'json', 'github']).default('text'),
    )
    .action(async (old: string, now: string, options: DiffOptions) => {
      settle(await runDiff(old, now, options));
    });
  addSourceOptions(diff);
}

/** Prints the changes; exit 1 where one of them breaks someone. */
async function runDiff(old: string, now: string, options: DiffOptions): Promise<ExitCode> {
  const { format } = options;
  const { openContract } = await import('./open-contract.ts');
  const { diffContracts } = await import('../diff/diff-contracts.ts');
  const { listPages } = await import('../page/list-pages.ts');
  const { renderDiff } = await import('../report/diff/render-diff.ts');
  const pages = [...(listPages(old) ? ['old' as const] : []), ...(listPages(now) ? ['new' as const] : [])];
  const diff = diffContracts(await openContract(old, options), await openContract(now, options), { pages });
  process.stdout.write(renderDiff(diff, { format, colour: wantsColour(process.stdout) }));
  return diff.breaking ? exitCodes.problems : exitCodes.done;
}
