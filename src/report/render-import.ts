/** What was odd about pages that were imported, as text, JSON, or annotations. */
import type { Diagnostic } from '../contract/diagnostic.ts';
import { annotation } from './annotation.ts';
import { sourcePlace } from './clause-place.ts';
import { obeyNothing, visibleLine, visibleText, visibleJson } from '../http/display/visible-text.ts';

export type ImportFormat = 'text' | 'json' | 'github';

export interface ImportReportOptions {
  format: ImportFormat;
  /** What came of the import, in a few lines. */
  summary: string;
  /** Whether a text shows all places of each rule. */
  verbose?: boolean;
}

/** Places of one rule that a text shows. */
const MOST_SHOWN = 3;

/** As text: each rule once, with its count and its first places, errors first and notes last; then the summary. */
export function renderImport(diagnostics: readonly Diagnostic[], options: ImportReportOptions): string {
  const { format, summary, verbose = false } = options;
  if (format === 'json')
    return `${visibleJson(JSON.stringify({ summary, anomalies: diagnostics.map(toJson) }, null, 2))}\n`;
  const lines = format === 'github' ? diagnostics.map(annotate) : tellGroups(diagnostics, verbose);
  return [...lines, obeyNothing(visibleText(summary)), ''].join('\n');
}

/** The names are what scripts have read since before there were diagnostics. */
function toJson({ rule, severity, place, found, taken, message }: Diagnostic): Record<string, unknown> {
  return { kind: rule, severity, file: place.file, line: place.line, read: found, assumed: taken, message };
}

const ranks = { error: 0, warning: 1, note: 2 } as const;

function tellGroups(diagnostics: readonly Diagnostic[], verbose: boolean): string[] {
  const groups = [...Map.groupBy(diagnostics, ({ rule }) => rule)] as [string, [Diagnostic, ...Diagnostic[]]][];
  const ordered = groups.toSorted(([, [a]], [, [b]]) => ranks[a.severity] - ranks[b.severity]);
  return ordered.flatMap(([rule, group]) => {
    const [{ severity, message }] = group;
    const shown = verbose ? group : group.slice(0, MOST_SHOWN);
    const left = group.length - shown.length;
    const more = left === 0 ? [] : [`  … and ${left} more: --verbose shows them`];
    const head = visibleLine(
      `${severity}: ${rule}, ${group.length === 1 ? 'once' : `${group.length} times`}: ${message}`,
    );
    return [head, ...shown.map(tell), ...more];
  });
}

function tell({ rule, place, found, taken }: Diagnostic): string {
  return visibleLine(`  ${place.file}:${place.line}: ${rule}: ${found} -> ${taken}`);
}

function annotate({ rule, severity, place, found, taken, message }: Diagnostic): string {
  const { file, line } = sourcePlace(place, process.cwd());
  return annotation(
    severity === 'note' ? 'notice' : severity,
    { file, line, title: `docpact: ${rule}` },
    `${message}\nread: ${found}\nassumed: ${taken}`,
  );
}
