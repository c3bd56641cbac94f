/** The report as one page that needs nothing else: no request leaves it. */
import { createHash } from 'node:crypto';
import { countNoun } from '../verdict/count-noun.ts';
import type { Report } from '../verdict/report.ts';
import { describeVerdict } from './counts.ts';
import { coverageSection, coverageStyle } from './html/coverage-section.ts';
import { Markup, markup } from './html/markup.ts';
import { pageScript } from './html/page-script.ts';
import { copyable, problemSection } from './html/problem-section.ts';
import { baseStyle, detailStyle } from './html/style.ts';
import { verdictSection, zoneTable } from './html/verdict-section.ts';
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
<title>${`${describeVerdict(report)}: ${report.target}`}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${verdictSection(report)}
${problemSection(report, cwd)}
${coverageSection(report, cwd)}
${zoneTable(report)}
${runSection(report)}
</main>
<script>${new Markup(pageScript)}</script>
</body>
</html>
`;
  return page.source;
}

/** The foot of the page: how to repeat the run, by which tool, on which contract, and what it left behind. */
function runSection(report: Report): Markup {
  const { tool, contract, runId, repeat, created } = report;
  const { title, version, files } = contract;
  const facts: [name: string, text: string | number][] = [
    ['Contract', [[title, version].filter(Boolean).join(' '), ...files].filter(Boolean).join(', ')],
    ['Target', report.target],
    ['Tool', `${tool.name} ${tool.version}`],
    ['Time', report.startedAt],
    ...(report.kind === 'verify' ? [['Seed', report.seed] as [string, number]] : []),
    ...(runId === '' ? [] : [['Run id', runId] as [string, string]]),
  ];
  return markup`<footer>
<h2>The run</h2>
<dl class="facts">${facts.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
${copyable(repeat, 'Repeat the run')}
${created.length === 0 ? [] : markup`<details class="created"><summary>${countNoun(created.length, 'identifier')} left on the server</summary><pre tabindex="0">${created.join('\n')}</pre></details>`}
</footer>`;
}

function policy(style: string): string {
  return [
    `default-src 'none'`,
    `style-src 'sha256-${hashOf(style)}'`,
    `script-src 'sha256-${hashOf(pageScript)}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
