/** The command that repeats a verification. */
import type { ProblemKind } from './problem-kind.ts';
import { quoteShell } from '../http/display/quote-shell.ts';

/** Every flag that decides what is sent and judged, as far as it was given. */
export interface RepeatFlags {
  contractPath?: string | undefined;
  operations?: readonly string[];
  seed: number;
  depth: string;
  runId: string;
  concurrency?: number;
  timeout?: number;
  maxRequests?: number;
  ignore?: readonly ProblemKind[];
  shard?: { index: number; count: number };
  config?: string | undefined;
  locale?: string;
  /** What stands for each header's value, which is never written. */
  headers?: Readonly<Record<string, string>>;
}

/** What is taken without being told. */
export const DEFAULTS = { concurrency: 8, timeout: 5_000 } as const;

/** `docpact verify URL --seed 1 …` */
export function repeatLine(url: string, given: RepeatFlags): string {
  const { concurrency, timeout, shard, headers = {} } = given;
  const flags: [flag: string, value: string | number | undefined][] = [
    ['contract', given.contractPath],
    ['seed', given.seed],
    ['depth', given.depth],
    ['run-id', given.runId],
    ...(given.operations ?? []).map((id): [string, string] => ['operation', id]),
    ['shard', shard && `${shard.index}/${shard.count}`],
    ...(given.ignore ?? []).map((kind): [string, string] => ['ignore', kind]),
    ['concurrency', concurrency === DEFAULTS.concurrency ? undefined : concurrency],
    ['timeout', timeout === DEFAULTS.timeout ? undefined : timeout],
    ['max-requests', given.maxRequests],
    ['config', given.config],
    ['locale', given.locale],
  ];
  const written = flags.flatMap(([flag, value]) =>
    value === undefined ? [] : [`--${flag} ${quoteShell(String(value))}`],
  );
  const secrets = Object.entries(headers).map(([name, shown]) => `--header "${name}: ${shown}"`);
  return ['docpact verify', quoteShell(url), ...written, ...secrets].join(' ');
}
