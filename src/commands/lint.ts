/** The command `docpact lint`; its work is loaded when it runs. */
import type { Command } from 'commander';
import { addContractOptions } from './contract-options.ts';
import type { Settle } from './exit-code.ts';
import { contractRules } from '../contract/contract-rule.ts';
import { ruleReader } from './option-values.ts';
import type { LintOptions } from './print-lint.ts';

export function addLint(program: Command, settle: Settle): void {
  const lint = program
    .command('lint')
    .description('check the contract itself: schemas, examples, scenarios, laws')
    .argument('[path]', 'what to check: as --contract')
    .option(
      '--rule <id=severity>',
      'off, note, warning or error for a rule (may be repeated); the rules: docs/diagnostics.md',
      ruleReader(Object.keys(contractRules), 'docs/diagnostics.md'),
    )
    .action(async (path: string | undefined, options: LintOptions) => {
      const { printLint } = await import('./print-lint.ts');
      settle(await printLint(path === undefined ? options : { ...options, contract: path }));
    });
  addContractOptions(lint);
}
