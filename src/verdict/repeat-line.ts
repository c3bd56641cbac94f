/** The command that repeats a verification. */
import type { ProblemKind } from './problem-kind.ts';
import { quoteShell } from '../http/display/quote-shell.ts';

/** Every flag that decides what is sent and judged, as far as it was given. */
export interface RepeatFlags {
  contractPath?: string | undefined;
  operations?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  paths?: readonly string[] | undefined;
  /** Ids of cases, which name their operations. */
  cases?: readonly string[] | undefined;
  seed: number;
  depth: string;
  runId: string;
  concurrency?: number;
  timeout?: number;
  maxRequests?: number;
  rate?: number | undefined;
  insecure?: boolean | undefined;
  ca?: string | undefined;
  cert?: string | undefined;
  key?: string | undefined;
  maxTime?: number;
  ignore?: readonly ProblemKind[];
  shard?: { index: number; count: number };
  strictLaws?: boolean | undefined;
  config?: string | undefined;
  locale?: string;
  /** What stands for each header's value, which is never written. */
  headers?: Readonly<Record<string, string>>;
  /** What stands for each credential's value, by its scheme. */
  auth?: Readonly<Record<string, string>>;
}

/** What is taken without being told. */
export const DEFAULTS = { concurrency: 8, timeout: 5_000 } as const;

/** `docpact verify URL --seed 1 …`: the same cases, with fresh names. */
export function repeatLine(url: string, given: RepeatFlags): string {
  const { concurrency, timeout, cases = [], headers = {}, auth = {} } = given;
  const whole: Partial<RepeatFlags> = cases.length > 0 ? {} : given;
  const { shard } = whole;
  return writeCommand(['verify', url], {
    headers,
    auth,
    flags: [
      ['contract', given.contractPath],
      ['seed', given.seed],
      ['depth', given.depth],
      // Parts of one run draw the same names; whoever runs again needs fresh ones, since a server may remember.
      ['run-id', shard && given.runId],
      ...(whole.operations ?? []).map((id): Flag => ['operation', id]),
      ...(whole.tags ?? []).map((tag): Flag => ['tag', tag]),
      ...(whole.paths ?? []).map((glob): Flag => ['path', glob]),
      ...cases.map((id): Flag => ['case', id]),
      ['shard', shard && `${shard.index}/${shard.count}`],
      ...(given.ignore ?? []).map((kind): Flag => ['ignore', kind]),
      ['strict-laws', given.strictLaws === true ? true : undefined],
      ['concurrency', concurrency === DEFAULTS.concurrency ? undefined : concurrency],
      ['timeout', timeout === DEFAULTS.timeout ? undefined : timeout],
      ['max-requests', whole.maxRequests],
      ['rate', given.rate],
      ['insecure', given.insecure === true ? true : undefined],
      ['ca', given.ca],
      ['cert', given.cert],
      ['key', given.key],
      ['max-time', given.maxTime],
      ['config', given.config],
      ['locale', given.locale],
    ],
  });
}

/** A flag without its dashes; `true` is one that takes no value, and one without any is left out. */
export type Flag = readonly [name: string, value: string | number | true | undefined];

interface CommandParts {
  flags: readonly Flag[];
  headers: Readonly<Record<string, string>>;
  auth?: Readonly<Record<string, string>>;
}

/** A command with its flags as a line for a POSIX shell; `headers` and `auth` have what stands for each value. */
export function writeCommand(
  [command, url]: readonly [command: string, url: string | undefined],
  { flags, headers, auth = {} }: CommandParts,
): string {
  const written = flags.flatMap(([name, value]) =>
    value === undefined ? [] : [value === true ? `--${name}` : `--${name} ${quoteShell(String(value))}`],
  );
  const secrets = Object.entries(headers).map(([name, shown]) => `--header "${name}: ${shown}"`);
  const credentials = Object.entries(auth).map(([scheme, shown]) => `--auth "${scheme}=${shown}"`);
  return [
    `docpact ${command}`,
    ...(url === undefined ? [] : [quoteShell(url)]),
    ...written,
    ...secrets,
    ...credentials,
  ].join(' ');
}
