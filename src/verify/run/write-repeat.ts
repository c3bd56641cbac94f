/** Writes the command that runs a verification again, or a part of it. */
import { repeatLine } from '../../verdict/repeat-line.ts';
import type { RunPart } from '../verify-options.ts';
import type { Run } from './prepare-run.ts';

/** The command as the caller would have it, or as far as the options tell; of the same part, unless another is named. */
export function writeRepeat({ options, target, seed, depth, runId }: Run, part: RunPart = {}): string {
  const { cases = options.cases, operations = options.operations } = part;
  const own = { ...(cases ? { cases } : {}), ...(operations ? { operations } : {}) };
  if (options.writeRepeat) return options.writeRepeat({ seed, depth, runId, ...own });
  return repeatLine(target.name, {
    ...options,
    ...own,
    seed,
    depth,
    runId,
    headers: hidden(options.headers),
    auth: hidden(options.auth),
  });
}

/** The same names with nothing of their values. */
function hidden(headers: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, '…']));
}
