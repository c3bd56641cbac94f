/** `docpact verify URL`: the verdict on an implementation. */
import type { Contract } from '../contract/contract.ts';
import type { Format } from '../report/render-report.ts';
import type { Depth } from '../verify/case.ts';
import type { DocpactConfig } from '../verify/config.ts';
import type { ProblemKind } from '../verdict/problem-kind.ts';
import type { Report } from '../verdict/report.ts';
import { repeatLine } from '../verdict/repeat-line.ts';
import type { VerifyOptions } from '../verify/verify-options.ts';
import { variableOf } from '../http/display/write-curl.ts';
import { cleanUp } from './clean-up.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { loadConfig } from './load-config.ts';
import { openContract } from './open-contract.ts';
import { runBetweenHooks, tellFailure } from './run-hooks.ts';
import { createProgress } from './show-progress.ts';
import { summarizeForGithub } from './summarize-for-github.ts';
import { checkWritable } from './write-atomically.ts';
import { writeReport } from './write-report.ts';

export interface VerifyCommandOptions {
  contract?: string;
  operation?: readonly string[];
  header?: Readonly<Record<string, string>>;
  seed: number;
  depth: Depth;
  runId?: string;
  concurrency: number;
  timeout: number;
  maxRequests?: number;
  format: Format;
  out?: string;
  ignore?: readonly ProblemKind[];
  shard?: { index: number; count: number };
  dryRun?: boolean;
  config?: string;
  locale?: string;
}

/** Runs the verification and prints its report. */
export async function runVerify(url: string, options: VerifyCommandOptions): Promise<ExitCode> {
  const contract = openContract(options.contract);
  const config = await loadConfig(options.config);
  const settings = settingsFor(contract, config, options);
  if (options.dryRun) return printPlan(settings);
  if (options.out !== undefined) checkWritable(options.out);
  const report = await verifyWith({ ...settings, target: url }, config, url);
  await writeReport({ ...report, repeat: repeatCommand(url, options, report) }, options);
  summarizeForGithub(report, options, (await import('../report/render-job-summary.ts')).renderJobSummary);
  return report.conforms ? exitCodes.done : exitCodes.problems;
}

/** The config is repeated by its name, a header's value as a variable. */
function repeatCommand(url: string, options: VerifyCommandOptions, { seed, depth, runId }: Report): string {
  const { contract: contractPath, operation: operations = [], header = {} } = options;
  const headers = Object.fromEntries(Object.keys(header).map((name) => [name, `$${variableOf(name)}`]));
  return repeatLine(url, { ...options, contractPath, operations, headers, seed, depth, runId });
}

type Settings = Omit<VerifyOptions, 'target'>;

function settingsFor(contract: Contract, config: DocpactConfig, options: VerifyCommandOptions): Settings {
  const { operation, header, seed, depth, runId, concurrency, timeout, maxRequests, ignore, shard, locale } = options;
  return {
    contract,
    seed,
    depth,
    concurrency,
    timeout,
    headers: { ...config.headers, ...header },
    ignore: [...(config.ignore ?? []), ...(ignore ?? [])],
    ...(config.values ? { values: config.values } : {}),
    ...(config.lawsOff ? { lawsOff: config.lawsOff } : {}),
    ...(operation ? { operations: operation } : {}),
    ...(runId === undefined ? {} : { runId }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
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
async function verifyWith(settings: VerifyOptions, config: DocpactConfig, url: string): Promise<Report> {
  const { verify } = await import('../verify/verify.ts');
  const { headers = {}, timeout = 5_000 } = settings;
  const progress = createProgress(process.stderr);
  return runBetweenHooks(config, async (signal) => {
    try {
      const report = await verify({ ...settings, signal, onProgress: progress.show });
      progress.clear();
      const { created } = report;
      const options = { cleanup: config.cleanup, url, headers, timeout };
      return { ...report, created: (await tellFailure('cleanup', () => cleanUp(created, options))) ?? created };
    } finally {
      progress.clear();
    }
  });
}
