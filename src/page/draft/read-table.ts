/** Reads a table of a page: parameters, answers, headers, enumerated values, codes of errors, or fields. */
import type { Table } from '../scan/block.ts';
import { plainText } from '../text/clean-text.ts';
import type { Composition } from '../text/section.ts';
import { columnOf, columnsOf, tableKind } from '../text/table-column.ts';
import { startTable } from './draft.ts';
import type { PageState } from './page-state.ts';
import { isHttpStatus, readCodes, readHeaders, readResponses } from './read-responses.ts';
import { readEnumRows, readRows } from './read-rows.ts';

export function readTable(state: PageState, table: Table): void {
  const { composition, filled } = state;
  state.composition = undefined;
  state.filled = true;
  tellColumns(state, table);
  switch (tableKind(table.header)) {
    case 'enumeration':
      return takeValues(state, table);
    case 'parameters':
      return state.model ? takeFields(state, table, composition) : takeParameters(state, table);
    case 'responses':
      return takeResponses(state, table, filled);
    case 'headers':
      if (!state.operation) return lose(state, table, 'it belongs to no operation');
      state.operation.headers.push(...readHeaders(table, state.diagnose));
      return read(state, table, 'a header of an answer');
    case 'fields':
      return takeFields(state, table, composition);
    default:
      lose(state, table, 'its columns are none that are known');
  }
}

function takeValues(state: PageState, table: Table): void {
  const { model } = state;
  if (model && model.segments.length === 0) state.values = model;
  if (!state.values) return lose(state, table, 'no table of fields stands above it');
  for (const row of readEnumRows(table, state.diagnose)) state.values.values.push(row);
  read(state, table, 'a value');
}

function takeParameters(state: PageState, table: Table): void {
  const operation = state.operation;
  if (!operation) return lose(state, table, 'it belongs to no operation');
  for (const row of readRows(table, state.diagnose)) operation.parameters.push(row);
  state.values = { values: operation.parameterValues };
  read(state, table, 'a parameter');
}

function takeResponses(state: PageState, table: Table, filled: boolean): void {
  const { section, operation, diagnose } = state;
  if (isOfCodes(table, section)) {
    const codes = readCodes(table, diagnose);
    for (const code of codes) (operation?.codes ?? state.draft.common.codes).push(code);
    return read(state, table, 'a code of the answers');
  }
  if (!operation) return lose(state, table, 'it belongs to no operation');
  if (section !== 'responses' && section !== undefined && !filled) {
    diagnose('swapped-parts', {
      line: table.line,
      found: 'a table of answers under another heading',
      taken: 'the answers',
    });
  }
  for (const response of readResponses(table, diagnose)) operation.responses.push(response);
  read(state, table, 'an answer');
}

/** Codes that an answer tells in its body: none of HTTP's, or those of a section about them. */
function isOfCodes({ header, rows }: Table, section: PageState['section']): boolean {
  const at = header.map(columnOf).indexOf('status');
  const statuses = rows.filter(({ cells }) => isHttpStatus(cells[at] ?? ''));
  if (rows.length > 0 && statuses.length === 0)
    return rows.every(({ cells }) => /^-?[\w.]{1,40}$/.test(plainText(cells[at] ?? '')));
  return section === 'errors' && !header.some((cell) => /http|状态|status/i.test(cell));
}

const REQUESTS: ReadonlySet<PageState['section']> = new Set([
  'parameters',
  'intro',
  'body-example',
  'request-line',
  'media',
]);

function takeFields(state: PageState, table: Table, composition: Composition | undefined): void {
  const { line, header } = table;
  const { operation, section, model } = state;
  if (!model && !operation && section === 'envelope') {
    const envelope = (state.draft.common.envelope ??= startTable(line));
    envelope.segments.push({ composition, rows: readRows(table, state.diagnose) });
    state.values = envelope;
    return read(state, table, 'what every answer has');
  }
  if (!model && operation && REQUESTS.has(section)) return takePlaced(state, table);
  if (
    !model &&
    !state.amongModels &&
    (section === undefined || section === 'errors' || section === 'code' || section === 'remarks')
  ) {
    return lose(
      state,
      table,
      operation ? 'nothing says whether it is of the request or of an answer' : 'it belongs to no operation',
    );
  }
  const target = model ?? state.structure(line);
  if (!target) return lose(state, table, 'it belongs to no operation');
  if (
    model &&
    section === 'models' &&
    model.example === undefined &&
    composition === undefined &&
    state.draft.name !== model.name &&
    header.length === 6
  ) {
    state.diagnose('swapped-parts', {
      line,
      found: 'a table where the example stands',
      taken: `the properties of ${model.name}`,
    });
  }
  target.segments.push({ composition, rows: readRows(table, state.diagnose) });
  state.values = target;
  read(state, table, model ? 'a member' : 'a member of an answer');
}

/** Fields of a request whose table has no column for their place. */
function takePlaced(state: PageState, table: Table): void {
  const { place, operation, diagnose } = state;
  const { line, header } = table;
  if (place === undefined) {
    diagnose('missing-place', { line, found: header.join('|'), taken: 'each place by path and method' });
  }
  const rows = readRows(table, diagnose).map((row) => (place === undefined ? row : { ...row, place }));
  if (!operation) return;
  for (const row of rows) operation.parameters.push(row);
  state.values = { values: operation.parameterValues };
  read(state, table, place === undefined ? 'a field of the request' : `a field of the request, in the ${place}`);
}

function read(state: PageState, { rows }: Table, as: string): void {
  const became = state.became(as);
  for (const { line } of rows) state.account.read(line, became);
}

function lose({ diagnose }: PageState, { line, header, rows }: Table, why: string): void {
  diagnose('unread-table', {
    line,
    found: header.join('|'),
    taken: `nothing: ${why}`,
    lost: rows.map((row) => row.line),
  });
}

/** A column that nobody knows, and that says something. */
function tellColumns({ diagnose }: PageState, table: Table): void {
  if (tableKind(table.header) === undefined) return;
  for (const [index, column] of columnsOf(table).entries()) {
    const said =
      column === undefined && table.rows.find(({ cells }) => !/^(?:none|-|—|\s*)$/i.test((cells[index] ?? '').trim()));
    const name = (table.header[index] ?? '').trim();
    if (said)
      diagnose('unread-column', {
        line: table.line,
        found: name === '' ? (said.cells[index] ?? '') : name,
        taken: 'nothing: its cells are left out',
      });
  }
}
