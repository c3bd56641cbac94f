/** The answers of an operation, each with its structure and its example. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { OperationDraft, ResponseDraft, TableDraft } from '../draft/draft.ts';
import type { Fence } from '../scan/block.ts';
import { addValues, buildTree } from './build-tree.ts';
import { fieldOf, type Field } from './field.ts';
import type { PageResponse } from './page.ts';

export function finishResponses(draft: OperationDraft, diagnose: Diagnose): PageResponse[] {
  const known = new Set<string>();
  const rows = addUndeclared(draft).filter((row) => {
    const again = known.has(row.status) && row.type === '';
    known.add(row.status);
    if (!again) return true;
    diagnose('status-twice', { line: row.line, found: `${row.status} again`, taken: 'nothing: the row above holds' });
    return false;
  });
  const structures = readStructures(draft, rows, diagnose);
  for (const { status, row: header } of draft.headers) {
    if (rows.some((row) => row.status === status)) continue;
    diagnose('odd-status', { line: header.line, found: status, taken: `nothing: ${header.name} belongs to no answer` });
  }
  return rows.map((row) => {
    const structure = structures.get(row);
    if (isInline(row) && !structure) {
      diagnose('no-structure', {
        line: row.line,
        found: `${row.status} ${row.type}`,
        taken: row.status === '204' ? 'no body' : 'any answer',
      });
    }
    const headers = draft.headers.filter(({ status }) => status === row.status).map((header) => fieldOf(header.row));
    return { ...row, structure, example: exampleOf(draft, row, rows), headers };
  });
}

/** A structure for a status that the table lacks is an answer all the same. */
function addUndeclared({ responses, structures, line }: OperationDraft): ResponseDraft[] {
  const missing = [...structures.keys()].filter(
    (status) => status !== '' && !responses.some((row) => row.status === status),
  );
  const added = missing.map((status) => ({
    status,
    description: '',
    type: 'Inline',
    line: structures.get(status)?.line ?? line,
  }));
  if (responses.length > 0 || added.length > 0 || !structures.has('')) return [...responses, ...added];
  return [{ status: '200', description: '', type: 'Inline', line: structures.get('')?.line ?? line }];
}

function isInline({ type }: ResponseDraft): boolean {
  return type.toLowerCase() === 'inline';
}

/** A structure without a status is that of the first inline answer, else of the first that succeeds and names no model. */
function readStructures(
  draft: OperationDraft,
  rows: readonly ResponseDraft[],
  diagnose: Diagnose,
): Map<ResponseDraft, Field> {
  const structures = new Map<ResponseDraft, Field>();
  for (const [status, { segments, values, title, line }] of placeStructures(draft, rows, diagnose)) {
    if (segments.every(({ rows: each }) => each.length === 0)) continue;
    const field = buildTree(segments, line);
    addValues(field, values, diagnose);
    const candidates = rows.filter((row) => !structures.has(row) && (status === '' || row.status === status));
    const row =
      candidates.find(isInline) ??
      candidates.find(({ status: code, type }) => code.startsWith('2') && ['', 'none'].includes(type.toLowerCase())) ??
      (status === '' ? undefined : candidates[0]);
    if (row) {
      structures.set(row, { ...field, title: field.title === '' ? title : field.title });
      continue;
    }
    diagnose('unread-table', {
      line,
      found: 'a structure of an answer',
      taken: 'nothing: no answer is documented inline',
    });
  }
  return structures;
}

/** Structures by status; those without one are taken in the order of the inline answers, a table each where there are as many. */
function placeStructures(
  { structures }: OperationDraft,
  rows: readonly ResponseDraft[],
  diagnose: Diagnose,
): [string, TableDraft][] {
  return [...structures].flatMap(([status, draft]): [string, TableDraft][] => {
    const open = rows.filter((row) => isInline(row) && !structures.has(row.status));
    if (status !== '' || open.length < 2) return [[status, draft]];
    const { segments, line } = draft;
    const starts = segments.flatMap(({ composition }, index) => (composition === undefined ? [index] : []));
    const each = starts.length === open.length && starts[0] === 0;
    const statuses = open.map((row) => row.status);
    const taken = each ? `those of ${statuses.join(' and ')}, a table each` : `that of ${statuses[0]}`;
    diagnose('unplaced-structure', { line, found: `a structure of ${statuses.join(' or ')}`, taken });
    if (!each) return [[status, draft]];
    return statuses.map((code, index) => {
      const own = segments.slice(starts[index], starts[index + 1]);
      return [code, { ...draft, segments: own, line: own[0]?.rows[0]?.line ?? line }];
    });
  });
}

/** The example of its status; the first answer that succeeds has the one that names none. */
function exampleOf(
  { examples }: OperationDraft,
  row: ResponseDraft,
  rows: readonly ResponseDraft[],
): Fence | undefined {
  const own = examples.find(({ status }) => status === row.status);
  if (own) return own.fence;
  const first = rows.find(({ status }) => status.startsWith('2'));
  return first === row ? examples.find(({ status }) => status === undefined)?.fence : undefined;
}
