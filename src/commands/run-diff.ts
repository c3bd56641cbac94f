/** Compares two contracts, or two folders of them, and prints the changes. */
import { existsSync, readFileSync } from 'node:fs';
import type { RuleSettings } from '../contract/contract-diagnostics.ts';
import type { Diff } from '../diff/change.ts';
import { diffContracts } from '../diff/diff-contracts.ts';
import { changeId, versionStep, weighChanges } from '../diff/weigh-changes.ts';
import { UsageError } from '../errors.ts';
import { type DiffFormat, renderDiff } from '../report/diff/render-diff.ts';
import { wantsColour } from '../report/text/paint.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { OpenOptions } from './open-contract.ts';
import { openSides } from './open-sides.ts';
import { writeAtomically } from './write-atomically.ts';

export interface DiffOptions extends OpenOptions {
  format: DiffFormat;
  rule?: RuleSettings;
  for?: 'callers' | 'providers';
  semver?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
}

/** Prints the changes, or with `semver` one word; exit 1 where one of them breaks someone. */
export async function runDiff(old: string, now: string, options: DiffOptions): Promise<ExitCode> {
  const { format, rule = {}, for: whom, semver = false, baseline, updateBaseline = false } = options;
  if (updateBaseline && baseline === undefined)
    throw new UsageError('--update-baseline has no file', { hint: 'Name it: --baseline FILE.' });
  const sides = await openSides(old, now, options);
  const found = sides.map((side) => named(diffContracts(side.old, side.now, { pages: side.pages }), side.name));
  const whole: Diff = {
    changes: found.flatMap(({ changes }) => changes),
    same: found.reduce((sum, { same }) => sum + same, 0),
    breaking: false,
  };
  const weighing = { rules: rule, ...(whom === undefined ? {} : { for: whom }) };
  if (updateBaseline && baseline !== undefined) {
    const ids = weighChanges(whole, weighing).changes.map(changeId);
    writeAtomically(baseline, `${JSON.stringify({ version: 1, changes: [...new Set(ids)].toSorted() }, null, 2)}\n`);
  }
  const known = baseline === undefined ? {} : { known: readBaseline(baseline) };
  const diff = weighChanges(whole, { ...weighing, ...known });
  process.stdout.write(
    semver ? `${versionStep(diff)}\n` : renderDiff(diff, { format, colour: wantsColour(process.stdout) }),
  );
  return diff.breaking ? exitCodes.problems : exitCodes.done;
}

/** Of two folders, operations are told apart by their documents. */
function named(diff: Diff, name: string | undefined): Diff {
  if (name === undefined) return diff;
  return { ...diff, changes: diff.changes.map((change) => ({ ...change, operation: `${name}: ${change.operation}` })) };
}

function readBaseline(file: string): Set<string> {
  if (!existsSync(file))
    throw new UsageError(`there is no baseline ${file}`, { hint: 'Write it once: --update-baseline.' });
  try {
    const { changes } = JSON.parse(readFileSync(file, 'utf8')) as { changes: string[] };
    return new Set(changes);
  } catch (cause) {
    throw new UsageError(`${file} is no baseline of docpact diff`, {
      cause,
      hint: 'Write it anew: --update-baseline.',
    });
  }
}
