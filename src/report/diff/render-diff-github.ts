/** The changes between two contracts as annotations of a GitHub workflow. */
import type { Change, Diff } from '../../diff/change.ts';
import { annotation } from '../annotation.ts';
import { sourcePlace } from '../clause-place.ts';
import { changedId, describeBreaks, isBreaking } from './describe-change.ts';

/** An error for what breaks someone, a notice for the rest. */
export function renderDiffGithub({ changes }: Diff, cwd: string): string {
  return changes.map((change) => `${annotate(change, cwd)}\n`).join('');
}

function annotate(change: Change, cwd: string): string {
  const { kind, operation, old, new: now, breaks } = change;
  const side = now ?? old;
  const { file, line } = side ? sourcePlace(side.source, cwd) : {};
  const message = [
    `${operation}: ${changedId(change)}`,
    describeBreaks(breaks),
    ...(old ? [`old: ${old.sentence}`] : []),
    ...(now ? [`new: ${now.sentence}`] : []),
  ].join('\n');
  return annotation(isBreaking(change) ? 'error' : 'notice', { title: `docpact: ${kind}`, file, line }, message);
}
