/** Puts the cells of a row under the columns of its table, also where an unescaped pipe has made them too many. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { TableRow } from '../scan/block.ts';
import { isRequiredWord, readPlace } from '../text/cell-words.ts';
import { isTypeText } from '../text/read-type.ts';
import type { Column } from '../text/table-column.ts';

/** The cells of a row by column. */
export type Cells = Readonly<Partial<Record<Column, string>>>;

/** The cells by column; what is odd about their number is told. */
export function fitCells(
  { cells, line }: TableRow,
  columns: readonly (Column | undefined)[],
  diagnose: Diagnose,
): Cells {
  const surplus = cells.length - columns.length;
  if (surplus > 0) return fitSurplus(cells, { columns, line, diagnose });
  if (surplus < 0 && cells.length > 1) {
    diagnose('row-of-wrong-length', { line, found: cells.join('|'), taken: `${-surplus} empty cells at its end` });
  }
  return byColumn(cells, columns);
}

interface Fit {
  columns: readonly (Column | undefined)[];
  line: number;
  diagnose: Diagnose;
}

/** One column takes the surplus: the one that leaves the most others with words that they can have, the last of such. */
function fitSurplus(cells: readonly string[], { columns, line, diagnose }: Fit): Cells {
  const surplus = cells.length - columns.length;
  if (cells.slice(columns.length).every((cell) => cell.trim() === '')) {
    return byColumn(cells.slice(0, columns.length), columns);
  }
  let best: { cells: string[]; at: number; score: number } | undefined;
  for (let at = columns.length - 1; at >= 0; at -= 1) {
    const joined = cells
      .slice(at, at + surplus + 1)
      .join('|')
      .trim();
    const fitted = [...cells.slice(0, at), joined, ...cells.slice(at + surplus + 1)];
    const score = columns.filter((column, index) => suits(column, (fitted[index] as string).trim())).length;
    if (!best || score > best.score) best = { cells: fitted, at, score };
  }
  const { cells: fitted, at } = best as { cells: string[]; at: number };
  const found = `${cells.length} cells under ${columns.length} columns: ${cells.join('|')}`;
  diagnose('unescaped-pipe', { line, found, taken: `the ${columns[at] ?? 'cell'} "${fitted[at]}"` });
  return byColumn(fitted, columns);
}

/** Whether a column whose words are few could hold `cell`. */
function suits(column: Column | undefined, cell: string): boolean {
  switch (column) {
    case 'type':
      return isTypeText(cell);
    case 'required':
      return isRequiredWord(cell);
    case 'place':
      return readPlace(cell) !== undefined;
    case 'status':
      return /^(?:\d{3}|\dXX|default)$/i.test(cell);
    case 'restriction':
      return cell === 'none' || /^(?:read|write)-only$/.test(cell);
    case 'title':
      return cell === '' || cell === 'none';
    case 'description':
      return cell === 'none';
    case 'name':
      return cell !== '' && !cell.includes('|');
    default:
      return false;
  }
}

function byColumn(cells: readonly string[], columns: readonly (Column | undefined)[]): Cells {
  const known: Partial<Record<Column, string>> = {};
  for (const [index, column] of columns.entries()) {
    if (column !== undefined) known[column] ??= trimBlanks(cells[index] ?? '');
  }
  return known;
}

/** Other blanks than these show how deep a name stands. */
function trimBlanks(cell: string): string {
  let start = 0;
  let end = cell.length;
  while (start < end && ' \t'.includes(cell[start] as string)) start += 1;
  while (end > start && ' \t\r'.includes(cell[end - 1] as string)) end -= 1;
  return cell.slice(start, end);
}
