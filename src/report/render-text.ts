/** The report as text for a terminal of 80 columns. */
import { countNoun, seconds } from '../verdict/count-noun.ts';
import { groupUnreached } from '../verdict/coverage.ts';
import { partProblems, type Problem, unitOf, type Report } from '../verdict/report.ts';
import { contractName, describeProblems, describeVerdict, notesOf, zoneMeanings, zones } from './counts.ts';
import type { RenderOptions } from './render-options.ts';
import { coverageBar, interactionList } from './text/coverage-bar.ts';
import { createPalette, type Palette } from './text/paint.ts';
import { problemText } from './text/problem-text.ts';
import { shellLines } from './text/shell-lines.ts';
import { cutText, labelled, pageWidth, wrapText } from './text/wrap-text.ts';
import { obeyNothing, visibleLine, visibleText } from '../http/display/visible-text.ts';

const listedIds = 20;

/** Verdict, zones, coverage, problems, what was not reached, and how to repeat the run. */
export function renderText(report: Report, { colour = false, cwd = process.cwd() }: RenderOptions = {}): string {
  const palette = createPalette(colour);
  const { errors, warnings, known } = partProblems(report);
  const problems = [...errors, ...warnings].map((problem, index) =>
    problemText(problem, { report, number: index + 1, palette, cwd }),
  );
  const blocks = [
    headline(report, palette),
    verdict(report, palette),
    notes(report),
    zoneTable(report, palette),
    coverageBar(report, palette),
    interactionList(report, palette),
    ...problems,
    knownProblems(known, palette),
    notReached(report, palette),
    footer(report, palette),
  ];
  const shown = blocks.filter((block) => block.length > 0).map((block) => `${block.join('\n')}\n`);
  return obeyNothing(shown.join('\n'));
}

function headline({ headline: line, conforms }: Report, { bad, strong }: Palette): string[] {
  if (line === undefined) return [];
  return wrapText(visibleLine(line), { columns: pageWidth, lines: 6 }).map((text) =>
    conforms ? strong(text) : bad(strong(text)),
  );
}

function verdict(report: Report, palette: Palette): string[] {
  const { conforms, target, summary } = report;
  const word = (conforms ? palette.good : palette.bad)(describeVerdict(report).toUpperCase());
  const numbers = [
    describeProblems(report),
    countNoun(summary.cases, 'case'),
    report.kind === 'traffic'
      ? `of ${countNoun(report.entries, 'recorded exchange')}`
      : countNoun(summary.requests, 'request'),
    seconds(summary.durationMs),
    ...(report.kind === 'verify' ? [`depth ${report.depth}`] : []),
    ...(report.kind === 'verify' && report.shard !== undefined ? [`only shard ${report.shard}`] : []),
  ].join(', ');
  return [
    `${palette.strong(word)}  ${cutText(visibleLine(target), pageWidth - 18)}`,
    ...wrapText(visibleLine(numbers), { columns: pageWidth }),
  ];
}

function notes(report: Report): string[] {
  return notesOf(report).flatMap((line) => wrapText(visibleLine(line), { columns: pageWidth, lines: 6 }));
}

/** Cases and failures of each zone, with what the zone means. */
function zoneTable({ summary }: Report, { bad, quiet }: Palette): string[] {
  const rows = zones.map((zone) => {
    const { cases, failed } = summary.byZone[zone];
    const shown = String(failed).padStart(8);
    return `${zone.padEnd(8)}${String(cases).padStart(7)}${failed > 0 ? bad(shown) : shown}   ${quiet(zoneMeanings[zone])}`;
  });
  return [quiet(`${'zone'.padEnd(8)}${'cases'.padStart(7)}${'failed'.padStart(8)}`), ...rows];
}

/** What the baseline knows, a line each. */
function knownProblems(known: readonly Problem[], { quiet }: Palette): string[] {
  if (known.length === 0) return [];
  return [
    `${countNoun(known.length, 'problem')} that the baseline knows`,
    ...known.map(({ kind, message, known: reason = '' }) =>
      quiet(`  ${cutText(visibleLine([`${kind}: ${message}`, reason].filter(Boolean).join('; ')), pageWidth - 2)}`),
    ),
  ];
}

/** By cause, the commonest first. Nothing for a report of pacts, whose interactions are all listed. */
function notReached(report: Report, { quiet }: Palette): string[] {
  const causes = report.kind === 'pact' ? [] : groupUnreached(report.coverage);
  if (causes.length === 0) return [];
  const { clauses, covered } = report.coverage;
  const share = Math.max(1, Math.floor(listedIds / causes.length));
  return [
    `${countNoun(clauses - covered, unitOf(report))} not reached`,
    ...causes.flatMap(({ reason = '', count, first }) => [
      ...(reason === ''
        ? []
        : wrapText(visibleLine(`${count}, since ${reason}`), { columns: pageWidth - 2 }).map((line) => `  ${line}`)),
      ...first.slice(0, share).map((id) => `   ${cutText(visibleLine(id), pageWidth - 3)}`),
      ...(count > share ? [quiet(`   and ${count - share} more; --format json lists them all`)] : []),
    ]),
  ];
}

function footer(report: Report, { quiet }: Palette): string[] {
  const { created, runId, repeat, tool, startedAt } = report;
  const left = `${countNoun(created.length, 'identifier')} left on the server: ${created.join(', ')}`;
  return [
    ...(created.length === 0 ? [] : labelled('created', visibleLine(left), { lines: 3, paint: quiet })),
    ...labelled('contract', visibleLine(contractName(report)), { paint: quiet, lines: 1 }),
    ...labelled('by', visibleLine(`${tool.name} ${tool.version}, ${startedAt}`), { paint: quiet }),
    ...(report.kind === 'verify' ? labelled('seed', String(report.seed), { paint: quiet }) : []),
    ...(runId === '' ? [] : labelled('run id', visibleLine(runId), { paint: quiet })),
    quiet('repeat'),
    ...shellLines(visibleText(repeat), '  '),
  ];
}
