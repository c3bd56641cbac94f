/** The command `docpact bundle`. */
import type { Command } from 'commander';
import type { BundleCommandOptions } from './bundle.ts';
import type { Settle } from './run.ts';

export function addBundle(program: Command, settle: Settle): void {
  program
    .command('bundle')
    .description('write the contract and its scenarios as one JSON file, for docpact/msw in a browser')
    .option('--contract <path>', 'contract folder or OpenAPI file')
    .option('--out <file>', 'write it there, whole or not at all; stdout unless given')
    .action(async (options: BundleCommandOptions) => {
      const { runBundle } = await import('./bundle.ts');
      settle(runBundle(options));
    });
}
