/** Reads the rows of a table of fields, or of enumerated values. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Table, TableRow } from '../scan/block.ts';
import { readPlace, readRequired, type FieldPlace } from '../text/cell-words.ts';
import { cleanCell } from '../text/clean-text.ts';
import { columnOf } from '../text/table-column.ts';
import { ANONYMOUS, OTHER_MEMBERS, type EnumRow, type Row } from './draft.ts';
import { fitCells, type Cells } from './fit-cells.ts';

/** The rows of `table`, each cell under its column. */
export function readRows(table: Table, diagnose: Diagnose): Row[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const cells = fitCells(row, columns, diagnose);
    const read = readRow(cells, row, diagnose);
    return read ? [read] : [];
  });
}

/** One row a value; a row without a name goes on with the one above. */
export function readEnumRows({ header, rows }: Table, diagnose: Diagnose): EnumRow[] {
  const columns = header.map(columnOf);
  const nameAt = columns.findIndex((column) => column === 'property' || column === 'name');
  const valueAt = columns.indexOf('value');
  let last = { name: '', depth: 0 };
  return rows.map(({ cells, line }) => {
    const read = readName(cells[nameAt] ?? '');
    if (read.name !== '') last = read;
    const end = valueAt === columns.length - 1 ? cells.length : valueAt + 1;
    const value = cleanCell(cells.slice(valueAt, end).join('|'));
    if (cells.length > columns.length) {
      diagnose('unescaped-pipe', {
        line,
        found: `${cells.length} cells under ${columns.length} columns`,
        taken: `the value "${value}"`,
      });
    }
    return { ...last, value, line };
  });
}

function readRow(cells: Cells, { line }: TableRow, diagnose: Diagnose): Row | undefined {
  const { name, depth } = readName(cells.name ?? cells.property ?? '');
  if (name === '') return undefined;
  const { readOnly, writeOnly, restriction } = readRestriction(textOf(cells.restriction));
  return {
    name,
    depth,
    place: placeIn(cells.place),
    type: textOf(cells.type),
    required: cells.required === undefined ? undefined : readRequired(cells.required, { line, diagnose }),
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
function readName(cell: string): { name: string; depth: number } {
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
