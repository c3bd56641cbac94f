/** The command `docpact diff`; its work is loaded when it runs. */
import { type Command, Option } from 'commander';
import { changeRules } from '../diff/change-rule.ts';
import { diffFormats } from '../report/diff/diff-format.ts';
import { nearest } from '../contract/nearest-name.ts';
import { UsageError } from '../errors.ts';
import { addSourceOptions, configOption } from './contract-options.ts';
import { loadConfig } from './load-config.ts';
import type { Settle } from './exit-code.ts';
import { ruleReader } from './option-values.ts';
import type { DiffOptions } from './run-diff.ts';

export function addDiff(program: Command, settle: Settle): void {
  const diff = program
    .command('diff')
    .description('compare two contracts by what they mean: whom each change breaks, and an example that shows it')
    .argument(
      '<old>',
      'contract folder, OpenAPI file, URL or page, REV:PATH of a git repository, or a folder of documents',
    )
    .argument('<new>', 'the same, in any mix')
    .addOption(new Option('--format <name>', 'how the changes are written').choices(diffFormats).default('text'))
    .addOption(new Option('--for <audience>', 'whose breaks count').choices(['callers', 'providers']))
    .option(
      '--rule <id=severity>',
      'off, note, warning or error for a rule (may be repeated); the rules: docs/changes.md',
      ruleReader(Object.keys(changeRules), 'docs/changes.md'),
    )
    .option('--baseline <file>', 'a baseline, of verify too: changes in it are not told')
    .option('--update-baseline', 'write the changes that there are now into the file of --baseline')
    .option('--semver', 'print what the changes mean for the version: major, minor or patch')
    .action(async (old: string, now: string, options: DiffOptions) => {
      const { runDiff } = await import('./run-diff.ts');
      settle(await runDiff(old, now, await withSettings(options)));
    });
  diff.addOption(configOption());
  addSourceOptions(diff);
}

/** With what the config says of changes, where no option says it. */
async function withSettings(options: DiffOptions): Promise<DiffOptions> {
  const { diff: { rules = {}, ...others } = {} } = await loadConfig(options.config);
  for (const rule of Object.keys(rules)) {
    if (Object.hasOwn(changeRules, rule)) continue;
    const [near] = nearest(rule, Object.keys(changeRules));
    throw new UsageError(`the config has a rule of changes that there is not: ${rule}`, {
      hint: near === undefined ? 'docs/changes.md lists them.' : `Did you mean ${near}?`,
    });
  }
  return { ...others, ...options, rule: { ...rules, ...options.rule } };
}
