/** The blocks of a page: what its lines are, before anyone asks what they mean. */

export type Block = Heading | Fence | Table | Text;

export interface Heading {
  kind: 'heading';
  level: number;
  /** Without marks and anchors. */
  text: string;
  /** Ids that a link can lead to. */
  anchors: readonly string[];
  line: number;
}

export interface Fence {
  kind: 'fence';
  language: string;
  title: string;
  text: string;
  /** Of the opening line; the text begins one below. */
  line: number;
}

export interface TableRow {
  cells: readonly string[];
  line: number;
}

export interface Table {
  kind: 'table';
  header: readonly string[];
  rows: TableRow[];
  line: number;
}

/** One line of text; empty where the line only holds anchors. */
export interface Text {
  kind: 'text';
  text: string;
  quoted: boolean;
  anchors: readonly string[];
  line: number;
}
