/** The answers of an operation, each with its structure and its example. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { OperationDraft, ResponseDraft, TableDraft } from '../draft/draft.ts';
import type { Fence } from '../scan/block.ts';
import { addValues, buildTree } from './build-tree.ts';
import { nestSegments } from './nest-rows.ts';
import { fieldOf, type Field } from './field.ts';
import type { PageResponse } from './page.ts';
import { readType } from '../text/read-type.ts';

interface FinishOptions {
  /** Names of the models of the page. */
  models: ReadonlySet<string>;
  diagnose: Diagnose;
}

export function finishResponses(draft: OperationDraft, { models, diagnose }: FinishOptions): PageResponse[] {
  const known = new Set<string>();
  const rows = addUndeclared(draft, diagnose)
    .map((row) => openUnknown(row, draft, models))
    .filter((row) => {
      const again = known.has(row.status) && row.type === '';
      known.add(row.status);
      if (!again) return true;
      diagnose('status-twice', {
        line: row.line,
        found: `${row.status} again`,
        taken: 'nothing: the row above holds',
        lost: [row.line],
      });
      return false;
    });
  const structures = readStructures(draft, rows, diagnose);
  for (const { status, row: header } of draft.headers) {
    if (rows.some((row) => row.status === status)) continue;
    diagnose('odd-status', {
      line: header.line,
      found: status,
      taken: `nothing: ${header.name} belongs to no answer`,
      lost: [header.line],
    });
  }
  tellOtherExamples(draft, rows, diagnose);
  return rows.map((row) => {
    const structure = structures.get(row);
    const example = exampleOf(draft, row, rows);
    if (isInline(row) && !structure && example) {
      diagnose('example-only', {
        line: example.line,
        found: `${row.status}, of which there is an example and no table`,
        taken: 'expected: what the example shows',
      });
    } else if (isInline(row) && !structure) {
      diagnose('no-structure', {
        line: row.line,
        found: `${row.status} ${row.type}`,
        taken: row.status === '204' ? 'no body' : 'any answer',
      });
    }
    const headers = draft.headers.filter(({ status }) => status === row.status).map((header) => fieldOf(header.row));
    return { ...row, structure, example, headers };
  });
}

/** A bare word that no model is called, beside a structure that says no status: the structure says what it stands for. */
function openUnknown(row: ResponseDraft, { structures }: OperationDraft, models: ReadonlySet<string>): ResponseDraft {
  const { reference } = readType(row.type);
  const isBare = reference !== undefined && reference.target === '' && row.type.toLowerCase() !== 'inline';
  return structures.has('') && row.status.startsWith('2') && isBare && !models.has(reference.text)
    ? { ...row, type: 'Inline' }
    : row;
}

/** A structure or an example for a status that the table lacks is an answer all the same; where nothing is said, anything may come. */
function addUndeclared(draft: OperationDraft, diagnose: Diagnose): ResponseDraft[] {
  const { structures, examples, line, returned } = draft;
  const success = draft.responses.find(({ status, type }) => status.startsWith('2') && type === '');
  const responses = draft.responses.map((row) => (returned && row === success ? { ...row, type: returned.type } : row));
  const first = new Map<string, number>();
  for (const [status, { line: at }] of structures) if (status !== '') first.set(status, at);
  for (const { status, fence } of examples)
    if (status !== undefined && !first.has(status)) first.set(status, fence.line);
  const added = [...first]
    .filter(([status]) => !responses.some((row) => row.status === status))
    .map(([status, at]) => inlineAnswer(status, at));
  const all = [...responses, ...added];
  const open = structures.get('')?.line ?? examples.find(({ status }) => status === undefined)?.fence.line;
  if (open !== undefined && !all.some(({ status }) => status.startsWith('2') || status === 'default')) {
    diagnose('missing-status', { line: open, found: 'an answer without a status', taken: 'the answer 200' });
    return [inlineAnswer('200', open), ...all];
  }
  if (returned && !all.some(({ status }) => status.startsWith('2'))) {
    diagnose('missing-status', { line: returned.line, found: 'an answer without a status', taken: 'the answer 200' });
    return [{ ...inlineAnswer('200', returned.line), type: returned.type }, ...all];
  }
  if (all.length > 0) return all;
  diagnose('no-answer', { line, found: 'an operation without an answer', taken: 'any answer' });
  return [{ status: 'default', description: '', type: '', line }];
}

function inlineAnswer(status: string, line: number): ResponseDraft {
  return { status, description: '', type: 'Inline', line };
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
    const field = buildTree(nestSegments(segments, diagnose), line);
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
      lost: segments.flatMap(({ rows: each }) => each.map((one) => one.line)),
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

/** Of several examples of one answer, the first holds. */
function tellOtherExamples(draft: OperationDraft, rows: readonly ResponseDraft[], diagnose: Diagnose): void {
  const used = new Set(rows.map((row) => exampleOf(draft, row, rows)));
  for (const { fence } of draft.examples) {
    if (used.has(fence)) continue;
    const found = fence.text.trim();
    diagnose('second-example', {
      line: fence.line,
      found,
      taken: 'nothing: another example of its answer holds',
      lost: [fence.line],
    });
  }
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
