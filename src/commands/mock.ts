/** `docpact mock`: a mock server that runs until it is interrupted. */
import { setFlagsFromString } from 'node:v8';
import type { Contract } from '../contract/contract.ts';
import type { MockOptions } from '../mock/start-mock.ts';
import { printable } from '../mock/log-line.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { openContract, shownPath } from './open-contract.ts';
import { sampleCurl } from './sample-curl.ts';

export interface MockCommandOptions extends Required<Pick<MockOptions, 'port' | 'host' | 'seed' | 'latency'>> {
  contract?: string;
  locale?: string;
  dynamic?: boolean;
  stateless?: boolean;
  quiet?: boolean;
}

/** Starts the mock, says how to use it, and ends when a signal comes. */
export async function runMock(paths: readonly string[], options: MockCommandOptions): Promise<ExitCode> {
  // A mock runs all day beside other things: V8 keeps its young generation small, at no cost that was measured.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { contract: path, quiet, ...settings } = options;
  const named = [...(path === undefined ? [] : [path]), ...paths];
  const contract = openContract(named.length > 0 ? named : undefined);
  const { startMock } = await import('../mock/start-mock.ts');
  const mock = await startMock(contract, { ...settings, ...(quiet ? {} : { log: process.stderr }) });
  process.stdout.write(await introduce(contract, mock.url, options));
  await interrupted();
  await mock.close();
  return exitCodes.done;
}

async function introduce(
  contract: Contract,
  url: string,
  { seed, locale = contract.locale }: MockCommandOptions,
): Promise<string> {
  const width = Math.max(...contract.operations.map(({ method }) => method.length));
  const shown = contract.operations.slice(0, LISTED_OPERATIONS);
  const left = contract.operations.length - shown.length;
  const lines = [
    `docpact mock: ${contract.title} on ${url}`,
    `contract ${shownPath(contract.file)}, seed ${seed}, locale ${locale}; stop it with Ctrl-C`,
    '',
    ...shown.map(({ method, path, summary }) =>
      `  ${method.toUpperCase().padEnd(width)} ${path}  ${summary}`.trimEnd(),
    ),
    ...(left > 0 ? [`  and ${left} more`] : []),
    '',
    ...(await sampleCurl(contract, { url, seed, locale })),
    '',
  ];
  return lines.map(printable).join('\n');
}

const LISTED_OPERATIONS = 20;

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
