/** Reads a table that is written in HTML, as YApi writes the members of bodies and answers. */
import { plainText } from '../text/clean-text.ts';
import type { Table, TableRow } from './block.ts';

/** Pixels by which one level is moved to the right. */
const STEP = 20;

/** The table that begins in line `line` of a page; undefined for one without rows or without a header. */
export function readHtmlTable(html: string, line: number): Table | undefined {
  const rows: TableRow[] = [];
  let at = 0;
  let number = line;
  for (let start = nextTag(html, 'tr', 0); start !== -1; start = nextTag(html, 'tr', at)) {
    const next = nextTag(html, 'tr', start + 3);
    const end = next === -1 ? html.length : next;
    for (let each = at; each < start; each += 1) if (html[each] === '\n') number += 1;
    at = start;
    rows.push({ cells: cellsOf(html.slice(start, end)), line: number });
    at = start + 3;
  }
  const [header, ...others] = rows.filter(({ cells }) => cells.length > 0);
  if (!header || others.length === 0) return undefined;
  return { kind: 'table', header: header.cells, rows: others, line };
}

function cellsOf(row: string): string[] {
  return row
    .split(/<t[hd](?=[\s>])/i)
    .slice(1)
    .map((cell) => {
      const text = cell.slice(cell.indexOf('>') + 1);
      const [, pixels = '0'] = /padding-left:\s*(\d{1,4})px/.exec(text.slice(0, 2000)) ?? [];
      const words = plainText(text.replaceAll(/<\/(?:p|div|li)>/gi, '\n').replaceAll('|', '&#124;'));
      const depth = Math.floor(Number(pixels) / STEP);
      return `${'»'.repeat(Math.min(depth, 60))}${depth > 0 ? ' ' : ''}${words.replace(/^[├└│─\s]+/, '')}`;
    });
}

function nextTag(html: string, name: string, from: number): number {
  for (let at = html.indexOf('<', from); at !== -1; at = html.indexOf('<', at + 1)) {
    if (
      html.slice(at + 1, at + 1 + name.length).toLowerCase() === name &&
      /[\s>]/.test(html[at + 1 + name.length] ?? '')
    ) {
      return at;
    }
  }
  return -1;
}
