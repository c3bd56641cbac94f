/** The kill table as text for a terminal of 80 columns. */
import type { FaultResult, MutantResult, ProveReport, RightResult } from '../../prove/prove-report.ts';
import { countNoun, seconds } from '../../verdict/count-noun.ts';
import type { RenderOptions } from '../render-options.ts';
import { createPalette, type Palette } from '../text/paint.ts';
import { cutText, pageWidth, wrapText } from '../text/wrap-text.ts';
import { visibleLine } from '../../http/display/visible-text.ts';
import { describeProof, proveTotals, type ProveTotals } from './prove-totals.ts';

/** Verdict, table, survivors, false alarms, keywords that nothing depends on. */
export function renderProveText(report: ProveReport, { colour = false }: RenderOptions = {}): string {
  const palette = createPalette(colour);
  const totals = proveTotals(report);
  return [
    verdict(report, totals, palette),
    table(report, palette),
    ...totals.survivors.map((fault) => survivor(fault, palette)),
    ...alike(totals.alarms).map(([first, ...others]) => alarm(first, others.length, palette)),
    idleKeywords(totals.idle, palette),
    [palette.quiet(`seed ${report.seed}, depth ${report.depth}; --format json has the case that found each fault`)],
  ]
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n');
}

function verdict(report: ProveReport, totals: ProveTotals, { good, bad, strong }: Palette): string[] {
  const { proven, durationMs, workers } = report;
  const word = (proven ? good : bad)(describeProof(report).toUpperCase());
  const { faults, found, survivors, equivalent, rights, alarms, mutants, idle } = totals;
  const lines = [
    faults + equivalent > 0 &&
      `${found} of ${countNoun(faults, 'fault')} found, ${survivors.length} missed; ${equivalent} more change nothing that the contract decides`,
    rights > 0 && `${alarms.length} of ${countNoun(rights, 'right server')} flagged`,
    mutants > 0 && `${mutants - idle.length} of ${countNoun(mutants, 'loosened keyword')} noticed`,
    `${seconds(durationMs)} on ${countNoun(workers, 'thread')}`,
  ];
  return [
    strong(word),
    ...lines.filter((line) => line !== false).flatMap((line) => wrapText(line, { columns: pageWidth })),
  ];
}

function table({ families }: ProveReport, { bad, quiet }: Palette): string[] {
  if (families.length === 0) return [];
  const head = `${'family'.padEnd(20)}${'found'.padStart(8)}${'missed'.padStart(8)}${'equivalent'.padStart(12)}${'requests'.padStart(10)}`;
  const rows = families.map(({ family, found, missed, equivalent, medianRequests }) => {
    const lost = String(missed).padStart(8);
    return `${family.padEnd(20)}${String(found).padStart(8)}${missed > 0 ? bad(lost) : lost}${String(equivalent).padStart(12)}${String(medianRequests).padStart(10)}`;
  });
  return [quiet(head), ...rows, quiet('requests: sent until half of the found ones were seen')];
}

function survivor({ id, sentence, clause }: FaultResult, { bad, quiet }: Palette): string[] {
  return [
    `${bad('missed')}  ${cutText(visibleLine(id), pageWidth - 8)}`,
    ...wrapText(visibleLine(`a server that ${sentence}`), { columns: pageWidth - 8, lines: 3 }).map(
      (line) => `        ${line}`,
    ),
    quiet(`        ${cutText(visibleLine(clause), pageWidth - 8)}`),
  ];
}

/** Those that the same case flags for the same reason, together: most often one mistake of verify flags them all. */
function alike(alarms: readonly RightResult[]): [RightResult, ...RightResult[]][] {
  const groups = Map.groupBy(alarms, ({ sight }) => `${sight?.kind} ${sight?.case}`);
  return [...groups.values()] as [RightResult, ...RightResult[]][];
}

function alarm({ id, sentence, sight }: RightResult, others: number, { bad, quiet }: Palette): string[] {
  const seen = sight
    ? `${sight.kind} in ${sight.case}: ${sight.message}; expected ${sight.expected}, got ${sight.actual}`
    : '';
  return [
    `${bad('flagged')} ${cutText(visibleLine(id), pageWidth - 8)}`,
    ...wrapText(visibleLine(`a right server that ${sentence}`), { columns: pageWidth - 8, lines: 3 }).map(
      (line) => `        ${line}`,
    ),
    ...wrapText(visibleLine(seen), { columns: pageWidth - 8, lines: 4 }).map((line) => quiet(`        ${line}`)),
    ...(others > 0 ? [`        and ${countNoun(others, 'right server')} more in the same way`] : []),
  ];
}

function idleKeywords(idle: readonly MutantResult[], { quiet }: Palette): string[] {
  if (idle.length === 0) return [];
  return [
    'Nothing in the kit depends on',
    ...idle.map(
      ({ pointer, sentence }) =>
        `   ${cutText(visibleLine(pointer), pageWidth - 30)} ${quiet(cutText(visibleLine(sentence), 26))}`,
    ),
  ];
}
