/** `docpact prove`: the proof that verify bites. */
import type { WriteStream } from 'node:tty';
import { type Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import type { PoolProgress } from '../prove/run/run-jobs.ts';
import type { Selection } from '../prove/run/run-worker.ts';
import type { ProveFormat } from '../report/prove/render-prove.ts';
import type { Depth } from '../verify/plan/case.ts';
import { addContractOptions, type ContractOptions } from './contract-options.ts';
import { type ExitCode, exitCodes, type Settle } from './exit-code.ts';
import { integer } from './option-values.ts';
import { writeAtomically } from './write-atomically.ts';

interface ProveCommandOptions extends ContractOptions {
  format: ProveFormat;
  only?: string;
  seed: number;
  depth: Depth;
  sample?: number;
  out?: string;
}

export function addProve(program: Command, settle: Settle): void {
  const prove = program
    .command('prove')
    .description('break every clause in a server of its own, one at a time, and show that verify sees it')
    .addOption(
      new Option('--format <name>', 'how the kill table is written').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--only <family>', 'only this family of faults, or right, or schema')
    .option('--seed <number>', 'same seed, same cases and combinations', integer(0, 2 ** 31 - 1), 1)
    .addOption(
      new Option('--depth <name>', 'how much verify tries').choices(['quick', 'standard', 'deep']).default('standard'),
    )
    .option('--sample <number>', 'try only so many, chosen by the seed', integer(1, 10_000_000))
    .option('--out <file>', 'write the table there, whole or not at all')
    .action(async (options: ProveCommandOptions) => {
      settle(await runProve(options));
    });
  addContractOptions(prove);
}

/** Runs the proof and prints its kill table. */
async function runProve(options: ProveCommandOptions): Promise<ExitCode> {
  const { contract, format, only, seed, depth, sample, out } = options;
  const { openOperations } = await import('./open-contract.ts');
  const { prove } = await import('../prove/prove.ts');
  const { renderProve } = await import('../report/prove/render-prove.ts');
  const report = await prove({
    contract: await openOperations(contract, options),
    seed,
    depth,
    ...(only === undefined ? {} : { only: await readSelection(only) }),
    ...(sample === undefined ? {} : { sample }),
    onProgress: showProgress(process.stderr),
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  const colour = out === undefined && process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const text = renderProve(report, { format, colour });
  if (out === undefined) process.stdout.write(text);
  else writeAtomically(out, text);
  return report.proven ? exitCodes.done : exitCodes.problems;
}

async function readSelection(text: string): Promise<Selection> {
  const { faultFamilies } = await import('../prove/fault/fault.ts');
  const known: readonly Selection[] = [...faultFamilies, 'right', 'schema'];
  const found = known.find((each) => each === text);
  if (found) return found;
  throw new UsageError(`there is no family "${text}"`, { hint: `There is ${known.join(', ')}.` });
}

/** Milliseconds between two drawings. */
const INTERVAL = 80;

function showProgress(stream: WriteStream): (progress: PoolProgress) => void {
  if (!stream.isTTY) return () => undefined;
  let drawn = 0;
  return ({ done, total, failures }) => {
    if (performance.now() - drawn < INTERVAL && done < total) return;
    drawn = performance.now();
    stream.write(`\r${done}/${total} tried, ${failures} missed or flagged`);
  };
}
