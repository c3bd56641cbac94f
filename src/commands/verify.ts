/** `docpact verify URL`: the verdict on an implementation. */
import { type Command, Option } from 'commander';
import type { Contract } from '../contract/contract.ts';
import { TargetError, UsageError } from '../errors.ts';
import { visibleLine } from '../http/display/visible-text.ts';
import { countNoun } from '../verdict/count-noun.ts';
import type { Round } from './watch-runs.ts';
import { variableOf } from '../http/display/write-curl.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import { DEFAULTS, repeatLine } from '../verdict/repeat-line.ts';
import { partProblems, type VerifyReport } from '../verdict/report.ts';
import type { DocpactConfig } from '../verify/config.ts';
import type { Depth } from '../verify/plan/case.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import { cleanUp } from './clean-up.ts';
import { addContractOptions, configOption, type ContractOptions, forDocument } from './contract-options.ts';
import { type ExitCode, exitCodes, type Settle } from './exit-code.ts';
import { nameAddress } from './fetch-document.ts';
import { loadConfig } from './load-config.ts';
import { readTls } from './read-tls.ts';
import { collect, integer, readAuth, readHeader, readKind, readRate, readShard } from './option-values.ts';
import { printLines, tell } from './print.ts';
import { createProgress } from './progress.ts';
import { runBetweenHooks, tellFailure } from './run-hooks.ts';
import { addVerdictOptions, openBaseline, settleVerdict, type VerdictOptions } from './use-baseline.ts';
import { waitForTarget } from './wait-for-target.ts';
import { addReportOptions, checkReports, type ReportOptions, writeReports } from './write-report.ts';

export interface VerifyCommandOptions extends ContractOptions, ReportOptions, VerdictOptions {
  operation?: readonly string[];
  tag?: readonly string[];
  path?: readonly string[];
  rate?: number;
  wait?: number;
  case?: readonly string[];
  header?: Readonly<Record<string, string>>;
  auth?: Readonly<Record<string, string>>;
  seed: number;
  depth: Depth;
  runId?: string;
  concurrency: number;
  timeout: number;
  maxRequests?: number;
  maxTime?: number;
  ignore?: readonly ProblemKind[];
  shard?: { index: number; count: number };
  strictLaws?: boolean;
  har?: string;
  watch?: boolean;
  dryRun?: boolean;
  config?: string;
  locale?: string;
}

export function addVerify(program: Command, settle: Settle): void {
  const verify = program
    .command('verify')
    .description('hold the server at a URL against the contract, and report what does not conform')
    .argument('[url]', 'base URL of the server; with --har, where it lies in the recording')
    .option('--operation <id>', 'only this operation (may be repeated)', collect)
    .option('--tag <name>', 'only operations with this tag (may be repeated)', collect)
    .option('--path <glob>', "only operations at such a path: '/books/**' (may be repeated)", collect)
    .option('--case <id>', 'only this case, with what it needs (may be repeated)', collect)
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
    .option('--rate <n/s>', 'send no more than so many a second', readRate)
    .option('--wait <seconds>', 'give a server that is being started so long to answer', integer(0, 3_600))
    .option(
      '--max-time <seconds>',
      'begin nothing after that, reading and planning included, and wait a second for what is under way',
      integer(1, 1_000_000),
    )
    .option('--ignore <kind>', 'leave this kind of problem out (may be repeated)', readKind)
    .option('--strict-laws', 'a broken law that the document only suggests is an error, too')
    .option('--shard <i/n>', 'only the I-th of N parts of the cases', readShard)
    .option('--har <file>', 'send nothing: judge the traffic that a browser, a proxy or the mock recorded there')
    .option('--watch', 'run again on Enter and when the contract changes, what failed first; Ctrl-C ends')
    .option('--dry-run', 'print the cases and send nothing')
    .addOption(configOption())
    .option('--locale <name>', "faker's locale of the values")
    .action(async (url: string | undefined, options: VerifyCommandOptions) => {
      if (options.har !== undefined)
        return settle(await (await import('./verify-har.ts')).verifyHar(url, { ...options, har: options.har }, verify));
      if (url === undefined) return verify.error("error: missing required argument 'url'");
      settle(await runVerify(url, options));
    });
  addVerdictOptions(verify);
  addReportOptions(verify);
  addContractOptions(verify);
}

/** Runs the verification and prints its report. */
async function runVerify(url: string, options: VerifyCommandOptions): Promise<ExitCode> {
  const begun = performance.now();
  const { openOperations, withFakes } = await import('./open-contract.ts');
  const source = forDocument(options, url);
  const open = async (): Promise<Contract> => withFakes(await openOperations(options.contract, source), options);
  const contract = await open();
  const config = await loadConfig(options.config);
  if (secondsSince(begun) > (options.maxTime ?? Infinity)) {
    const took = `reading the contract took ${secondsSince(begun).toFixed(1)} s`;
    tell(`docpact: ${took}, and no more than ${options.maxTime} s may pass: nothing was tried`);
    return exitCodes.failed;
  }
  if (options.dryRun) return printPlan(settingsFor(contract, config, options));
  checkReports(options);
  if (!options.watch) return (await runOnce(url, { contract, config, options, begun })).code;
  const { watchRuns } = await import('./watch-runs.ts');
  if (options.contract === '-') throw new UsageError('what comes from stdin cannot be watched');
  return watchRuns(contract, { open, source, run: (round) => runOnce(url, { config, options, ...round }) });
}

