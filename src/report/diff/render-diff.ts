/** The changes between two contracts, in the form that is asked for. */
import type { Diff } from '../../diff/change.ts';
import { visibleJson } from '../../http/display/visible-text.ts';
import { changeId } from '../../diff/weigh-changes.ts';
import type { DiffFormat } from './diff-format.ts';
import { renderDiffChangelog } from './render-diff-changelog.ts';
import { renderDiffGithub } from './render-diff-github.ts';
import { renderDiffMarkdown } from './render-diff-markdown.ts';
import { renderDiffSarif } from './render-diff-sarif.ts';
import { renderDiffText } from './render-diff-text.ts';

export type { DiffFormat } from './diff-format.ts';

export interface DiffRenderOptions {
  format: DiffFormat;
  colour: boolean;
  cwd?: string;
}

export function renderDiff(diff: Diff, { format, colour, cwd = process.cwd() }: DiffRenderOptions): string {
  switch (format) {
    case 'json':
      return renderDiffJson(diff);
    case 'github':
      return renderDiffGithub(diff, cwd);
    case 'markdown':
      return renderDiffMarkdown(diff, cwd);
    case 'sarif':
      return renderDiffSarif(diff, cwd);
    case 'changelog':
      return renderDiffChangelog(diff);
    default:
      return renderDiffText(diff, { colour, cwd });
  }
}

function renderDiffJson({ changes, ...rest }: Diff): string {
  const told = changes.map((change) => {
    const { rule, severity, kind, operation, subject, old, new: now, breaks, mayBreak, witness } = change;
    return { id: changeId(change), rule, severity, kind, operation, subject, old, new: now, breaks, mayBreak, witness };
  });
  return `${visibleJson(JSON.stringify({ changes: told, ...rest }, null, 2))}\n`;
}
