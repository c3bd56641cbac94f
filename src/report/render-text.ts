/** The report as text for a terminal of 80 columns. */
import type { Report } from '../verdict/report.ts';
import { countNoun, seconds } from '../verdict/count-noun.ts';
import type { RenderOptions } from './render-options.ts';
import { coverageBar } from './text/coverage-bar.ts';
import { interactionList } from './text/interaction-list.ts';
import { labelled } from './text/labelled.ts';
import { createPalette, type Palette } from './text/paint.ts';
import { problemText } from './text/problem-text.ts';
import { shellLines } from './text/shell-lines.ts';
import { cutText, pageWidth, wrapText } from './text/wrap-text.ts';
import { zoneTable } from './text/zone-table.ts';
import { visibleLine, visibleText } from './visible-text.ts';

const listedIds = 20;

/** Verdict, zones, coverage, problems, what was not reached, and how to repeat the run. */
export function renderText(report: Report, { colour = false, cwd = process.cwd() }: RenderOptions = {}): string {
  const palette = createPalette(colour);
  const problems = report.problems.map((problem, index) =>
    problemText(problem, { report, number: index + 1, palette, cwd }),
  );
  return [
    headline(report, palette),
    verdict(report, palette),
    zoneTable(report, palette),
    coverageBar(report, palette),
    interactionList(report, palette),
    ...problems,
    notReached(report, palette),
    footer(report, palette),
  ]
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function headline({ headline: line }: Report, { bad, strong }: Palette): string[] {
  if (line === undefined) return [];
  return wrapText(visibleLine(line), { columns: pageWidth, lines: 6 }).map((text) => bad(strong(text)));
}

function verdict(report: Report, palette: Palette): string[] {
  const { conforms, target, problems, summary, depth, shard } = report;
  // A run that was cut short without a problem has proven nothing.
  const failed = problems.length > 0 ? 'DOES NOT CONFORM' : 'INCOMPLETE';
  const word = conforms ? palette.good('CONFORMS') : palette.bad(failed);
  const numbers = [
    countNoun(problems.length, 'problem'),
    countNoun(summary.cases, 'case'),
    countNoun(summary.requests, 'request'),
    seconds(summary.durationMs),
    ...(report.unit === 'interaction' ? [] : [`depth ${depth}`]),
    ...(shard === undefined ? [] : [`only shard ${shard}`]),
  ].join(', ');
  return [
    `${palette.strong(word)}  ${cutText(visibleLine(target), pageWidth - 18)}`,
    ...wrapText(visibleLine(numbers), { columns: pageWidth }),
  ];
}

function notReached({ coverage: { outcomes }, unit = 'clause' }: Report, { quiet }: Palette): string[] {
  const ids = outcomes.filter(({ outcome }) => outcome === 'not reached').map(({ id }) => id);
  if (ids.length === 0 || unit === 'interaction') return [];
  const left = ids.length - listedIds;
  return [
    `${countNoun(ids.length, unit)} not reached`,
    ...ids.slice(0, listedIds).map((id) => `   ${cutText(visibleLine(id), pageWidth - 3)}`),
    ...(left > 0 ? [quiet(`   and ${left} more; --format json lists them all`)] : []),
  ];
}

function footer({ created, seed, runId, repeat, unit }: Report, { quiet }: Palette): string[] {
  const left = `${countNoun(created.length, 'identifier')} left on the server: ${created.join(', ')}`;
  return [
    ...(created.length === 0 ? [] : labelled('created', visibleLine(left), { lines: 3, paint: quiet })),
    // Nothing about a pact is drawn by chance.
    ...(unit === 'interaction' ? [] : labelled('seed', String(seed), { paint: quiet })),
    ...labelled('run id', visibleLine(runId), { paint: quiet }),
    quiet('repeat'),
    ...shellLines(visibleText(repeat), '  '),
  ];
}
