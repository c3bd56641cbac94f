/** The command `docpact import`; its work is loaded when it runs. */
import { Option, type Command } from 'commander';
import type { ImportOptions } from './report-import.ts';
import type { Settle } from './exit-code.ts';

export function addImport(program: Command, settle: Settle): void {
  program
    .command('import')
    .description('make a contract of pages, and say what is odd about them and what was assumed')
    .argument('<page...>', 'Markdown pages, folders of them, or patterns')
    .option('--out <folder>', 'write the contract there; without it, only report')
    .option('--fakes', 'write `x-faker` beside each member whose name or title says what it is')
    .option('--strict', 'exit 1 where anything had to be assumed or was not read; nothing is written then')
    .option('--verbose', 'show every place of each diagnostic')
    .option('--explain <file:line>', 'say what became of one line of a page, and nothing else')
    .option('--force', 'overwrite files that were edited by hand')
    .addOption(
      new Option('--format <name>', 'how the report is written').choices(['text', 'json', 'github']).default('text'),
    )
    .action(async (pages: readonly string[], options: ImportOptions) => {
      const { reportImport } = await import('./report-import.ts');
      settle(await reportImport(pages, options));
    });
}
