/** Fields: what the rows of a page's tables say, as a tree. */
import { ANONYMOUS, type CodeRow, emptyRow, type Row } from '../draft/draft.ts';
import { describeType, readType } from '../text/read-type.ts';

export interface Field extends Row {
  children: Field[];
  groups: Group[];
  /** Values of an enumeration's table, or of the row itself, as they are written. */
  values: string[];
  /** Codes that it carries, with what they mean. */
  codes: readonly CodeRow[];
}

/** Alternatives, or schemas that all hold, on one value. */
export interface Group {
  keyword: 'allOf' | 'anyOf' | 'oneOf' | 'not';
  branches: Field[];
}

/** A field that is nothing but its row. */
export function fieldOf(row: Row): Field {
  return { ...row, children: [], groups: [], values: [...row.values], codes: [] };
}

/** A field that no row states: the root of a table whose rows are its members. */
export function rootField(line: number, type = ''): Field {
  return fieldOf({ ...emptyRow(ANONYMOUS, line), depth: -1, type });
}

/** A field and all that hang below it. */
export function* fieldsOf(field: Field): Generator<Field> {
  yield field;
  for (const child of field.children) yield* fieldsOf(child);
  for (const { branches } of field.groups) for (const branch of branches) yield* fieldsOf(branch);
}

/** A field's content as one text, equal for fields that say the same, whatever the lines and anchors of their page. */
export function describeField(field: Field): string {
  return JSON.stringify(contentOf(field));
}

function contentOf(field: Field): unknown {
  const { name, type, required, readOnly, writeOnly, restriction, title, description, children, groups } = field;
  const { values, codes, default: standard } = field;
  return [
    name,
    describeType(readType(type)),
    required === true,
    readOnly,
    writeOnly,
    restriction,
    title,
    description,
    values,
    codes.map(({ value, meaning }) => [value, meaning]),
    standard,
    children.map(contentOf),
    groups.map(({ keyword, branches }) => [keyword, branches.map(contentOf)]),
  ];
}
