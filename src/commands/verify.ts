/** `docpact verify URL`: the verdict on an implementation. */
import { type Command, Option } from 'commander';
import type { Contract } from '../contract/contract.ts';
import { variableOf } from '../http/display/write-curl.ts';
import type { Format } from '../report/render-report.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import { DEFAULTS, repeatLine } from '../verdict/repeat-line.ts';
import type { VerifyReport } from '../verdict/report.ts';
import type { DocpactConfig } from '../verify/config.ts';
import type { Depth } from '../verify/plan/case.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import { cleanUp } from './clean-up.ts';
import { addContractOptions, type ContractOptions, forDocument } from './contract-options.ts';
import { type ExitCode, exitCodes, type Settle } from './exit-code.ts';
import { loadConfig } from './load-config.ts';
import { collect, formatOption, integer, readAuth, readHeader, readKind, readShard } from './option-values.ts';
import { createProgress } from './progress.ts';
import { runBetweenHooks, tellFailure } from './run-hooks.ts';
import { checkWritable } from './write-atomically.ts';
import { summarizeForGithub, writeReport } from './write-report.ts';

interface VerifyCommandOptions extends ContractOptions {
  operation?: readonly string[];
  header?: Readonly<Record<string, string>>;
  auth?: Readonly<Record<string, string>>;
  seed: number;
  depth: Depth;
  runId?: string;
  concurrency: number;
  timeout: number;
  maxRequests?: number;
  maxTime?: number;
  format: Format;
  out?: string;
  ignore?: readonly ProblemKind[];
  shard?: { index: number; count: number };
  strictLaws?: boolean;
  dryRun?: boolean;
  config?: string;
  locale?: string;
}

