/** What a page says, as it is written: rows of tables, and the operation or the model that they belong to. */
import type { Fence, Heading, Request, ShownHeader } from '../scan/block.ts';
import type { FieldPlace } from '../text/cell-words.ts';
import type { RequestLine } from '../text/request-line.ts';
import type { Composition } from '../text/section.ts';

export interface PageDraft {
  /** As it was named. */
  file: string;
  /** The file's name without its ending. */
  name: string;
  title: string;
  heading: string;
  operations: OperationDraft[];
  models: ModelDraft[];
  /** What holds for all operations of the page. */
  common: CommonDraft;
}

/** What a page says once for all of its operations. */
export interface CommonDraft {
  /** Base addresses, as they are written. */
  servers: string[];
  /** What a request shows or names to be let in. */
  credentials: ShownHeader[];
  codes: CodeRow[];
  /** Members that every answer has. */
  envelope: TableDraft | undefined;
  envelopeExample: Fence | undefined;
}

/** One value of the member of answers that tells what went wrong. */
export interface CodeRow {
  value: string;
  meaning: string;
  line: number;
}

export interface OperationDraft {
  id: string | undefined;
  summary: string;
  description: string[];
  tag: string | undefined;
  request: RequestLine;
  line: number;
  /** Headers of the request as it is shown. */
  shown: readonly ShownHeader[];
  /** The media type of the body, as a label says it. */
  media: string;
  codes: CodeRow[];
  parameters: Row[];
  parameterValues: EnumRow[];
  bodyExample: Fence | undefined;
  responses: ResponseDraft[];
  headers: HeaderDraft[];
  /** The type of what comes back, where the page says no more. */
  returned: { type: string; line: number } | undefined;
  /** By status; the empty one where none is said. */
  structures: Map<string, TableDraft>;
  examples: { status: string | undefined; fence: Fence }[];
}

export interface ResponseDraft {
  status: string;
  description: string;
  /** As it is written. */
  type: string;
  line: number;
}

export interface HeaderDraft {
  /** As it is written. */
  status: string;
  row: Row;
}

export interface ModelDraft extends TableDraft {
  name: string;
  anchors: string[];
  /** Index of the operation after which it stands; -1 before the first. */
  after: number;
  description: string[];
  example: Fence | undefined;
}

/** Tables of fields, and of their enumerations. */
export interface TableDraft {
  segments: Segment[];
  values: EnumRow[];
  /** What a line above the table calls it. */
  title: string;
  line: number;
}

/** The rows of one table, under the composition that heads it. */
export interface Segment {
  composition: Composition | undefined;
  rows: Row[];
}

/** One row of a table of fields. */
export interface Row {
  name: string;
  /** How many `»` stand before the name. */
  depth: number;
  place: FieldPlace | undefined;
  /** Where its own cell says that it is in a body, which: a form, or any. */
  body: 'form' | 'any' | undefined;
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
  /** As it is written. */
  default: string;
  /** Values that the row itself lists. */
  values: readonly string[];
  line: number;
}

/** One row of an enumeration's table. */
export interface EnumRow {
  name: string;
  depth: number;
  value: string;
  line: number;
}

/** The name of a row that stands for a whole value. */
export const ANONYMOUS = '*anonymous*';

/** The name of a row that stands for all members without a row of their own. */
export const OTHER_MEMBERS = '**additionalProperties**';

/** What the lines before an operation's request line have said. */
interface OperationStart {
  block: Request;
  request: RequestLine;
  id: string | undefined;
  tag: string | undefined;
  /** The heading that is the operation's own. */
  heading: Heading | undefined;
  /** Lines of text before the request line. */
  intro: readonly string[];
  /** What the operation is called where nothing above names it. */
  fallback: string;
}

/** An operation at its request line: its own heading names it, else what stands beside the line, else the first line of its introduction. */
export function startOperation(start: OperationStart): OperationDraft {
  const { block, request, id, tag, heading, intro, fallback } = start;
  const own = heading?.text.replace(/^(?:GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE)\s+(?=\S)/, '');
  const named = own === undefined || own === '' ? block.summary : own;
  const said = own !== undefined && own !== '' && block.summary !== '' && block.summary !== own ? [block.summary] : [];
  const [summary = fallback, ...description] = named === '' ? [...intro] : [named, ...said, ...intro];
  return {
    id,
    summary,
    description,
    tag,
    request,
    line: block.line,
    shown: block.headers,
    media: '',
    codes: [],
    parameters: [],
    parameterValues: [],
    bodyExample: block.body,
    responses: [],
    headers: [],
    returned: undefined,
    structures: new Map(),
    examples: [],
  };
}

export function startTable(line: number): TableDraft {
  return { segments: [], values: [], title: '', line };
}

/** A row that says nothing but a name. */
export function emptyRow(name: string, line: number): Row {
  return {
    name,
    depth: 0,
    place: undefined,
    body: undefined,
    type: '',
    required: undefined,
    readOnly: false,
    writeOnly: false,
    restriction: '',
    title: '',
    description: '',
    example: '',
    default: '',
    values: [],
    line,
  };
}
