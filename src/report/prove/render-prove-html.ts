/** The kill table as one page that needs nothing else: no script, no request. */
import { createHash } from 'node:crypto';
import type { FaultResult, ProveReport, RightResult } from '../../prove/prove-report.ts';
import { seconds } from '../../verdict/count-noun.ts';
import { baseStyle } from '../html/style.ts';
import { Markup, markup } from '../html/markup.ts';
import { describeProof, proveTotals, type ProveTotals } from './prove-totals.ts';

const style = `${baseStyle}
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
details { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .5rem 1rem; margin: .5rem 0; }
summary { cursor: pointer; }
.table { overflow-x: auto; }
`;

export function renderProveHtml(report: ProveReport): string {
  const totals = proveTotals(report);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash(style)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${`${describeProof(report)}: ${report.contract}`}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${verdict(report, totals)}
${killTable(report)}
${failures(totals)}
${report.families.map(({ family }) => familyDetails(family, report.faults))}
${rightDetails(report.rights)}
${idleDetails(totals)}
</main>
</body>
</html>
`.source;
}

function verdict(report: ProveReport, totals: ProveTotals): Markup {
  const { proven, contract, durationMs, workers, seed, depth } = report;
  return markup`<header class="verdict ${proven ? 'good' : 'bad'}">
<p class="word"><span aria-hidden="true">${proven ? '✓' : '✗'}</span><span>${describeProof(report)}</span></p>
<p class="target"><code>${contract}</code></p>
</header>
<dl class="numbers">
${number(`${totals.found} / ${totals.faults}`, 'faults found')}
${number(totals.equivalent, 'change nothing that is decided')}
${totals.rights === 0 ? [] : number(`${totals.alarms.length} / ${totals.rights}`, 'right servers flagged')}
${totals.mutants === 0 ? [] : number(`${totals.mutants - totals.idle.length} / ${totals.mutants}`, 'loosened keywords noticed')}
${number(seconds(durationMs), `${workers} threads, seed ${seed}, depth ${depth}`)}
</dl>`;
}

function number(value: number | string, name: string): Markup {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function killTable({ families }: ProveReport): Markup {
  const rows = families.map(
    ({ family, found, missed, equivalent, medianRequests }) =>
      markup`<tr><th>${family}</th><td class="number">${found}</td><td class="number ${missed > 0 ? 'failed' : ''}">${missed}</td><td class="number">${equivalent}</td><td class="number">${medianRequests}</td></tr>`,
  );
  return markup`<h2>Faults by family</h2>
<div class="table"><table class="zones"><thead><tr><th>family</th><th class="number">found</th><th class="number">missed</th><th class="number">equivalent</th><th class="number">requests (median)</th></tr></thead><tbody>
${rows}
</tbody></table></div>`;
}

function failures({ survivors, alarms }: ProveTotals): Markup {
  if (survivors.length + alarms.length === 0) return markup``;
  const missed = survivors.map(
    ({ id, sentence }) =>
      markup`<li><span class="failed">missed</span> a server that ${sentence}<br><code>${id}</code></li>`,
  );
  const flagged = alarms.map(
    ({ id, sentence, sight }) =>
      markup`<li><span class="failed">flagged</span> a right server that ${sentence}: ${sight?.message ?? ''}<br><code>${id}</code></li>`,
  );
  return markup`<h2>Survivors and false alarms</h2><ul>
${[...missed, ...flagged]}
</ul>`;
}

function familyDetails(family: string, faults: readonly FaultResult[]): Markup {
  const own = faults.filter((fault) => fault.family === family);
  const counts = [...Map.groupBy(own, ({ outcome }) => outcome)].map(([outcome, some]) => `${some.length} ${outcome}`);
  const rows = own.map(
    ({ id, sentence, outcome, sight }) =>
      markup`<tr><td><code>${id}</code><br><span class="quiet">${sentence}</span></td><td class="${outcome === 'missed' ? 'failed' : ''}">${outcome}</td><td>${sight ? sight.kind : ''}</td><td><code>${sight ? sight.case : ''}</code></td><td class="number">${sight ? sight.requests : ''}</td></tr>`,
  );
  return markup`<details><summary>${family}: ${counts.join(', ')}</summary><div class="table"><table class="zones"><thead><tr><th>fault</th><th>outcome</th><th>seen as</th><th>in case</th><th class="number">after requests</th></tr></thead><tbody>
${rows}
</tbody></table></div></details>`;
}

function rightDetails(rights: readonly RightResult[]): Markup {
  if (rights.length === 0) return markup``;
  const rows = rights.map(
    ({ id, sentence, free, sight }) =>
      markup`<tr><td><code>${id}</code><br><span class="quiet">${sentence}</span></td><td class="${sight ? 'failed' : ''}">${sight ? 'flagged' : free ? 'left alone' : 'not free here'}</td></tr>`,
  );
  return markup`<details><summary>right servers that differ</summary><div class="table"><table class="zones"><tbody>
${rows}
</tbody></table></div></details>`;
}

function idleDetails({ idle }: ProveTotals): Markup {
  if (idle.length === 0) return markup``;
  return markup`<h2>Keywords that nothing depends on</h2><ul>
${idle.map(({ pointer, sentence }) => markup`<li><code>${pointer}</code> ${sentence}</li>`)}
</ul>`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
