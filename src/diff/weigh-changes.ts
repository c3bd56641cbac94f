/** Weighs changes as whoever asks wants them: by rules that count otherwise, for one audience, without those that are known. */
import { createHash } from 'node:crypto';
import { applyRules, type RuleSettings } from '../contract/contract-diagnostics.ts';
import { type Change, type Diff, isAnyone, nobody } from './change.ts';

export interface Weighing {
  rules?: RuleSettings;
  /** What breaks the others alone is a note. */
  for?: 'callers' | 'providers';
  /** Ids of changes that are known and not told. */
  known?: ReadonlySet<string>;
}

/** The changes as they count for whoever asks. */
export function weighChanges({ changes, ...diff }: Diff, { rules = {}, for: whom, known }: Weighing): Diff {
  const heard = whom === undefined ? changes : changes.map((change) => hear(change, whom));
  const weighed = applyRules(heard, rules).filter((change) => !known?.has(changeId(change)));
  return { ...diff, changes: weighed, breaking: weighed.some(({ severity }) => severity === 'error') };
}

function hear(change: Change, whom: 'callers' | 'providers'): Change {
  const { breaks, mayBreak = nobody, severity } = change;
  if (!isAnyone(breaks) && !isAnyone(mayBreak)) return change;
  const heard = breaks[whom] ? 'error' : mayBreak[whom] ? 'warning' : 'note';
  return { ...change, severity: heard === 'note' || severity === 'note' ? 'note' : heard };
}

/** What a change is called from run to run: by its rule, its operation and its clause, never by lines or values. */
export function changeId({ rule, operation, old, new: now }: Change): string {
  const text = JSON.stringify([rule, operation, (now ?? old)?.id]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

export type VersionStep = 'major' | 'minor' | 'patch';

/** What the changes mean for the version of an API (semver.org, 2.0.0, 6 to 8): callers decide. */
export function versionStep({ changes }: Diff): VersionStep {
  if (changes.some(({ severity, breaks }) => severity === 'error' && breaks.callers)) return 'major';
  return changes.length > 0 ? 'minor' : 'patch';
}
