/** Reads the rows of a table of fields. */
import type { Report } from './anomaly.ts';
import type { Table, TableRow } from './block.ts';
import { cleanCell } from './clean-text.ts';
import { ANONYMOUS, OTHER_MEMBERS, type FieldPlace, type Row } from './field.ts';
import { fitCells, type Cells } from './fit-cells.ts';
import { readPlace, readRequired } from './cell-words.ts';
import { columnOf } from './table-column.ts';

/** The rows of `table`, each cell under its column. */
export function readRows(table: Table, report: Report): Row[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const cells = fitCells(row, columns, report);
    const read = readRow(cells, row, report);
    return read ? [read] : [];
  });
}

function readRow(cells: Cells, { line }: TableRow, report: Report): Row | undefined {
  const { name, depth } = readName(cells.name ?? cells.property ?? '');
  if (name === '') return undefined;
  const { readOnly, writeOnly, restriction } = readRestriction(textOf(cells.restriction));
  return {
    name,
    depth,
    place: placeIn(cells.place),
    type: textOf(cells.type),
    required: cells.required === undefined ? undefined : readRequired(cells.required, line, report),
    readOnly,
    writeOnly,
    restriction,
    title: textOf(cells.title),
    description: textOf(cells.description),
    example: textOf(cells.example),
    line,
  };
}

function placeIn(cell: string | undefined): FieldPlace | undefined {
  return cell === undefined ? undefined : readPlace(cell);
}

/** `»» name`: how deep, and the name without marks. */
export function readName(cell: string): { name: string; depth: number } {
  const text = cleanCell(cell);
  let at = 0;
  let depth = 0;
  for (; at < text.length && /[»\s\u00A0]/.test(text[at] as string); at += 1) {
    if (text[at] === '»') depth += 1;
  }
  return { name: bareName(text.slice(at)), depth };
}

function bareName(text: string): string {
  if (text === ANONYMOUS || text === '_anonymous_') return ANONYMOUS;
  if (text === OTHER_MEMBERS || text === '__additionalProperties__') return OTHER_MEMBERS;
  for (const mark of ['**', '`', '*']) {
    if (text.length > 2 * mark.length && text.startsWith(mark) && text.endsWith(mark)) {
      return text.slice(mark.length, -mark.length).trim();
    }
  }
  return text;
}

/** `none` stands for nothing said. */
function textOf(cell = ''): string {
  const text = cleanCell(cell);
  return text === 'none' ? '' : text;
}

function readRestriction(text: string): Pick<Row, 'readOnly' | 'writeOnly' | 'restriction'> {
  const word = text.toLowerCase().replaceAll(/[\s_]/g, '-');
  const readOnly = ['read-only', 'readonly', '只读'].includes(word);
  const writeOnly = ['write-only', 'writeonly', '只写'].includes(word);
  return { readOnly, writeOnly, restriction: readOnly || writeOnly ? '' : text };
}
