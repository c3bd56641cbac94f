/** Tables that tell where operations begin: one operation by its labels, or one in each row. */
import type { Table } from '../scan/block.ts';
import { plainText } from '../text/clean-text.ts';
import { labelOf, type Label } from '../text/label.ts';
import { isTarget, parseRequestLine, readMethod } from '../text/request-line.ts';
import { columnOf, tableKind } from '../text/table-column.ts';

/** Labels and values of a table that is nothing but one operation's: beside each other, or below each other. */
export function pairsOf({ header, rows, line }: Table): Map<Label, { value: string; line: number }> {
  const beside = new Map<Label, { value: string; line: number }>();
  for (const each of [{ cells: header, line }, ...rows]) {
    const label = labelOf(plainText(each.cells[0] ?? ''));
    const value = plainText(each.cells[1] ?? '');
    if (label && isOwnLabel(label) && isValueOf(label, value)) beside.set(label, { value, line: each.line });
  }
  if (beside.has('path')) return beside;
  const [row] = rows;
  const below = new Map<Label, { value: string; line: number }>();
  if (!row || rows.length > 1 || tableKind(header) !== undefined) return below;
  for (const [index, cell] of header.entries()) {
    const label = labelOf(plainText(cell));
    const value = plainText(row.cells[index] ?? '');
    if (label && isOwnLabel(label) && isValueOf(label, value)) below.set(label, { value, line: row.line });
  }
  return below.has('path') ? below : new Map();
}

/** The operations of a table that has one in each row. */
export function requestRows({ header, rows }: Table): { text: string; name: string; summary: string; line: number }[] {
  const columns = header.map((cell) => labelOf(plainText(cell)));
  const kinds = header.map(columnOf);
  const pathAt = Math.max(
    columns.indexOf('path'),
    header.findIndex((cell) => /^(?:http ?request|请求|接口)$/i.test(plainText(cell))),
  );
  if (pathAt === -1) return [];
  const methodAt = columns.indexOf('method');
  const textAt = kinds.indexOf('description');
  const found = rows.flatMap(({ cells, line }) => {
    const target = plainText(cells[pathAt] ?? '').replaceAll(/\[([^\][]*)\]\([^()]*\)/g, '$1');
    const whole = parseRequestLine(target);
    const method = methodAt === -1 ? undefined : readMethod(plainText(cells[methodAt] ?? ''));
    const text =
      whole?.text ?? (method !== undefined && isTarget(target) ? `${method.toUpperCase()} ${target}` : undefined);
    if (text === undefined) return [];
    const nameAt = cells.findIndex(
      (_, index) => index !== pathAt && index !== textAt && !(index === methodAt && method),
    );
    const name = plainText(cells[nameAt] ?? '').replaceAll(/\[([^\][]*)\]\([^()]*\)/g, '$1');
    return [{ text, name, summary: plainText(cells[textAt] ?? ''), line }];
  });
  return found.length === rows.length ? found : [];
}

/** Whether a label is one of those by which an operation is known. */
export function isOwnLabel(label: Label | undefined): boolean {
  return label === 'method' || label === 'path';
}

/** Whether a text can be what a label says. */
export function isValueOf(label: Label, value: string): boolean {
  if (label === 'method') return /^[A-Za-z/、,， ]{3,40}$/.test(value) && readMethod(value) !== undefined;
  return label !== 'path' || isTarget(value) || parseRequestLine(value) !== undefined;
}
