/** The top of the page: the verdict and the numbers behind it. */
import type { Report } from '../../verdict/report.ts';
import { countNoun, seconds } from '../../verdict/count-noun.ts';
import { shortenText } from '../shorten-text.ts';
import { tallyOutcomes } from '../tally-outcomes.ts';
import { markup, type Markup } from './markup.ts';

const longestLine = 500;

/** Verdict, target, headline, numbers and the table of zones. */
export function verdictSection(report: Report): Markup {
  const { conforms, target, headline, summary, problems, coverage, shard } = report;
  const depth = report.unit === 'interaction' ? report.depth : `depth ${report.depth}`;
  const { held } = tallyOutcomes(coverage.outcomes);
  return markup`<header class="verdict ${conforms ? 'good' : 'bad'}">
<p class="word"><span class="mark" aria-hidden="true">${conforms ? '✓' : '✗'}</span><span>${conforms ? 'Conforms' : 'Does not conform'}</span></p>
<p class="target"><code>${shortenText(target, longestLine)}</code></p>
${headline === undefined ? [] : markup`<p class="headline">${shortenText(headline, longestLine)}</p>`}
</header>
<dl class="numbers">
${number(problems.length, problems.length === 1 ? 'problem' : 'problems')}
${number(`${held} / ${coverage.outcomes.length}`, `${report.unit ?? 'clause'}s held`)}
${number(summary.cases, 'cases')}
${number(summary.requests, 'requests')}
${number(seconds(summary.durationMs), shard === undefined ? depth : `${depth}, only shard ${shard}`)}
</dl>
${zoneTable(report)}`;
}

function number(value: number | string, name: string): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

const meanings = {
  valid: 'must succeed',
  invalid: 'must be refused as documented',
  open: 'may be either, if the answer conforms',
} as const;

function zoneTable({ summary }: Report): Markup {
  const rows = (['valid', 'invalid', 'open'] as const).map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    const shown = failed === 0 ? 'none failed' : `${failed} failed`;
    return markup`<tr><th>${zone}</th><td>${countNoun(cases, 'case')}</td><td class="${failed === 0 ? 'quiet' : 'failed'}">${shown}</td><td class="quiet">${meanings[zone]}</td></tr>`;
  });
  return markup`<table class="zones"><caption>Cases by zone of the request</caption><tbody>
${rows}
</tbody></table>`;
}
