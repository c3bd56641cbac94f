/** The changes between two contracts as annotations of a GitHub workflow. */
import type { Change, Diff } from '../../diff/change.ts';
import { annotation } from '../annotation.ts';
import { sourcePlace } from '../clause-place.ts';
import { changedId, describeBreaks, describeWitness } from './describe-change.ts';

/** An error for what breaks someone, a warning for what may, a notice for the rest. */
export function renderDiffGithub({ changes }: Diff, cwd: string): string {
  return changes.map((change) => `${annotate(change, cwd)}\n`).join('');
}

function annotate(change: Change, cwd: string): string {
  const { kind, severity, operation, old, new: now, witness } = change;
  const shown = witness && describeWitness(witness);
  const side = now ?? old;
  const { file, line } = side ? sourcePlace(side.source, cwd) : {};
  const message = [
    `${operation}: ${changedId(change)}`,
    describeBreaks(change),
    ...(old ? [`old: ${old.sentence}`] : []),
    ...(now ? [`new: ${now.sentence}`] : []),
    ...(shown ? [`${shown.label}: ${shown.text}`] : []),
  ].join('\n');
  return annotation(severity === 'note' ? 'notice' : severity, { title: `docpact: ${kind}`, file, line }, message);
}
