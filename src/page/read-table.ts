/** Reads a table of a page: parameters, answers, headers, enumerated values, or fields. */
import type { Table } from './block.ts';
import type { PageState } from './page-state.ts';
import { readEnumRows } from './read-enum-rows.ts';
import { readHeaders } from './read-headers.ts';
import { readResponses } from './read-responses.ts';
import { readRows } from './read-rows.ts';
import type { Composition } from './section.ts';
import { tableKind } from './table-kind.ts';

export function readTable(state: PageState, table: Table): void {
  const label = state.label;
  state.label = undefined;
  const filled = state.filled;
  state.filled = true;
  switch (tableKind(table)) {
    case 'enumeration':
      if (state.values) for (const row of readEnumRows(table, state.report)) state.values.values.push(row);
      return;
    case 'parameters':
      return takeParameters(state, table);
    case 'responses':
      if (state.section !== 'responses' && state.section !== undefined && !filled) {
        state.report('swapped-parts', table.line, 'a table of answers under another heading', 'the answers');
      }
      for (const response of readResponses(table, state.report)) state.operation?.responses.push(response);
      return;
    case 'headers':
      state.operation?.headers.push(...readHeaders(table, state.report));
      return;
    case 'fields':
      return takeFields(state, table, label);
    default:
      state.report('unread-table', table.line, table.header.join('|'), 'nothing');
  }
}

function takeParameters(state: PageState, table: Table): void {
  const operation = state.operation;
  if (!operation) return;
  const rows = readRows(table, state.report);
  for (const row of rows) operation.parameters.push(row);
  state.values = { values: operation.parameterValues };
}

function takeFields(state: PageState, table: Table, label: Composition | undefined): void {
  const operation = state.operation;
  if (!state.model && operation && (state.section === 'parameters' || state.section === 'intro')) {
    const place = state.place;
    if (place === undefined)
      state.report('missing-place', table.line, table.header.join('|'), 'each place by path and method');
    const rows = readRows(table, state.report);
    for (const row of rows) operation.parameters.push(place === undefined ? row : { ...row, place });
    state.values = { values: operation.parameterValues };
    return;
  }
  const target = state.model ?? state.structure(table.line);
  if (!target)
    return state.report('unread-table', table.line, table.header.join('|'), 'nothing: it belongs to no operation');
  if (state.model && state.section === 'models' && state.model.example === undefined && label === undefined) {
    state.report(
      'swapped-parts',
      table.line,
      'a table where the example stands',
      `the properties of ${state.model.name}`,
    );
  }
  target.segments.push({ label, rows: readRows(table, state.report) });
  state.values = target;
}
