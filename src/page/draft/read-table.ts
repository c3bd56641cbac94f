/** Reads a table of a page: parameters, answers, headers, enumerated values, or fields. */
import type { Table } from '../scan/block.ts';
import type { Composition } from '../text/section.ts';
import { tableKind } from '../text/table-column.ts';
import type { PageState } from './page-state.ts';
import { readHeaders, readResponses } from './read-responses.ts';
import { readEnumRows, readRows } from './read-rows.ts';

export function readTable(state: PageState, table: Table): void {
  const { composition, filled } = state;
  state.composition = undefined;
  state.filled = true;
  switch (tableKind(table.header)) {
    case 'enumeration':
      if (state.values) for (const row of readEnumRows(table, state.diagnose)) state.values.values.push(row);
      return;
    case 'parameters':
      return takeParameters(state, table);
    case 'responses':
      if (state.section !== 'responses' && state.section !== undefined && !filled) {
        state.diagnose('swapped-parts', {
          line: table.line,
          found: 'a table of answers under another heading',
          taken: 'the answers',
        });
      }
      for (const response of readResponses(table, state.diagnose)) state.operation?.responses.push(response);
      return;
    case 'headers':
      state.operation?.headers.push(...readHeaders(table, state.diagnose));
      return;
    case 'fields':
      return takeFields(state, table, composition);
    default:
      state.diagnose('unread-table', { line: table.line, found: table.header.join('|'), taken: 'nothing' });
  }
}

function takeParameters(state: PageState, table: Table): void {
  const operation = state.operation;
  if (!operation) return;
  const rows = readRows(table, state.diagnose);
  for (const row of rows) operation.parameters.push(row);
  state.values = { values: operation.parameterValues };
}

function takeFields(state: PageState, table: Table, composition: Composition | undefined): void {
  const { line, header } = table;
  const operation = state.operation;
  if (!state.model && operation && (state.section === 'parameters' || state.section === 'intro')) {
    const place = state.place;
    if (place === undefined) {
      state.diagnose('missing-place', { line, found: header.join('|'), taken: 'each place by path and method' });
    }
    const rows = readRows(table, state.diagnose);
    for (const row of rows) operation.parameters.push(place === undefined ? row : { ...row, place });
    state.values = { values: operation.parameterValues };
    return;
  }
  const target = state.model ?? state.structure(line);
  if (!target) {
    state.diagnose('unread-table', { line, found: header.join('|'), taken: 'nothing: it belongs to no operation' });
    return;
  }
  if (state.model && state.section === 'models' && state.model.example === undefined && composition === undefined) {
    state.diagnose('swapped-parts', {
      line,
      found: 'a table where the example stands',
      taken: `the properties of ${state.model.name}`,
    });
  }
  target.segments.push({ composition, rows: readRows(table, state.diagnose) });
  state.values = target;
}
