/** The report as one page that needs nothing else: no request leaves it. */
import { createHash } from 'node:crypto';
import { tellIn } from '../language/translate.ts';
import { countNoun } from '../verdict/count-noun.ts';
import type { Report } from '../verdict/report.ts';
import { describeVerdict } from './counts.ts';
import { coverageSection, coverageStyle } from './html/coverage-section.ts';
import { Markup, markup } from './html/markup.ts';
import type { Page } from './html/page.ts';
import { pageScript } from './html/page-script.ts';
import { copyable, problemSection } from './html/problem-section.ts';
import { baseStyle, detailStyle } from './html/style.ts';
import { verdictSection, zoneTable } from './html/verdict-section.ts';
import type { RenderOptions } from './render-options.ts';

/** A whole HTML document. Its policy allows its own style and script, by hash, and nothing else. */
export function renderHtml(report: Report, { cwd = process.cwd(), lang = 'en' }: RenderOptions = {}): string {
  const tell = tellIn(lang);
  const page: Page = { report, cwd, tell };
  const script = pageScript(tell);
  const style = baseStyle + detailStyle + coverageStyle(report);
  const whole = markup`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${`${tell(describeVerdict(report))}: ${report.target}`}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${verdictSection(page)}
${problemSection(page)}
${coverageSection(page)}
${zoneTable(report, page.tell)}
${runSection(page)}
</main>
<script>${new Markup(script)}</script>
</body>
</html>
`;
  return whole.source;
}

/** The foot of the page: how to repeat the run, by which tool, on which contract, and what it left behind. */
function runSection({ report, tell }: Page): Markup {
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
<h2>${tell('The run')}</h2>
<dl class="facts">${facts.map(([name, text]) => markup`<div><dt>${tell(name)}</dt><dd>${text}</dd></div>`)}</dl>
${copyable(repeat, tell('Repeat the run'), tell)}
${created.length === 0 ? [] : markup`<details class="created"><summary>${tell(`${countNoun(created.length, 'identifier')} left on the server`)}</summary><pre tabindex="0">${created.join('\n')}</pre></details>`}
</footer>`;
}

function policy(style: string, script: string): string {
  return [
    `default-src 'none'`,
    `style-src 'sha256-${hashOf(style)}'`,
    `script-src 'sha256-${hashOf(script)}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
