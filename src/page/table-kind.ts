/** Tells by its columns what a table is. */
import type { Table } from './block.ts';
import { columnOf } from './table-column.ts';

export type TableKind = 'parameters' | 'responses' | 'headers' | 'enumeration' | 'fields';

/** Undefined for a table of no kind that is known. */
export function tableKind({ header }: Table): TableKind | undefined {
  const has = new Set(header.map(columnOf));
  const named = has.has('name') || has.has('property');
  if (named && has.has('place')) return 'parameters';
  if (has.has('header')) return has.has('status') ? 'headers' : undefined;
  if (has.has('status') && !has.has('type')) return 'responses';
  if (named && has.has('value') && !has.has('type')) return 'enumeration';
  return named && (has.has('type') || has.has('required')) ? 'fields' : undefined;
}
