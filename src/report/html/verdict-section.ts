/** The top of the page: the verdict and the numbers behind it. */
import { shortenTelling } from '../../http/display/shorten-text.ts';
import type { Tell } from '../../language/translate.ts';
import { countNoun, seconds } from '../../verdict/count-noun.ts';
import { tallyOutcomes } from '../../verdict/coverage.ts';
import { partProblems, type Report, unitOf } from '../../verdict/report.ts';
import { describeVerdict, notesOf, zoneMeanings, zones } from '../counts.ts';
import { markup, type Markup } from './markup.ts';
import type { Page } from './page.ts';

const longestLine = 500;

/** Verdict, target, headline and numbers. */
export function verdictSection({ report, tell }: Page): Markup {
  const { conforms, target, headline, summary, coverage } = report;
  const { errors, warnings } = partProblems(report);
  const { held } = tallyOutcomes(coverage);
  return markup`<header class="verdict ${conforms ? 'good' : 'bad'}">
<p class="word"><span class="mark" aria-hidden="true">${conforms ? '✓' : '✗'}</span><span>${tell(describeVerdict(report))}</span></p>
<p class="target"><code>${shortenTelling(target, longestLine)}</code></p>
${headline === undefined ? [] : markup`<p class="headline">${shortenTelling(tell(headline), longestLine)}</p>`}
${notesOf(report).map((note) => markup`<p>${shortenTelling(tell(note), longestLine)}</p>`)}
</header>
<dl class="numbers">
${number(errors.length, tell(errors.length === 1 ? 'problem' : 'problems'))}
${warnings.length === 0 ? [] : number(warnings.length, tell(warnings.length === 1 ? 'warning' : 'warnings'))}
${number(`${held} / ${coverage.clauses}`, tell(`${unitOf(report)}s held`))}
${number(summary.cases, tell('cases'))}
${number(summary.requests, tell('requests'))}
${number(tell(seconds(summary.durationMs)), tell(describeExtent(report)))}
</dl>`;
}

function number(value: number | string, name: string): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** How much the run was about. */
function describeExtent(report: Report): string {
  if (report.kind === 'pact') return countNoun(report.pacts, 'pact');
  if (report.kind === 'traffic') return `of ${countNoun(report.entries, 'recorded exchange')}`;
  const { depth, shard } = report;
  return shard === undefined ? `depth ${depth}` : `depth ${depth}, only shard ${shard}`;
}

/** Cases and failures by zone. */
export function zoneTable({ summary }: Report, tell: Tell): Markup {
  const rows = zones.map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    const shown = failed === 0 ? 'none failed' : `${failed} failed`;
    return markup`<tr><th>${tell(zone)}</th><td>${tell(countNoun(cases, 'case'))}</td><td class="${failed === 0 ? 'quiet' : 'failed'}">${tell(shown)}</td><td class="quiet">${tell(zoneMeanings[zone])}</td></tr>`;
  });
  return markup`<table class="zones"><caption>${tell('Cases by zone of the request')}</caption><tbody>
${rows}
</tbody></table>`;
}
