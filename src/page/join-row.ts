/** A row of a table that people have broken over several lines. */
import { endsWithPipe, splitCells } from './split-cells.ts';

/** Lines over which a row may go on. */
const LONGEST_ROW = 20;

export interface JoinedRow {
  text: string;
  /** Index of its last line. */
  end: number;
}

/** The row that begins in the line `at` and has no end there, up to the line that ends as a row does; undefined where none does. */
export function joinRow(lines: readonly string[], at: number, columns: number): JoinedRow | undefined {
  if (splitCells(lines[at] as string).length > columns) return undefined;
  for (let end = at + 1; end < lines.length && end - at <= LONGEST_ROW; end += 1) {
    const more = (lines[end] as string).trim();
    if (/^(?:[|#>`~])/.test(more)) return undefined;
    if (!endsWithPipe(more)) continue;
    const parts = lines.slice(at, end + 1).map((line) => line.trim());
    return { text: parts.filter((part) => part !== '').join('<br>'), end };
  }
  return undefined;
}
