/** The blocks of a page: what its lines are, before anyone asks what they mean. */
import type { RequestLine } from '../text/request-line.ts';

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
  /** Whether it is an item of a list. */
  bullet: boolean;
  /** Blanks before it. */
  indent: number;
  anchors: readonly string[];
  line: number;
}

/** Where an operation begins: what its request line, its labels, its heading or its curl command say. */
export interface Request {
  kind: 'request';
  /** Undefined for what looks like an operation and cannot be read as one: it ends the one before it. */
  request: RequestLine | undefined;
  line: number;
  /** Of the request as it is shown: lines below a request line, options of curl. */
  headers: readonly ShownHeader[];
  /** The body as it is shown. */
  body: Fence | undefined;
  /** What the operation is called beside its request line. */
  summary: string;
}

export interface ShownHeader {
  name: string;
  value: string;
  line: number;
  /** Of a credential: whether a request may do without. */
  isOptional?: boolean;
}
