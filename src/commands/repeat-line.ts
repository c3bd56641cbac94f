/** The command that repeats a verification. */
import { quoteShell } from '../verify/quote-shell.ts';
import type { Report } from '../verify/report.ts';
import { variableOf } from '../verify/write-curl.ts';
import type { VerifyCommandOptions } from './verify.ts';

/** Every flag that decides what is sent and judged; the values of headers stand as variables. */
export function repeatLine(url: string, options: VerifyCommandOptions, { seed, depth, runId }: Report): string {
  const {
    contract,
    operation = [],
    header = {},
    concurrency,
    timeout,
    maxRequests,
    ignore = [],
    shard,
    config,
    locale,
  } = options;
  const flags: [flag: string, value: string | number | undefined][] = [
    ['contract', contract],
    ...operation.map((id): [string, string] => ['operation', id]),
    ['seed', seed],
    ['depth', depth],
    ['run-id', runId],
    ['concurrency', concurrency === DEFAULTS.concurrency ? undefined : concurrency],
    ['timeout', timeout === DEFAULTS.timeout ? undefined : timeout],
    ['max-requests', maxRequests],
    ...ignore.map((kind): [string, string] => ['ignore', kind]),
    ['shard', shard && `${shard.index}/${shard.count}`],
    ['config', config],
    ['locale', locale],
  ];
  const headers = Object.keys(header).map((name) => `--header "${name}: $${variableOf(name)}"`);
  const given = flags.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${quoteShell(String(value))}`],
  );
  return ['docpact verify', quoteShell(url), ...given, ...headers].join(' ');
}

/** What the command takes without being told. */
export const DEFAULTS = { concurrency: 8, timeout: 5_000 } as const;
