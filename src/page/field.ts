/** Fields: what the rows of a page's tables say, as a tree. */
import type { Composition } from './section.ts';

export type FieldPlace = 'path' | 'query' | 'header' | 'cookie' | 'body';

/** One row, as it is read. */
export interface Row {
  name: string;
  /** How many `»` stand before the name. */
  depth: number;
  place: FieldPlace | undefined;
  /** As it is written. */
  type: string;
  /** Undefined where the row does not say. */
  required: boolean | undefined;
  readOnly: boolean;
  writeOnly: boolean;
  /** Prose in the restriction's column. */
  restriction: string;
  title: string;
  description: string;
  example: string;
  line: number;
}

/** The rows of one table, under the composition that heads it. */
export interface Segment {
  label: Composition | undefined;
  rows: readonly Row[];
}

export interface Field extends Row {
  children: Field[];
  groups: Group[];
  /** Values of an enumeration's table, as they are written. */
  values: string[];
}

/** Alternatives, or schemas that all hold, on one value. */
export interface Group {
  keyword: 'allOf' | 'anyOf' | 'oneOf' | 'not';
  branches: Field[];
}

/** One row of an enumeration's table. */
export interface EnumRow {
  name: string;
  depth: number;
  value: string;
  line: number;
}

export const ANONYMOUS = '*anonymous*';
export const OTHER_MEMBERS = '**additionalProperties**';

/** A field that no row states: the root of a table whose rows are its members. */
export function rootField(line: number, type = ''): Field {
  return {
    name: ANONYMOUS,
    depth: -1,
    place: undefined,
    type,
    required: undefined,
    readOnly: false,
    writeOnly: false,
    restriction: '',
    title: '',
    description: '',
    example: '',
    line,
    children: [],
    groups: [],
    values: [],
  };
}
