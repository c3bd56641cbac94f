/**
 * Measures how long a whole `verify` takes, beside a bare client that sends as many requests to the same server.
 *
 *     node bench/verify.ts [--operations 1,50] [--rounds 3] [--concurrency 4] [--cli src/cli.ts]
 *
 * The contract is contracts/ with its one path so many times, without scenarios; the server is the mock, in a process of its
 * own. Both are whole processes, from their start to their end. The bare client sends the one request over and over with
 * Node's own client, on as many connections, and reads every answer: it plans, judges and loads nothing. Rounds alternate, and
 * the medians count. Exit code 1 where verify found a problem.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { VerifyReport } from '../src/verdict/report.ts';
import { startChild } from './mock/child.ts';
import { docpactContender } from './mock/contender.ts';
import { growContract, type GrownContract } from './mock/grow-contract.ts';
import { median } from './mock/median.ts';
import { readUsage } from './mock/read-usage.ts';
import { alignColumns, renderNumber } from './mock/render-table.ts';
import { startServer } from './mock/start-server.ts';

const { values: flags } = parseArgs({
  options: {
    operations: { type: 'string', default: '1,50' },
    rounds: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
    cli: { type: 'string', default: fileURLToPath(new URL('../src/cli.ts', import.meta.url)) },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'docpact-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What one round found; times in milliseconds. */
interface Round {
  requests: number;
  verify: number;
  /** From its first request to its last, as the report has it. */
  run: number;
  bare: number;
  /** CPU time of the server while verify ran. */
  server: number;
}

const contracts = fileURLToPath(new URL('../contracts', import.meta.url));
console.log(
  `Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? process.arch}, load ${loadavg()[0]?.toFixed(1)}`,
);
const rows: string[][] = [];
for (const count of flags.operations.split(',').map(Number)) {
  const contract = await growContract(contracts, { to: join(folder, `${count}`), count });
  const rounds: Round[] = [];
  for (let round = 0; round < Number(flags.rounds); round += 1) rounds.push(await measure(contract));
  const of = (key: keyof Round): number => median(rounds.map((each) => each[key]));
  const figures = [of('requests'), of('verify'), of('run'), of('bare'), of('server')];
  const ratio = renderNumber(of('verify') / of('bare'), 2);
  rows.push([String(count), ...figures.map((figure) => renderNumber(figure, 0)), ratio]);
}
console.log(
  alignColumns([['operations', 'requests', 'verify ms', 'run ms', 'bare ms', 'server CPU ms', 'times'], ...rows]),
);

/** One verify and one bare client at one server. */
async function measure({ folder: contract, paths }: GrownContract): Promise<Round> {
  const launch = await docpactContender(flags.cli).launch(contract);
  const server = await startServer(launch, paths.at(-1) ?? '/');
  try {
    const out = join(folder, 'report.json');
    const before = readUsage(server.pid).cpuMs;
    const { concurrency } = flags;
    const verify = await timeOf([
      flags.cli,
      'verify',
      server.origin,
      '--contract',
      contract,
      '--concurrency',
      concurrency,
      '--format',
      'json',
      '--out',
      out,
    ]);
    const after = readUsage(server.pid).cpuMs;
    const { summary, problems } = JSON.parse(readFileSync(out, 'utf8')) as VerifyReport;
    if (problems.length > 0) process.exitCode = 1;
    const client = fileURLToPath(new URL('./verify/bare-client.ts', import.meta.url));
    const { requests, durationMs: run } = summary;
    const bare = await timeOf([client, server.origin + paths[0], String(requests), concurrency]);
    return { requests, verify, run, bare, server: after - before };
  } finally {
    await server.stop();
  }
}

/** How long a process of Node's takes from its start to its end. */
async function timeOf(args: readonly string[]): Promise<number> {
  const began = performance.now();
  const [code] = (await once(startChild(args, 'ignore'), 'exit')) as [number | null];
  if (code !== 0 && code !== 1) throw new Error(`node ${args.join(' ')} ended with exit code ${code}`);
  return performance.now() - began;
}
