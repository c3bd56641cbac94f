/** The changes between two contracts, as text, JSON, or annotations. */
import type { Diff } from '../../diff/change.ts';
import { renderDiffGithub } from './render-diff-github.ts';
import { renderDiffText } from './render-diff-text.ts';

export type DiffFormat = 'text' | 'json' | 'github';

export interface DiffRenderOptions {
  format: DiffFormat;
  colour: boolean;
  cwd?: string;
}

export function renderDiff(diff: Diff, { format, colour, cwd = process.cwd() }: DiffRenderOptions): string {
  if (format === 'json') return renderDiffJson(diff);
  return format === 'github' ? renderDiffGithub(diff, cwd) : renderDiffText(diff, { colour, cwd });
}

/** Whom a change breaks says all that its rule, severity and message would. */
function renderDiffJson({ changes, ...rest }: Diff): string {
  const told = changes.map(({ kind, operation, subject, old, new: now, breaks }) => {
    return { kind, operation, subject, old, new: now, breaks };
  });
  return `${JSON.stringify({ changes: told, ...rest }, null, 2)}\n`;
}
