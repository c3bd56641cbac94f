/** `docpact pact …`: whether a provider does what its consumers rely on, and Pact's own broker client. */
import { addContractOptions, type ContractOptions, forDocument } from './contract-options.ts';
import type { Command } from 'commander';
import type { BrokerFlags } from '../pact/provider/broker-pacts.ts';
import type { BrokerCommand, BrokerOutcome } from '../pact/provider/run-broker-client.ts';
import { DEFAULTS } from '../verdict/repeat-line.ts';
import { cleanUp } from './clean-up.ts';
import { exitCodes, type ExitCode, type Settle } from './exit-code.ts';
import { nameAddress } from './fetch-document.ts';
import { visibleText } from '../http/display/visible-text.ts';
import { hideGiven, keepSecrets } from './given-secrets.ts';
import { loadConfig } from './load-config.ts';
import { collect, integer, readHeader } from './option-values.ts';
import { readTls } from './read-tls.ts';
import { runBetweenHooks, tellFailure } from './run-hooks.ts';
import { checkWritable, writeAtomically } from './write-atomically.ts';
import { addVerdictOptions, openBaseline, settleVerdict, type VerdictOptions } from './use-baseline.ts';
import { addReportOptions, checkReports, type ReportOptions, writeReports } from './write-report.ts';

interface PactVerifyOptions extends BrokerFlags, ContractOptions, ReportOptions, VerdictOptions {
  pact?: readonly string[];
  header?: Readonly<Record<string, string>>;
  stateUrl?: string;
  timeout: number;
  runId?: string;
  log?: string;
  config?: string;
}

interface BrokerOptions {
  brokerUrl?: string;
  pact?: readonly string[];
}

export function addPact(program: Command, settle: Settle): void {
  const pact = program.command('pact').description('work with pacts: what consumers rely on');
  const verify = pact
    .command('verify')
    .description('hold the provider at a URL against the pacts of its consumers')
    .argument('<url>', 'base URL of the provider')
    .option('--pact <file>', 'a pact file or a folder of them (may be repeated); contracts/pacts unless given', collect)
    .option('--broker-url <url>', 'fetch the pacts from this broker (credentials: PACT_BROKER_TOKEN)')
    .option('--provider <name>', "the provider's name at the broker, or in the files")
    .option(
      '--consumer-version-selectors <json>',
      'which pacts; those on main branches and those deployed unless given',
    )
    .option('--publish', 'tell the broker the outcome')
    .option('--provider-version <text>', 'what the outcome is of')
    .option('--provider-branch <name>', "the provider's own branch")
    .option('--header <line>', "sent with every request: 'Name: value' (may be repeated)", readHeader)
    .option('--state-url <url>', 'is asked to bring provider states about, in place of the API itself')
    .option('--timeout <ms>', 'for one answer', integer(1, 600_000), DEFAULTS.timeout)
    .option('--run-id <text>', 'makes the values of this run its own')
    .option('--log <file>', 'write what Pact itself says there')
    .option('--config <file>', 'settings; docpact.config.ts in the working folder unless given')
    .action(async (url: string, options: PactVerifyOptions) => {
      settle(await runPactVerify(url, options));
    });
  addVerdictOptions(verify);
  addReportOptions(verify);
  addContractOptions(verify);
  const client = "all other flags are those of Pact's own broker client";
  pact
    .command('publish')
    .description(`publish pacts to a broker; ${client}`)
    .argument('[flags...]', 'such as --consumer-app-version 1.2.3 --branch main')
    .option('--pact <file>', 'a pact file or a folder of them (may be repeated); contracts/pacts unless given', collect)
    .option('--broker-url <url>', 'base URL of the broker (credentials: PACT_BROKER_TOKEN)')
    .allowUnknownOption()
    .action(async (flags: readonly string[], options: BrokerOptions) => {
      settle(await runPublish(flags, options));
    });
  pact
    .command('can-i-deploy')
    .description(`ask a broker whether a version may be deployed; ${client}`)
    .argument('[flags...]', 'such as --pacticipant shop --version 1.2.3 --to-environment production')
    .option('--broker-url <url>', 'base URL of the broker (credentials: PACT_BROKER_TOKEN)')
    .allowUnknownOption()
    .action(async (flags: readonly string[], options: BrokerOptions) => {
      settle(await runCanIDeploy(flags, options));
    });
}

