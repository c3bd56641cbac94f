/** A report in the format that was asked for. */
import type { Report } from '../verdict/report.ts';
import { renderGitlab } from './render-gitlab.ts';
import { renderGithub } from './render-github.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { Format, RenderOptions } from './render-options.ts';
import { renderSarif } from './render-sarif.ts';
import { renderText } from './render-text.ts';

const renderers: Readonly<Record<Format, (report: Report, options?: RenderOptions) => string>> = {
  text: renderText,
  json: renderJson,
  junit: renderJunit,
  html: renderHtml,
  github: renderGithub,
  markdown: renderMarkdown,
  sarif: renderSarif,
  gitlab: renderGitlab,
};

/** The whole text of a report, ending in a line feed. */
export function renderReport(report: Report, { format, ...options }: RenderOptions & { format: Format }): string {
  return renderers[format](report, options);
}
