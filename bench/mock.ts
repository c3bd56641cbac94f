/**
 * Measures our mock and `prism mock` side by side: the same contract, the same load, in one run, in alternating rounds.
 *
 *     node bench/mock.ts [--operations 1,100,1000] [--seconds 4] [--warm-up 4] [--rounds 3] [--connections 16]
 *                        [--only docpact,prism,prism-silent,fastify] [--cli src/cli.ts] [--peers FOLDER]
 *
 * The contract is contracts/ with its one path so many times, without scenarios. The load is valid POSTs, each under a
 * new name, to all operations round robin, as many at a time as there are connections. A round is: start, first 201,
 * rest, a first request to every operation, warm-up, load, stop. Every server is started once before the rounds, so
 * starts are second starts: whatever compile cache a server keeps is warm, and so are the files. CPU and memory are
 * the server process's own, from /proc (Linux; left out elsewhere). Memory is read after equal time, so a faster
 * server has answered more requests by then.
 *
 * `prism` logs as it does by default, to /dev/null; `prism-silent` is `--verboseLevel silent`, as ours is `--quiet`;
 * `mockoon` and `scalar` run where `--peers` names a folder that has them, and they are no dependencies of this project:
 * `npm install --prefix FOLDER @mockoon/cli @scalar/mock-server @hono/node-server`. Mockoon validates no request.
 * `fastify` only echoes JSON. Exit code 1 when our mock gave anything but 201.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { growContract, type GrownContract } from './mock/grow-contract.ts';
import { measure, rehearse, type Measurement } from './mock/measure.ts';
import { readOptions, type BenchOptions } from './mock/read-options.ts';
import { usageIsKnown } from './mock/read-usage.ts';
import { renderRatios } from './mock/render-ratios.ts';
import { renderTable, type Results } from './mock/render-table.ts';

const contracts = fileURLToPath(new URL('../contracts', import.meta.url));
const options = readOptions(process.argv.slice(2));
const folder = mkdtempSync(join(tmpdir(), 'docpact-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? process.arch}`);
if (!usageIsKnown) console.log('CPU and memory come from /proc and are left out on this system.');
for (const operations of options.operations) {
  const contract = await growContract(contracts, { to: join(folder, `${operations}`), count: operations });
  const results = await runRounds(contract, options);
  printResults(results, operations);
}

async function runRounds(contract: GrownContract, run: BenchOptions): Promise<Results> {
  const { contenders, rounds, load } = run;
  const results = new Map<string, Measurement[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await rehearse(contender, contract);
  for (let round = 1; round <= rounds; round++) {
    for (const contender of contenders) {
      const found = await measure(contender, { contract, load });
      results.get(contender.name)?.push(found);
      console.error(`round ${round}/${rounds} ${contender.name}: ${JSON.stringify(found)}`);
    }
  }
  return results;
}

function printResults(results: Results, operations: number): void {
  console.log(`\n${operations} operation(s), medians of ${options.rounds} round(s)\n`);
  console.log(renderTable(results));
  for (const peer of ['prism', 'prism-silent', 'mockoon', 'scalar']) {
    const ratios = renderRatios(results, { ours: 'docpact', peer, operations });
    if (ratios !== '') console.log(`\n${ratios}`);
  }
  if (results.get('docpact')?.some(({ refused }) => refused > 0)) process.exitCode = 1;
}
