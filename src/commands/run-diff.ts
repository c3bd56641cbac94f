/** Compares two contracts, or two folders of them, and prints the changes. */
import type { RuleSettings } from '../contract/contract-diagnostics.ts';
import type { Change, Diff } from '../diff/change.ts';
import { diffContracts } from '../diff/diff-contracts.ts';
import { changeId, versionStep, weighChanges } from '../diff/weigh-changes.ts';
import { type DiffFormat, renderDiff } from '../report/diff/render-diff.ts';
import { visibleLine } from '../http/display/visible-text.ts';
import { wantsColour } from '../report/text/paint.ts';
import {
  type Baseline,
  type BaselineEntry,
  CHANGE,
  currentEntries,
  renewBaseline,
  tellBaseline,
  writeBaseline,
} from '../verdict/baseline.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import type { OpenOptions } from './open-contract.ts';
import { openSides } from './open-sides.ts';
import { tell } from './print.ts';
import { openBaseline } from './use-baseline.ts';
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
  const { format, rule = {}, for: whom, semver = false } = options;
  const baseline = openBaseline(options);
  const sides = await openSides(old, now, options);
  const found = sides.map((side) => named(diffContracts(side.old, side.now, { pages: side.pages }), side.name));
  const whole: Diff = {
    changes: found.flatMap(({ changes }) => changes),
    same: found.reduce((sum, { same }) => sum + same, 0),
    breaking: false,
  };
  const weighing = { rules: rule, ...(whom === undefined ? {} : { for: whom }) };
  const known = baseline && useBaseline(baseline, weighChanges(whole, weighing).changes, options);
  const diff = weighChanges(whole, { ...weighing, ...(known ? { known } : {}) });
  process.stdout.write(
    semver ? `${versionStep(diff)}\n` : renderDiff(diff, { format, colour: wantsColour(process.stdout) }),
  );
  return diff.breaking ? exitCodes.problems : exitCodes.done;
}

/** Ids of the changes that are put up with; writes the baseline where that is wanted, and says on stderr which entries show no more. */
function useBaseline(
  before: Baseline,
  changes: readonly Change[],
  { baseline: file = '', updateBaseline: update = false }: DiffOptions,
): Set<string> {
  const shown = new Map(changes.map((change) => [CHANGE + changeId(change), entryOf(change)]));
  const baseline = update ? renewBaseline(before, shown, isOfDiff) : before;
  if (update) writeAtomically(file, writeBaseline(baseline));
  const today = new Date().toISOString().slice(0, 10);
  for (const note of tellBaseline(baseline, shown, { today, wasTried: isOfDiff }))
    tell(`docpact: ${file}: ${visibleLine(note)}`);
  return new Set([...currentEntries(baseline, today).keys()].map((id) => id.replace(CHANGE, '')));
}

function isOfDiff({ id }: BaselineEntry): boolean {
  return id.startsWith(CHANGE);
}

function entryOf(change: Change): BaselineEntry {
  const { rule, operation, message, old, new: now } = change;
  const clause = (now ?? old)?.id ?? operation;
  return { id: CHANGE + changeId(change), kind: rule, clause, message: `${operation}: ${message}`, reason: '' };
}

/** Of two folders, operations are told apart by their documents. */
function named(diff: Diff, name: string | undefined): Diff {
  if (name === undefined) return diff;
  return { ...diff, changes: diff.changes.map((change) => ({ ...change, operation: `${name}: ${change.operation}` })) };
}
