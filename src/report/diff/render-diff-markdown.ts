/** The changes between two contracts as Markdown, for a comment on a pull request. */
import type { Change, Diff } from '../../diff/change.ts';
import { describeClausePlace, sourcePlace } from '../clause-place.ts';
import { escapeHtml, escapeMarkdown } from '../../http/display/visible-text.ts';
import { describeBreaks, describeWitness } from './describe-change.ts';
import { summarizeDiff } from './render-diff-text.ts';

const signs = { error: '🔴', warning: '🟡', note: '⚪' } as const;

/** Operation by operation; an example is folded away, where no text of a document can end its fence. */
export function renderDiffMarkdown(diff: Diff, cwd: string): string {
  const groups = [...Map.groupBy(diff.changes, ({ operation }) => operation)];
  const sections = groups.flatMap(([operation, changes]) => [
    `### ${escapeMarkdown(operation)}`,
    '',
    ...changes.flatMap((change) => changeLines(change, cwd)),
    '',
  ]);
  return [
    `## ${diff.breaking ? 'Breaking changes' : 'No breaking change'}`,
    '',
    escapeMarkdown(summarizeDiff(diff)),
    '',
    ...sections,
  ].join('\n');
}

function changeLines(change: Change, cwd: string): string[] {
  const { severity, rule, old, new: now, witness } = change;
  const place = describeClausePlace(sourcePlace((now ?? old)?.source ?? change.place, cwd));
  const head = `- ${signs[severity]} **${describeBreaks(change)}**: ${escapeMarkdown((now ?? old)?.sentence ?? '')} (\`${rule}\`, ${escapeMarkdown(place)})`;
  const before = old && now ? [`  before: ${escapeMarkdown(old.sentence)}`] : [];
  if (!witness) return [head, ...before];
  const { label, text } = describeWitness(witness);
  return [
    head,
    ...before,
    `  <details><summary>${label}</summary><pre>${escapeHtml(text).replaceAll('\n', '&#10;')}</pre></details>`,
  ];
}
