/** What was odd about pages that were imported, as text, JSON, or annotations. */
import type { Diagnostic } from '../contract/diagnostic.ts';
import { annotation } from './annotation.ts';
import { sourcePlace } from './clause-place.ts';
import { visibleLine } from './visible-text.ts';

export type ImportFormat = 'text' | 'json' | 'github';

export interface ImportReportOptions {
  format: ImportFormat;
  /** What came of the import, in a line or two. */
  summary: string;
}

/** A line each, `file:line: rule: what was found -> what it was taken for`, and the summary. */
export function renderImport(diagnostics: readonly Diagnostic[], { format, summary }: ImportReportOptions): string {
  if (format === 'json') return `${JSON.stringify({ summary, anomalies: diagnostics.map(toJson) }, null, 2)}\n`;
  const lines = diagnostics.map(format === 'github' ? annotate : tell);
  return [...lines, summary, ''].join('\n');
}

/** The names are what scripts have read since before there were diagnostics. */
function toJson({ rule, place, found, taken, message }: Diagnostic): Record<string, unknown> {
  return { kind: rule, file: place.file, line: place.line, read: found, assumed: taken, message };
}

function tell({ rule, place, found, taken }: Diagnostic): string {
  return visibleLine(`${place.file}:${place.line}: ${rule}: ${found} -> ${taken}`);
}

function annotate({ rule, place, found, taken, message }: Diagnostic): string {
  const { file, line } = sourcePlace(place, process.cwd());
  return annotation(
    'warning',
    { file, line, title: `docpact: ${rule}` },
    `${message}\nread: ${found}\nassumed: ${taken}`,
  );
}
