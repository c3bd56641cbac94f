/** The command `docpact fixtures`; its work is loaded when it runs. */
import { type Command, Option } from 'commander';
import { addContractOptions, configOption } from './contract-options.ts';
import type { Settle } from './exit-code.ts';
import { integer } from './option-values.ts';
import type { FixturesOptions } from './write-fixtures.ts';

export function addFixtures(program: Command, settle: Settle): void {
  const fixtures = program
    .command('fixtures')
    .description('write made-up values of a schema: valid ones, or such as are broken on purpose')
    .argument('<name>', "a schema's title, or an operationId for its request body")
    .option(
      '--count <number>',
      'how many; one valid value, or every way to break it, unless given',
      integer(0, 2 ** 31),
    )
    .option('--seed <number>', 'same seed, same values', integer(0, 2 ** 32 - 1), 1)
    .addOption(new Option('--zone <name>', 'which kind').choices(['valid', 'invalid', 'open']).default('valid'))
    .option('--locale <name>', "faker's locale of the values, zh_CN for example")
    .addOption(
      new Option('--format <name>', 'one JSON text, or one value a line').choices(['json', 'ndjson']).default('json'),
    )
    .option('--explain', 'say of each member what its values are made by')
    .addOption(configOption())
    .action(async (name: string, options: FixturesOptions) => {
      const { writeFixtures } = await import('./write-fixtures.ts');
      settle(await writeFixtures(name, options));
    });
  addContractOptions(fixtures);
}
