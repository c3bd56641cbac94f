/** A kill table in the format that was asked for. */
import type { ProveReport } from '../../prove/prove-report.ts';
import type { RenderOptions } from '../render-options.ts';
import { renderProveHtml } from './render-prove-html.ts';
import { renderProveText } from './render-prove-text.ts';

export type ProveFormat = 'text' | 'json' | 'html';

/** The whole text, ending in a line feed. */
export function renderProve(
  report: ProveReport,
  { format, ...options }: RenderOptions & { format: ProveFormat },
): string {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'html' ? renderProveHtml(report) : renderProveText(report, options);
}