export function addVerify(program: Command, settle: Settle): void {
  const verify = program
    .command('verify')
    .description('hold the server at a URL against the contract, and report what does not conform')
    .argument('<url>', 'base URL of the server')
    .option('--operation <id>', 'only this operation (may be repeated)', collect)
    .option('--header <line>', "sent with every request: 'Name: value' (may be repeated)", readHeader)
    .option('--auth <scheme=value>', "credentials, by the document's name of their scheme (may be repeated)", readAuth)
    .option('--seed <number>', 'same seed, same cases', integer(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option('--depth <name>', 'how much is tried').choices(['quick', 'standard', 'deep']).default('standard'),
    )
    .option('--run-id <text>', 'makes the values of this run its own; give one to repeat a run')
    .option('--concurrency <number>', 'requests under way at once', integer(1, 256), DEFAULTS.concurrency)
    .option('--timeout <ms>', 'for one answer', integer(1, 600_000), DEFAULTS.timeout)
    .option('--max-requests <number>', 'send no more than this', integer(1, 10_000_000))
    .option('--max-time <seconds>', 'begin nothing after that', integer(1, 1_000_000))
    .addOption(formatOption())
    .option('--out <file>', 'write the report there, whole or not at all')
    .option('--ignore <kind>', 'leave this kind of problem out (may be repeated)', readKind)
    .option('--strict-laws', 'a broken law that the document only suggests is an error, too')
    .option('--shard <i/n>', 'only the I-th of N parts of the cases', readShard)
    .option('--dry-run', 'print the cases and send nothing')
    .option('--config <file>', 'settings; docpact.config.ts in the working folder unless given')
    .option('--locale <name>', "faker's locale of the values")
    .action(async (url: string, options: VerifyCommandOptions) => {
      settle(await runVerify(url, options));
    });
  addContractOptions(verify);
}

/** Runs the verification and prints its report. */
async function runVerify(url: string, options: VerifyCommandOptions): Promise<ExitCode> {
  const { openOperations } = await import('./open-contract.ts');
  const contract = await openOperations(options.contract, forDocument(options, url));
  const config = await loadConfig(options.config);
  const settings = settingsFor(contract, config, options);
  if (options.dryRun) return printPlan(settings);
  if (options.out !== undefined) checkWritable(options.out);
  const report = await verifyWith({ ...settings, target: url, writeRepeat: repeatWriter(url, options) }, config, url);
  await writeReport(report, options);
  await summarizeForGithub(report, options);
  if (isLockedOut(report, settings)) return exitCodes.failed;
  return report.conforms ? exitCodes.done : exitCodes.problems;
}

/** Whether nothing could be tried, since the API wants credentials and was given none. */
function isLockedOut({ problems }: VerifyReport, { contract, headers = {}, auth = {} }: Settings): boolean {
  const demands = contract.operations.some(({ security }) => security.length > 0);
  const given = Object.keys(headers).length > 0 || Object.keys(auth).length > 0;
  return demands && !given && problems.length > 0 && problems.every(({ kind }) => kind === 'unauthorized');
}

/** The config is repeated by its name, a header's value as a variable. */
function repeatWriter(url: string, options: VerifyCommandOptions): NonNullable<VerifyOptions['writeRepeat']> {
  const { contract: contractPath, operation: operations = [], header = {}, auth = {} } = options;
  const headers = Object.fromEntries(Object.keys(header).map((name) => [name, `$${variableOf(name)}`]));
  const schemes = Object.fromEntries(Object.keys(auth).map((scheme) => [scheme, `$${variableOf(scheme)}`]));
  return (settled) => repeatLine(url, { ...options, contractPath, operations, headers, auth: schemes, ...settled });
}

type Settings = Omit<VerifyOptions, 'target'>;

function settingsFor(contract: Contract, config: DocpactConfig, options: VerifyCommandOptions): Settings {
  const {
    operation,
    header,
    auth,
    seed,
    depth,
    runId,
    concurrency,
    timeout,
    maxRequests,
    maxTime,
    ignore,
    shard,
    locale,
  } = options;
  return {
    contract,
    seed,
    depth,
    concurrency,
    timeout,
    headers: { ...config.headers, ...header },
    auth: { ...config.auth, ...auth },
    ignore: [...(config.ignore ?? []), ...(ignore ?? [])],
    ...(config.values ? { values: config.values } : {}),
    ...(config.lawsOff ? { lawsOff: config.lawsOff } : {}),
    ...((options.strictLaws ?? config.strictLaws) ? { strictLaws: true } : {}),
    ...(operation ? { operations: operation } : {}),
    ...(runId === undefined ? {} : { runId }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(maxTime === undefined ? {} : { maxTime }),
    ...(shard ? { shard } : {}),
    ...(locale === undefined ? {} : { locale }),
  };
}

async function printPlan(settings: Settings): Promise<ExitCode> {
  const { planRun } = await import('../verify/verify.ts');
  const cases = await planRun(settings);
  const width = Math.max(...cases.map(({ zone }) => zone.length));
  for (const { zone, id, sentence, steps } of cases) {
    process.stdout.write(
      `${zone.padEnd(width)}  ${id}  a request ${sentence}${steps.length > 1 ? ` (${steps.length} requests)` : ''}\n`,
    );
  }
  process.stdout.write(
    `${cases.length} cases, ${cases.reduce((sum, { steps }) => sum + steps.length, 0)} requests; nothing was sent\n`,
  );
  return exitCodes.done;
}

/** Runs with the config's hooks; what was created is removed also when the run is interrupted. */
async function verifyWith(settings: VerifyOptions, config: DocpactConfig, url: string): Promise<VerifyReport> {
  const { verify } = await import('../verify/verify.ts');
  const { headers = {}, timeout = DEFAULTS.timeout } = settings;
  const progress = createProgress(process.stderr);
  const removeCreated = async (created: readonly string[]): Promise<readonly string[]> => {
    progress.clear();
    const options = { cleanup: config.cleanup, url, headers, timeout };
    return (await tellFailure('cleanup', () => cleanUp(created, options))) ?? created;
  };
  return runBetweenHooks(config, async (signal) => {
    try {
      return await verify({ ...settings, signal, onProgress: progress.show, cleanUp: removeCreated });
    } finally {
      progress.clear();
    }
  });
}
