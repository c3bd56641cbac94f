/** Anomalies: what is odd about a page, what was read, and what was assumed. Data, never prose in a log. */
import type { AnomalyKind } from './anomaly-kind.ts';

export interface Anomaly {
  kind: AnomalyKind;
  /** The page, as it was named. */
  file: string;
  /** 1-based. */
  line: number;
  /** What stands there, cut where it is long. */
  read: string;
  /** What was made of it. */
  assumed: string;
}

/** Takes one anomaly of a page. */
export type Report = (kind: AnomalyKind, line: number, read: string, assumed: string) => void;

const LONGEST = 120;

/** A reporter for the page `file` that adds to `anomalies`, each once. */
export function createReport(file: string, anomalies: Anomaly[]): Report {
  const known = new Set<string>();
  return (kind, line, read, assumed) => {
    const key = `${kind} ${line} ${read}`;
    if (known.has(key)) return;
    known.add(key);
    anomalies.push({ kind, file, line, read: shorten(read), assumed });
  };
}

function shorten(text: string): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
