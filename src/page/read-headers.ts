/** Reads the table of the headers that answers have, as upstream widdershins writes it. */
import type { Report } from './anomaly.ts';
import type { Table } from './block.ts';
import { cleanCell, plainText } from './clean-text.ts';
import { rootField, type Field } from './field.ts';
import { fitCells } from './fit-cells.ts';
import { columnOf } from './table-column.ts';

export interface HeaderDraft {
  /** As it is written. */
  status: string;
  field: Field;
}

/** One row a header and status. */
export function readHeaders(table: Table, report: Report): HeaderDraft[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const { status = '', header = '', type = '', format = '', description = '' } = fitCells(row, columns, report);
    const name = plainText(header);
    if (name === '') return [];
    const typed = cleanCell(type) + (/^(?:|none)$/.test(format) ? '' : `(${cleanCell(format)})`);
    const said = cleanCell(description);
    const field = { ...rootField(row.line, typed), name, description: said === 'none' ? '' : said };
    return [{ status: plainText(status), field }];
  });
}
