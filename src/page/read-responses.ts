/** Reads the table of an operation's answers. */
import { STATUS_CODES } from 'node:http';
import type { Report } from './anomaly.ts';
import type { Table } from './block.ts';
import { cleanCell, plainText } from './clean-text.ts';
import { fitCells } from './fit-cells.ts';
import type { ResponseDraft } from './operation-draft.ts';
import { columnOf } from './table-column.ts';

/** One row an answer; a status that is none is reported and left out. */
export function readResponses(table: Table, report: Report): ResponseDraft[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const { status: cell = '', meaning = '', description = '', model = '' } = fitCells(row, columns, report);
    const status = readStatus(cell);
    if (status === undefined) {
      report('odd-status', row.line, cell, 'nothing: this answer is left out');
      return [];
    }
    if (/^\d{3}\D/.test(plainText(cell))) report('odd-status', row.line, cell, `the status ${status}`);
    const words = linkText(meaning);
    reportMeaning(status, words, row.line, report);
    const said = cleanCell(description);
    return [
      { status, description: said === 'none' || said === '' ? words : said, type: cleanCell(model), line: row.line },
    ];
  });
}

function readStatus(cell: string): string | undefined {
  const word = plainText(cell).normalize('NFKC');
  const [, code] = /^([1-5]\d\d)(?=$|[\s(:,/])/.exec(word) ?? [];
  if (code !== undefined || word === 'default') return code ?? word;
  if (/^[1-5]xx$/i.test(word)) return word.toUpperCase();
  return /^(?:默认|其他|其它)$/.test(word) ? 'default' : undefined;
}

/** `[Created](https://…)` -> `Created` */
function linkText(cell: string): string {
  const [, text] = /^\[([^\][]*)\]/.exec(cell.trim()) ?? [];
  return plainText(text ?? cell);
}

function reportMeaning(status: string, words: string, line: number, report: Report): void {
  const common = STATUS_CODES[status];
  if (common === undefined || words === '' || squeeze(words) === squeeze(common)) return;
  const isName = Object.values(STATUS_CODES).some((name) => squeeze(name ?? '') === squeeze(words));
  if (isName) report('status-meaning', line, `${status} ${words}`, `the status ${status} (${common})`);
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[\s'-]/g, '');
}
