/** The changes between two contracts for people who read what is new: grouped by operation, without ids and places. */
import type { Change, Diff } from '../../diff/change.ts';
import { versionStep } from '../../diff/weigh-changes.ts';
import { escapeMarkdown } from '../../http/display/visible-text.ts';

const headings: readonly [title: string, belongs: (change: Change) => boolean][] = [
  ['Breaking', ({ severity, breaks }) => severity === 'error' && breaks.callers],
  ['May break', ({ severity }) => severity === 'warning'],
  ['For servers', ({ severity, breaks }) => severity === 'error' && !breaks.callers],
  ['Other', ({ severity }) => severity === 'note'],
];

/** Markdown: what breaks callers comes first, as the version counts it. */
export function renderDiffChangelog(diff: Diff): string {
  const sections = headings.flatMap(([title, belongs]) => {
    const changes = diff.changes.filter(belongs);
    if (changes.length === 0) return [];
    const groups = [...Map.groupBy(changes, ({ operation }) => operation)];
    return [
      `### ${title}`,
      '',
      ...groups.flatMap(([operation, own]) => [
        `- **${escapeMarkdown(operation)}**`,
        ...own.map((change) => `  - ${sentenceOf(change)}`),
      ]),
      '',
    ];
  });
  return [
    `## Changes (${versionStep(diff)})`,
    '',
    ...(sections.length === 0 ? ['Nothing changed.', ''] : sections),
  ].join('\n');
}

function sentenceOf({ kind, old, new: now }: Change): string {
  const said = escapeMarkdown((now ?? old)?.sentence ?? '');
  if (kind === 'gone') return `no more: ${said}`;
  return kind === 'new' || !old ? `new: ${said}` : `${said} (before: ${escapeMarkdown(old.sentence)})`;
}
