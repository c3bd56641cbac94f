/** A report in the format that was asked for. */
import type { Report } from '../verdict/report.ts';
import { renderGithub } from './render-github.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import type { RenderOptions } from './render-options.ts';
import { renderText } from './render-text.ts';

export type Format = 'text' | 'json' | 'junit' | 'html' | 'github';

const renderers: Readonly<Record<Format, (report: Report, options?: RenderOptions) => string>> = {
  text: renderText,
  json: renderJson,
  junit: renderJunit,
  html: renderHtml,
  github: renderGithub,
};

/** The names that `--format` takes. */
export const formats: readonly Format[] = Object.keys(renderers) as Format[];

/** The whole text of a report, ending in a line feed. */
export function renderReport(report: Report, { format, ...options }: RenderOptions & { format: Format }): string {
  return renderers[format](report, options);
}