/** Verifies, and prints the report. */
async function runPactVerify(url: string, options: PactVerifyOptions): Promise<ExitCode> {
  const { log } = options;
  if (log !== undefined) checkWritable(log);
  checkReports(options);
  const baseline = openBaseline(options);
  const { openOperations } = await import('./open-contract.ts');
  const contract = await openOperations(options.contract, forDocument(options, url));
  const config = await loadConfig(options.config);
  const { readBrokerFlags } = await import('../pact/provider/broker-pacts.ts');
  const { verifyPactsAt } = await import('../pact/provider/verify-pacts-at.ts');
  const broker = readBrokerFlags(options);
  const { timeout } = options;
  const tls = readTls(options);
  let noise = '';
  try {
    const found = await runBetweenHooks(config, (signal) =>
      verifyPactsAt(url, {
        ...options,
        contract,
        config,
        broker,
        signal,
        tls,
        tlsFiles: options,
        contractPath: options.contract && nameAddress(options.contract),
        configPath: options.config,
        cleanUp: async (created, provider) => {
          const { cleanup } = config;
          return (
            (await tellFailure('cleanup', () => cleanUp(created, { ...provider, cleanup, timeout, tls }))) ?? created
          );
        },
        onLog: (text) => (noise += text),
      }),
    );
    const report = settleVerdict(found, baseline, options);
    await writeReports(report, options);
    return report.conforms ? exitCodes.done : exitCodes.problems;
  } finally {
    if (log !== undefined) writeAtomically(log, visibleText(noise));
  }
}

/** Publishes pact files, each read first, so that a broken one reaches no broker; `rest` is for the client. */
async function runPublish(rest: readonly string[], { brokerUrl, pact = [] }: BrokerOptions): Promise<ExitCode> {
  const { findPactFiles } = await import('../pact/provider/open-pacts.ts');
  const { readPactFile } = await import('../pact/provider/pact-file.ts');
  const broker = await brokerFlag(brokerUrl);
  const files = findPactFiles(pact, ['contracts/pacts', 'pacts']);
  for (const file of files) readPactFile(file);
  return runClient('publish', [...files, ...broker, ...rest]);
}

async function runCanIDeploy(rest: readonly string[], { brokerUrl }: BrokerOptions): Promise<ExitCode> {
  return runClient('can-i-deploy', [...(await brokerFlag(brokerUrl)), ...rest]);
}

async function brokerFlag(url: string | undefined): Promise<string[]> {
  const { brokerBase } = await import('../pact/provider/broker.ts');
  return url === undefined ? [] : ['--broker-base-url', brokerBase(url)];
}

async function runClient(command: BrokerCommand, args: readonly string[]): Promise<ExitCode> {
  const { runBrokerClient } = await import('../pact/provider/run-broker-client.ts');
  keepFlags(args);
  return codes[await runBrokerClient(command, { args, say })];
}

/** What the client is given in confidence by its own flags. */
function keepFlags(args: readonly string[]): void {
  for (const [index, flag] of args.entries()) {
    const [, name, value] = /^--?((?:broker-)?(?:token|password)|[kp])(?:=(.*))?$/s.exec(flag) ?? [];
    if (name !== undefined) keepSecrets({ [name]: value ?? args[index + 1] });
  }
}

function say(stream: 'stdout' | 'stderr', line: string): void {
  process[stream].write(`${visibleText(hideGiven(line))}\n`);
}

const codes: Readonly<Record<BrokerOutcome, ExitCode>> = {
  done: exitCodes.done,
  refused: exitCodes.problems,
  failed: exitCodes.failed,
  misused: exitCodes.usage,
};
