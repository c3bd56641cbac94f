/** The report as one page that needs nothing else: no request leaves it. */
import { createHash } from 'node:crypto';
import type { Report } from '../verdict/report.ts';
import { baseStyle } from './html/base-style.ts';
import { coverageSection, coverageStyle } from './html/coverage-section.ts';
import { detailStyle } from './html/detail-style.ts';
import { Markup, markup } from './html/markup.ts';
import { pageScript } from './html/page-script.ts';
import { problemSection } from './html/problem-section.ts';
import { runSection } from './html/run-section.ts';
import { verdictSection } from './html/verdict-section.ts';
import type { RenderOptions } from './render-options.ts';

/** A whole HTML document. Its policy allows its own style and script, by hash, and nothing else. */
export function renderHtml(report: Report, { cwd = process.cwd() }: RenderOptions = {}): string {
  const style = baseStyle + detailStyle + coverageStyle(report);
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${`${report.conforms ? 'Conforms' : 'Does not conform'}: ${report.target}`}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${verdictSection(report)}
${coverageSection(report, cwd)}
${problemSection(report, cwd)}
${runSection(report)}
</main>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.source;
}

function policy(style: string): string {
  return [
    `default-src 'none'`,
    `style-src 'sha256-${hash(style)}'`,
    `script-src 'sha256-${hash(pageScript)}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
