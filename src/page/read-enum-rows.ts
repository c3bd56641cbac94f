/** Reads the rows of a table of enumerated values. */
import type { Report } from './anomaly.ts';
import type { Table } from './block.ts';
import { cleanCell } from './clean-text.ts';
import type { EnumRow } from './field.ts';
import { readName } from './read-rows.ts';
import { columnOf } from './table-column.ts';

/** One row a value; a row without a name goes on with the one above. */
export function readEnumRows({ header, rows }: Table, report: Report): EnumRow[] {
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
      report('unescaped-pipe', line, `${cells.length} cells under ${columns.length} columns`, `the value "${value}"`);
    }
    return { ...last, value, line };
  });
}
