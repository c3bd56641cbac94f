/** `docpact verify --har FILE`: the verdict on traffic that was recorded. */
import { readWhole } from '../contract/read-whole.ts';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { systemReason, UsageError } from '../errors.ts';
import { readHar } from '../http/har/read-har.ts';
import type { Recording } from '../http/har/recorded-exchange.ts';
import { type Flag, writeCommand } from '../verdict/repeat-line.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadConfig } from './load-config.ts';
import { readInput } from './read-input.ts';
import { openBaseline, settleVerdict } from './use-baseline.ts';
import type { VerifyCommandOptions } from './verify.ts';
import { checkReports, writeReports } from './write-report.ts';

type HarCommandOptions = VerifyCommandOptions & { har: string };

/** Options about what is sent, of which there is nothing. */
const ofSending = [
  'case',
  'auth',
  'seed',
  'depth',
  'runId',
  'concurrency',
  'timeout',
  'maxRequests',
  'rate',
  'wait',
  'maxTime',
  'shard',
  'dryRun',
  'watch',
];

/** Judges the file and prints its report; the config's hooks have no part in it. */
export async function verifyHar(
  url: string | undefined,
  options: HarCommandOptions,
  command: Command,
): Promise<ExitCode> {
  const given = ofSending.find((name) => command.getOptionValueSource(name) === 'cli');
  if (given !== undefined) {
    const flag = command.options.find((option) => option.attributeName() === given)?.long;
    throw new UsageError(`${flag} does not go with --har, which sends nothing`);
  }
  if (url !== undefined && !URL.canParse(url)) throw new UsageError(`"${url}" is no URL`);
  checkReports(options);
  const baseline = openBaseline(options);
  const { openOperations } = await import('./open-contract.ts');
  const contract = await openOperations(options.contract, options);
  const config = await loadConfig(options.config);
  const recording = await readRecording(options.har);
  const { verifyTraffic } = await import('../verify/traffic/verify-traffic.ts');
  const { operation: operations, tag: tags, path: paths, ignore = [] } = options;
  const found = verifyTraffic({
    contract,
    recording,
    base: url,
    name: options.har,
    operations,
    tags,
    paths,
    ignore: [...(config.ignore ?? []), ...ignore],
    lawsOff: config.lawsOff,
    strictLaws: options.strictLaws ?? config.strictLaws,
    repeat: writeRepeat(url, options),
  });
  const report = settleVerdict(found, baseline, options);
  await writeReports(report, options);
  return report.conforms ? exitCodes.done : exitCodes.problems;
}

/** Longest file that is read, in bytes: what Node takes for one text. */
const LONGEST = 500_000_000;

async function readRecording(file: string): Promise<Recording> {
  if (file === '-') return readHar((await readInput()).toString(), { name: 'stdin' });
  let text;
  try {
    text = readWhole(file, { longest: LONGEST, pipes: true }).toString();
  } catch (cause) {
    throw new UsageError(`${file}: the HAR cannot be read: ${systemReason(cause)}`, { cause });
  }
  return readHar(text, { name: file, folder: dirname(file) });
}

function writeRepeat(url: string | undefined, options: HarCommandOptions): string {
  const { operation = [], tag = [], path = [], ignore = [] } = options;
  const flags: Flag[] = [
    ['har', options.har],
    ['contract', options.contract],
    ...operation.map((id): Flag => ['operation', id]),
    ...tag.map((name): Flag => ['tag', name]),
    ...path.map((glob): Flag => ['path', glob]),
    ...ignore.map((kind): Flag => ['ignore', kind]),
    ['strict-laws', options.strictLaws === true ? true : undefined],
    ['config', options.config],
  ];
  return writeCommand(['verify', url], { flags, headers: {} });
}
