/** What was odd about pages, as text, JSON, or annotations. */
import { anomalyKinds } from '../page/anomaly-kind.ts';
import type { Anomaly } from '../page/anomaly.ts';
import { annotation } from './annotation.ts';
import { sourcePlace } from './clause-place.ts';
import { visibleLine } from './visible-text.ts';

export type AnomalyFormat = 'text' | 'json' | 'github';

export interface AnomalyOptions {
  format: AnomalyFormat;
  /** What came of the import, in a line or two. */
  summary: string;
}

/** A line each, `file:line: kind: what was read -> what was assumed`, and the summary. */
export function renderAnomalies(anomalies: readonly Anomaly[], { format, summary }: AnomalyOptions): string {
  if (format === 'json') {
    const told = anomalies.map((anomaly) => ({ ...anomaly, message: anomalyKinds[anomaly.kind] }));
    return `${JSON.stringify({ summary, anomalies: told }, null, 2)}\n`;
  }
  const lines = anomalies.map(format === 'github' ? annotate : tell);
  return [...lines, summary, ''].join('\n');
}

function tell({ kind, file, line, read, assumed }: Anomaly): string {
  return visibleLine(`${file}:${line}: ${kind}: ${read} -> ${assumed}`);
}

function annotate({ kind, read, assumed, ...place }: Anomaly): string {
  const { file, line } = sourcePlace(place, process.cwd());
  return annotation(
    'warning',
    { file, line, title: `docpact: ${kind}` },
    `${anomalyKinds[kind]}\nread: ${read}\nassumed: ${assumed}`,
  );
}
