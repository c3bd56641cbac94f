/** `docpact prove`: the proof that verify bites. */
import type { WriteStream } from 'node:tty';
import { UsageError } from '../errors.ts';
import { faultFamilies } from '../prove/fault/fault.ts';
import { prove } from '../prove/prove.ts';
import type { PoolProgress } from '../prove/run/run-jobs.ts';
import type { Selection } from '../prove/run/run-worker.ts';
import { type ProveFormat, renderProve } from '../report/prove/render-prove.ts';
import type { Depth } from '../verify/case.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { openContract } from './open-contract.ts';
import { writeAtomically } from './write-atomically.ts';

export interface ProveCommandOptions {
  contract?: string;
  format: ProveFormat;
  only?: string;
  seed: number;
  depth: Depth;
  sample?: number;
  out?: string;
}

/** Runs the proof and prints its kill table. */
export async function runProve({
  contract,
  format,
  only,
  seed,
  depth,
  sample,
  out,
}: ProveCommandOptions): Promise<ExitCode> {
  const report = await prove({
    contract: openContract(contract),
    seed,
    depth,
    ...(only === undefined ? {} : { only: readSelection(only) }),
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

function readSelection(text: string): Selection {
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
