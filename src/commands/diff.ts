/** `docpact diff`: what changed from one contract to another. */
import { diffContracts } from '../diff/diff-contracts.ts';
import { listPages } from '../page/is-page.ts';
import { type DiffFormat, renderDiff } from '../report/diff/render-diff.ts';
import { wantsColour } from '../report/text/paint.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { openContract } from './open-contract.ts';

export interface DiffCommandOptions {
  format: DiffFormat;
}

/** Prints the changes; exit 1 where one of them breaks someone. */
export async function runDiff(old: string, now: string, { format }: DiffCommandOptions): Promise<ExitCode> {
  const pages = [...(listPages(old) ? ['old' as const] : []), ...(listPages(now) ? ['new' as const] : [])];
  const diff = diffContracts(openContract(old), openContract(now), { pages });
  process.stdout.write(renderDiff(diff, { format, colour: wantsColour(process.stdout) }));
  return diff.breaking ? exitCodes.problems : exitCodes.done;
}
