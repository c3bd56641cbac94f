/** The command `docpact resources`; its work is loaded when it runs. */
import { type Command, Option } from 'commander';
import type { Settle } from './exit-code.ts';
import { addContractOptions } from './contract-options.ts';
import type { ResourcesOptions } from './print-resources.ts';

export function addResources(program: Command, settle: Settle): void {
  const resources = program
    .command('resources')
    .description(
      'show what the operations work on: things, their identities, what feeds which parameter, which laws hold',
    )
    .argument('[path]', 'what to look at: as --contract')
    .addOption(
      new Option('--format <name>', 'yaml is x-resource, ready to be pasted into the document')
        .choices(['text', 'yaml', 'json'])
        .default('text'),
    )
    .action(async (path: string | undefined, options: ResourcesOptions) => {
      const { printResources } = await import('./print-resources.ts');
      settle(await printResources(path === undefined ? options : { ...options, contract: path }));
    });
  addContractOptions(resources);
}
