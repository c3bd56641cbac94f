/** Prints what was measured: one line a server, medians over the rounds. */
import type { Measurement } from './measure.ts';
import { summarise } from './median.ts';

/** The rounds of each contender, by its name. */
export type Results = ReadonlyMap<string, readonly Measurement[]>;

const columns: readonly [heading: string, member: keyof Measurement, decimals: number][] = [
  ['requests/s', 'requestsPerSecond', 0],
  ['CPU ms/request', 'cpuPerRequest', 3],
  ['CPU ms/first', 'cpuPerFirst', 2],
  ['first 201 ms', 'startMs', 0],
  ['CPU to it', 'startCpuMs', 0],
  ['CPU at rest', 'settledCpuMs', 0],
  ['MB at rest', 'restMb', 0],
  ['RSS MB', 'rssMb', 0],
  ['peak MB', 'peakMb', 0],
  ['requests', 'requests', 0],
  ['not 201', 'refused', 0],
];

/** The table of one contract; a dash where the system does not tell. */
export function renderTable(results: Results): string {
  const heading = ['server', ...columns.map(([name]) => name)];
  const rows = [...results].map(([name, rounds]) => [name, ...renderRow(summarise(rounds))]);
  return alignColumns([heading, ...rows]);
}

function renderRow(summary: Measurement): string[] {
  return columns.map(([, member, decimals]) => renderNumber(summary[member], decimals));
}

/** A dash for a number that is not known. */
export function renderNumber(value: number, decimals: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(decimals);
}

/** Pads the first column on the right, the others on the left. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ')).join('\n');
}
