/** Reads the rows of a table of fields, or of enumerated values. */
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import type { Table, TableRow } from '../scan/block.ts';
import { isFormWord, isRequiredWord, readPlace, readRequired, type FieldPlace } from '../text/cell-words.ts';
import { cleanCell, decodeCell } from '../text/clean-text.ts';
import { columnOf, columnsOf } from '../text/table-column.ts';
import { ANONYMOUS, OTHER_MEMBERS, type EnumRow, type Row } from './draft.ts';
import { fitCells, type Cells } from './fit-cells.ts';

/** The rows of `table`, each cell under its column. */
export function readRows(table: Table, diagnose: Diagnose): Row[] {
  const columns = columnsOf(table);
  const cells = table.rows.map((row) => fitCells(row, columns, diagnose));
  const names = readNames(cells.map((each) => each.name ?? each.property ?? each.header ?? ''));
  const isGenerated = table.header.map((cell) => cell.trim().toLowerCase()).join() === 'name,type,description,notes';
  return table.rows.flatMap((row, index) => {
    const name = names[index] as Name;
    const said = Object.values(cells[index] as Cells).filter(
      (cell) => cell.replaceAll('»', '').trim() !== '' && !isRequiredWord(cell),
    );
    if (name.name === '' && said.length === 0) return [];
    if (name.name !== '') return [readRow(cells[index] as Cells, { row, name, isGenerated, diagnose })];
    diagnose('row-of-wrong-length', {
      line: row.line,
      found: row.cells.join('|'),
      taken: 'nothing: it has no name',
      lost: [row.line],
    });
    return [];
  });
}

/** One row a value; a row without a name goes on with the one above. */
export function readEnumRows({ header, rows }: Table, diagnose: Diagnose): EnumRow[] {
  const columns = header.map(columnOf);
  const nameAt = columns.findIndex((column) => column === 'property' || column === 'name');
  const valueAt = columns.findIndex((column) => column === 'value' || column === 'values');
  let last = { name: '', depth: 0 };
  return rows.map(({ cells, line }) => {
    const read = readName(cells[nameAt] ?? '');
    if (read.name !== '') last = read;
    const end = valueAt === columns.length - 1 ? cells.length : valueAt + 1;
    const value = cleanCell(cells.slice(valueAt, end).join('|'));
    if (cells.length > columns.length) {
      diagnose('unescaped-pipe', {
        line,
        found: `${cells.length} cells under ${columns.length} columns`,
        taken: `the value "${value}"`,
      });
    }
    return { ...last, value, line };
  });
}

interface RowParts {
  row: TableRow;
  name: Name;
  /** Whether the table is one of OpenAPI Generator's, where a row is required that does not say otherwise. */
  isGenerated: boolean;
  diagnose: Diagnose;
}

function readRow(cells: Cells, { row: { line }, name, isGenerated, diagnose }: RowParts): Row {
  const notes = readNotes(textOf(cells.notes));
  const { readOnly, writeOnly, restriction } = readRestriction(textOf(cells.restriction));
  const typed = splitNeed(textOf(cells.type) || textOf(cells.model));
  const said = [textOf(cells.description), notes.text].filter((text) => text !== '');
  return {
    name: name.name,
    depth: name.depth,
    place: placeIn(cells.place),
    body: isFormWord(cells.place ?? '') ? 'form' : placeIn(cells.place) === 'body' ? 'any' : undefined,
    type: withFormat(typed.type, textOf(cells.format)),
    required:
      needOf(cells, { line, diagnose }) ??
      notes.required ??
      typed.required ??
      name.required ??
      (isGenerated ? true : undefined),
    readOnly: readOnly || notes.readOnly,
    writeOnly,
    restriction,
    title: textOf(cells.title),
    description: said.join('; '),
    example: textOf(cells.example) || textOf(cells.value),
    default: silent(textOf(cells.default)) || notes.default,
    values: listOf(textOf(cells.values)) ?? notes.values ?? listOf(enumIn(said.join('\n'))) ?? [],
    line,
  };
}

/** `_Enum:_ \`"memo"\`, \`"todo"\``, as swagger-markdown writes it. */
function enumIn(text: string): string {
  return /(?:^|\n)_Enum:_ {0,3}([^\n]*)/.exec(text)?.[1] ?? '';
}

function needOf(cells: Cells, written: { line: number; diagnose: Diagnose }): boolean | undefined {
  if (cells.required !== undefined) return readRequired(cells.required, written);
  if (cells.optional === undefined) return undefined;
  const optional = readRequired(cells.optional, written);
  return optional === undefined ? undefined : !optional;
}

/** `[optional] [default to 10] [enum: a, b] [readonly]`: the notes of generators; whatever else stands there is prose. */
function readNotes(text: string): {
  required: boolean | undefined;
  readOnly: boolean;
  default: string;
  values: string[] | undefined;
  text: string;
} {
  const [, standard = ''] = /\[default(?: to|=|:)?\s*([^\]]*)\]/i.exec(text) ?? [];
  const [, listed] = /\[enum:\s*([^\]]*)\]/i.exec(text) ?? [];
  return {
    required: /\[optional\]/i.test(text) ? false : /\[required\]/i.test(text) ? true : undefined,
    readOnly: /\[read-?only\]/i.test(text),
    default: standard.replaceAll(/^['"`]+|['"`]+$/g, ''),
    values: listOf(listed ?? ''),
    text: text.replaceAll(/\[(?:optional|required|read-?only|default[^\]]*|enum:[^\]]*)\]/gi, '').trim(),
  };
}

