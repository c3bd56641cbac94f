/** Reads the tables of an operation's answers, and of their headers. */
import { STATUS_CODES } from 'node:http';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Table } from '../scan/block.ts';
import { cleanCell, plainText } from '../text/clean-text.ts';
import { columnOf } from '../text/table-column.ts';
import { emptyRow, type CodeRow, type HeaderDraft, type ResponseDraft } from './draft.ts';
import { fitCells } from './fit-cells.ts';

/** One row an answer; a status that is none is told and left out. */
export function readResponses(table: Table, diagnose: Diagnose): ResponseDraft[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const { status: cell = '', meaning = '', description = '', model = '' } = fitCells(row, columns, diagnose);
    const status = readStatus(cell);
    if (status === undefined) {
      diagnose('odd-status', {
        line: row.line,
        found: cell,
        taken: 'nothing: this answer is left out',
        lost: [row.line],
      });
      return [];
    }
    if (/^\d{3}\D/.test(plainText(cell))) {
      diagnose('odd-status', { line: row.line, found: cell, taken: `the status ${status}` });
    }
    const words = linkText(meaning);
    holdMeaning(status, words, { line: row.line, diagnose });
    const said = cleanCell(description);
    return [
      { status, description: said === 'none' || said === '' ? words : said, type: cleanCell(model), line: row.line },
    ];
  });
}

/** One row a header and status, as upstream widdershins writes them. */
export function readHeaders(table: Table, diagnose: Diagnose): HeaderDraft[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const { status = '', header = '', type = '', format = '', description = '' } = fitCells(row, columns, diagnose);
    const name = plainText(header);
    if (name === '') return [];
    const typed = cleanCell(type) + (/^(?:|none)$/.test(format) ? '' : `(${cleanCell(format)})`);
    const said = cleanCell(description);
    const read = { ...emptyRow(name, row.line), type: typed, description: said === 'none' ? '' : said };
    return [{ status: plainText(status), row: read }];
  });
}

/** One row a code that answers carry in their bodies. */
export function readCodes(table: Table, diagnose: Diagnose): CodeRow[] {
  const columns = table.header.map(columnOf);
  return table.rows.flatMap((row) => {
    const { status = '', meaning = '', description = '' } = fitCells(row, columns, diagnose);
    const value = plainText(status);
    const said = [meaning, description].map(cleanCell).filter((text) => text !== '' && text !== 'none');
    return value === '' ? [] : [{ value, meaning: [...new Set(said)].join(': '), line: row.line }];
  });
}

/** Whether a cell holds a status of HTTP. */
export function isHttpStatus(cell: string): boolean {
  return readStatus(cell) !== undefined;
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

/** Tells where the words are those of another status. */
function holdMeaning(status: string, words: string, { line, diagnose }: { line: number; diagnose: Diagnose }): void {
  const common = STATUS_CODES[status];
  if (common === undefined || words === '' || squeeze(words) === squeeze(common)) return;
  const isName = Object.values(STATUS_CODES).some((name) => squeeze(name ?? '') === squeeze(words));
  if (!isName) return;
  diagnose('status-meaning', { line, found: `${status} ${words}`, taken: `the status ${status} (${common})` });
}

function squeeze(text: string): string {
  return text.toLowerCase().replaceAll(/[\s'-]/g, '');
}