function secondsSince(begun: number): number {
  return (performance.now() - begun) / 1_000;
}

interface OneRun {
  contract: Contract;
  config: DocpactConfig;
  options: VerifyCommandOptions;
  /** Cases that are sent before all others, and told of at once. */
  first?: readonly string[];
  /** Whether it is not the first of its command: then names are fresh, whatever was asked for. */
  isAgain?: boolean;
  /** When the command began; the run itself, where it is not the first. */
  begun?: number;
}

/** One run and its reports; with the cases that failed in it. */
async function runOnce(
  url: string,
  { contract, config, options, first = [], isAgain = false, begun = performance.now() }: OneRun,
): Promise<Round> {
  const given = settingsFor(contract, config, options);
  const { runId: _, ...fresh } = given;
  const settings = isAgain ? fresh : given;
  const baseline = openBaseline(options);
  const left = Math.max(0, (options.maxTime ?? Infinity) - secondsSince(begun));
  if (options.wait !== undefined) {
    await waitForTarget(url, { seconds: Math.min(options.wait, left), tls: settings.tls });
  }
  const whole = { ...settings, begun, target: url, writeRepeat: repeatWriter(url, options) };
  if (first.length > 0 && !options.shard) await runFirst({ ...whole, cases: first }, config, url);
  const found = await verifyWith(whole, config, url);
  await refuseOtherScheme(found, url);
  const report = settleVerdict(found, baseline, options);
  await writeReports(report, options);
  const failed = report.problems.flatMap((problem) => problem.cases ?? [problem.case]);
  if (lacksCredentials(report)) return { code: exitCodes.failed, failed };
  return { code: report.conforms ? exitCodes.done : exitCodes.problems, failed };
}

/** Sends the cases that failed before, and says on stderr what became of them. */
async function runFirst(settings: VerifyOptions, config: DocpactConfig, url: string): Promise<void> {
  const { problems, summary, incomplete } = await verifyWith(settings, config, url);
  const lines = problems.map(({ kind, message }) => visibleLine(`  ${kind}: ${message}`));
  const held = problems.length === 0 && incomplete === undefined;
  const verdict = held ? 'all is well now' : 'not yet mended';
  tell([`docpact: what failed before (${countNoun(summary.cases, 'case')}): ${verdict}`, ...lines].join('\n'));
}

/** Throws a TargetError where plain http met a port that speaks https: what it answered is no verdict. */
async function refuseOtherScheme({ headline }: VerifyReport, url: string): Promise<void> {
  if (headline === undefined || !url.startsWith('http:')) return;
  const { speaksHttps } = await import('../http/client/speaks-https.ts');
  if (await speaksHttps(url))
    throw new TargetError(`${url} speaks https, not http`, { hint: `Try ${url.replace('http:', 'https:')}` });
}

/** Whether all that stands between the run and a verdict are credentials that the API wants and that were not given. */
function lacksCredentials(report: VerifyReport): boolean {
  return report.incomplete?.credentials !== undefined && partProblems(report).errors.length === 0;
}

/** The config is repeated by its name, a header's value as a variable. */
function repeatWriter(url: string, options: VerifyCommandOptions): NonNullable<VerifyOptions['writeRepeat']> {
  const { contract: contractPath, operation: operations, case: cases, tag: tags, path: paths } = options;
  const { header = {}, auth = {} } = options;
  const headers = Object.fromEntries(Object.keys(header).map((name) => [name, `$${variableOf(name)}`]));
  const schemes = Object.fromEntries(Object.keys(auth).map((scheme) => [scheme, `$${variableOf(scheme)}`]));
  const given = {
    ...options,
    contractPath: contractPath && nameAddress(contractPath),
    operations,
    cases,
    tags,
    paths,
    headers,
    auth: schemes,
  };
  return (settled) => repeatLine(url, { ...given, ...settled });
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
    ...(options.tag ? { tags: options.tag } : {}),
    ...(options.path ? { paths: options.path } : {}),
    ...(options.rate === undefined ? {} : { rate: options.rate }),
    tls: readTls(options),
    ...(options.case ? { cases: options.case } : {}),
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
  const requests = cases.reduce((sum, { steps }) => sum + steps.length, 0);
  printLines([
    ...cases.map(
      ({ zone, id, sentence, steps }) =>
        `${zone.padEnd(width)}  ${id}  a request ${sentence}${steps.length > 1 ? ` (${steps.length} requests)` : ''}`,
    ),
    `${cases.length} cases, ${requests} requests; nothing was sent`,
  ]);
  return exitCodes.done;
}

/** Runs with the config's hooks; what was created is removed also when the run is interrupted. */
async function verifyWith(settings: VerifyOptions, config: DocpactConfig, url: string): Promise<VerifyReport> {
  const { verify } = await import('../verify/verify.ts');
  const { headers = {}, timeout = DEFAULTS.timeout } = settings;
  const progress = createProgress(process.stderr);
  const removeCreated = async (created: readonly string[]): Promise<readonly string[]> => {
    progress.clear();
    const options = { cleanup: config.cleanup, url, headers, timeout, tls: settings.tls };
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