/** Values with commas or bars between them. */
function listOf(text: string): string[] | undefined {
  const values = text
    .split(/[,，、|\n]/)
    .map((value) => value.replaceAll(/[`'"]/g, '').trim())
    .filter((value) => value !== '');
  return values.length > 0 && values.every((value) => /^[\w.+-]{1,60}$/.test(value)) ? values : undefined;
}

/** `string, required`: a type that also says whether the field is. */
function splitNeed(type: string): { type: string; required: boolean | undefined } {
  const [, bare, need = ''] =
    /^(.{1,80}?)\s*[,，(（[]\s*(required|optional|必填|必选|可选|选填)\s*[)）\]]?$/i.exec(type) ?? [];
  if (bare === undefined) return { type, required: undefined };
  return { type: bare.trim(), required: /^(?:required|必)/i.test(need) };
}

function withFormat(type: string, format: string): string {
  return format === '' || type === '' || /[([<]/.test(type) || !/^[\w-]+$/.test(format) ? type : `${type}(${format})`;
}

/** A dash stands for nothing said. */
function silent(text: string): string {
  return /^(?:-|—|\/|null|无|空|N\/A)$/i.test(text) ? '' : text;
}

function placeIn(cell: string | undefined): FieldPlace | undefined {
  return cell === undefined ? undefined : readPlace(cell);
}

interface Name {
  name: string;
  depth: number;
  /** Where a star beside the name says so. */
  required: boolean | undefined;
}

/** Names without marks, each with its depth: by `»`, else by how far the marks and blanks before it reach in this table. */
function readNames(cells: readonly string[]): Name[] {
  const split = cells.map(splitMarks);
  const own = split.filter(({ name }) => name !== '');
  if (own.some(({ marks }) => marks.includes('»')))
    return split.map(({ marks, name }) => toName(name, marks.split('»').length - 1));
  const widths = [...new Set(own.map(({ marks }) => marks.length))].sort((a, b) => a - b);
  return split.map(({ marks, name }) => toName(name, Math.max(widths.indexOf(marks.length), 0)));
}

/** What stands before a name to show its depth. Blanks that a formatter may have put there are none. */
function splitMarks(cell: string): { marks: string; name: string } {
  const text = decodeCell(cell)
    .replace(/^[ \t]/, '')
    .trimEnd();
  const [marks = ''] =
    /^(?:[»›├└│─┣┗┃━↳∟\s\u00A0\u2000-\u200B\u3000]|[+>–—-](?=[+>–—\s-]*[\w\u4e00-\u9fff`*]))*/u.exec(
      text.slice(0, 500),
    ) ?? [];
  const shown = marks.replaceAll(/[ \t\n]/g, '');
  return { marks: shown === '' ? '' : shown, name: text.slice(marks.length).trim() };
}

function toName(text: string, depth: number): Name {
  const name = bareName(text);
  if (name === ANONYMOUS || name === OTHER_MEMBERS) return { name, depth, required: undefined };
  const [, before = '', word = '', after = ''] =
    /^(\*{0,2}\s*)(.*?)(\s*\\?\*{1,2}|\s*[（(](?:required|必填|必选)[)）])?$/is.exec(name) ?? [];
  const starred = (before.trim() === '*' && after.trim() !== '*') || (after !== '' && before.trim() === '');
  return { name: bareName(starred ? word : name), depth, required: starred ? true : undefined };
}

/** The name in the cell of an enumeration's table. */
function readName(cell: string): { name: string; depth: number } {
  const { marks, name } = splitMarks(cell);
  return { name: bareName(name), depth: marks.split('»').length - 1 };
}

function bareName(text: string): string {
  if (text === ANONYMOUS || text === '_anonymous_') return ANONYMOUS;
  if (text === OTHER_MEMBERS || text === '__additionalProperties__') return OTHER_MEMBERS;
  for (const mark of ['**', '`', '*']) {
    if (text.length > 2 * mark.length && text.startsWith(mark) && text.endsWith(mark)) {
      return text.slice(mark.length, -mark.length).trim();
    }
  }
  return text;
}

/** `none` stands for nothing said. */
function textOf(cell = ''): string {
  const text = cleanCell(cell);
  return text === 'none' ? '' : text;
}

function readRestriction(text: string): Pick<Row, 'readOnly' | 'writeOnly' | 'restriction'> {
  const word = text.toLowerCase().replaceAll(/[\s_]/g, '-');
  const readOnly = ['read-only', 'readonly', '只读'].includes(word);
  const writeOnly = ['write-only', 'writeonly', '只写'].includes(word);
  return { readOnly, writeOnly, restriction: readOnly || writeOnly ? '' : text };
}
