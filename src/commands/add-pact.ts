/** The commands `docpact pact …`. */
import type { Command } from 'commander';
import { DEFAULTS } from '../verdict/repeat-line.ts';
import { formatOption } from './add-verify.ts';
import { collect, header, integer } from './option-values.ts';
import type { BrokerOptions } from './pact-broker.ts';
import type { PactVerifyOptions } from './pact-verify.ts';
import type { Settle } from './run.ts';

export function addPact(program: Command, settle: Settle): void {
  const pact = program.command('pact').description('work with pacts: what consumers rely on');
  pact
    .command('verify')
    .description('hold the provider at a URL against the pacts of its consumers')
    .argument('<url>', 'base URL of the provider')
    .option('--pact <file>', 'a pact file or a folder of them (may be repeated); contracts/pacts unless given', collect)
    .option('--contract <path>', 'contract folder or OpenAPI file')
    .option('--broker-url <url>', 'fetch the pacts from this broker (credentials: PACT_BROKER_TOKEN)')
    .option('--provider <name>', "the provider's name at the broker, or in the files")
    .option(
      '--consumer-version-selectors <json>',
      'which pacts; those on main branches and those deployed unless given',
    )
    .option('--publish', 'tell the broker the outcome')
    .option('--provider-version <text>', 'what the outcome is of')
    .option('--provider-branch <name>', "the provider's own branch")
    .option('--header <line>', "sent with every request: 'Name: value' (may be repeated)", header)
    .option('--state-url <url>', 'is asked to bring provider states about, in place of the API itself')
    .option('--timeout <ms>', 'for one answer', integer(1, 600_000), DEFAULTS.timeout)
    .option('--run-id <text>', 'makes the values of this run its own')
    .addOption(formatOption())
    .option('--out <file>', 'write the report there, whole or not at all')
    .option('--log <file>', 'write what Pact itself says there')
    .option('--config <file>', 'settings; docpact.config.ts in the working folder unless given')
    .action(async (url: string, options: PactVerifyOptions) => {
      const { runPactVerify } = await import('./pact-verify.ts');
      settle(await runPactVerify(url, options));
    });
  const client = "all other flags are those of Pact's own broker client";
  pact
    .command('publish')
    .description(`publish pacts to a broker; ${client}`)
    .argument('[flags...]', 'such as --consumer-app-version 1.2.3 --branch main')
    .option('--pact <file>', 'a pact file or a folder of them (may be repeated); contracts/pacts unless given', collect)
    .option('--broker-url <url>', 'base URL of the broker (credentials: PACT_BROKER_TOKEN)')
    .allowUnknownOption()
    .action(async (flags: readonly string[], options: BrokerOptions) => {
      const { runPublish } = await import('./pact-broker.ts');
      settle(await runPublish(flags, options));
    });
  pact
    .command('can-i-deploy')
    .description(`ask a broker whether a version may be deployed; ${client}`)
    .argument('[flags...]', 'such as --pacticipant shop --version 1.2.3 --to-environment production')
    .option('--broker-url <url>', 'base URL of the broker (credentials: PACT_BROKER_TOKEN)')
    .allowUnknownOption()
    .action(async (flags: readonly string[], options: BrokerOptions) => {
      const { runCanIDeploy } = await import('./pact-broker.ts');
      settle(await runCanIDeploy(flags, options));
    });
}
