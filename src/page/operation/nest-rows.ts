/** Names that say where they stand, `data.user.id` and `items[].id`, as rows below each other. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { emptyRow, type Row, type Segment } from '../draft/draft.ts';

const DOTTED = /^[\w$-]+(?:\[\d*\])*(?:\.[\w$-]+(?:\[\d*\])*)+$|^[\w$-]+(?:\[\d*\])+$/;

/** The rows, each dotted name below what it begins with; a part that no row describes has a row of its own, which is told. */
export function nestRows(rows: readonly Row[], diagnose: Diagnose): Row[] {
  if (!rows.some(({ name, depth }) => depth === 0 && DOTTED.test(name)) || rows.some(({ depth }) => depth > 0))
    return [...rows];
  const root: Node = { row: emptyRow('', 0), inner: new Map(), isList: false };
  for (const row of rows) {
    const parts = DOTTED.test(row.name) ? row.name.split('.') : [row.name];
    let node = root;
    for (const [index, part] of parts.entries()) {
      const name = part.replace(/(?:\[\d*\])+$/, '');
      const known = node.inner.get(name);
      const isLast = index === parts.length - 1;
      const own = isLast ? { ...row, name } : { ...emptyRow(name, row.line), place: row.place };
      const next: Node = known ?? { row: own, inner: new Map(), isList: false };
      if (known && isLast && known.row.type === '') next.row = own;
      if (name !== part) next.isList = true;
      node.inner.set(name, next);
      node = next;
    }
    if (parts.length > 1 || row.name.endsWith(']')) {
      diagnose('dotted-name', {
        line: row.line,
        found: row.name,
        taken: `${node.row.name}, below what stands before it`,
      });
    }
  }
  return [...root.inner.values()].flatMap((node) => flatten(node, 0));
}

/** The same of every table of a structure. */
export function nestSegments(segments: readonly Segment[], diagnose: Diagnose): Segment[] {
  return segments.map((segment) =>
    segment.composition === undefined ? { ...segment, rows: nestRows(segment.rows, diagnose) } : segment,
  );
}

interface Node {
  row: Row;
  inner: Map<string, Node>;
  isList: boolean;
}

function flatten({ row, inner, isList }: Node, depth: number): Row[] {
  const below = [...inner.values()].flatMap((node) => flatten(node, depth + 1));
  return [{ ...row, depth, type: typeOf(row.type, { isList, isOwner: below.length > 0 }) }, ...below];
}

/** What has parts is an object, and a list where a bracket says so. */
function typeOf(type: string, { isList, isOwner }: { isList: boolean; isOwner: boolean }): string {
  if (!isList) return type === '' && isOwner ? 'object' : type;
  if (/^(?:array|list|\[|数组|列表)|\[\]$|array$/i.test(type)) return type;
  return isOwner ? '[object]' : `[${type === '' ? 'any' : type}]`;
}
