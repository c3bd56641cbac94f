/** An operation and a model while their page is being read. */
import type { Fence } from './block.ts';
import type { EnumRow, Row, Segment } from './field.ts';
import type { HeaderDraft } from './read-headers.ts';
import type { RequestLine } from './request-line.ts';

/** Tables of fields, and of their enumerations. */
export interface TableDraft {
  segments: Segment[];
  values: EnumRow[];
  /** What a line above the table calls it. */
  title: string;
  line: number;
}

export interface OperationDraft {
  id: string | undefined;
  summary: string;
  description: string[];
  tag: string | undefined;
  request: RequestLine;
  line: number;
  parameters: Row[];
  parameterValues: EnumRow[];
  bodyExample: Fence | undefined;
  responses: ResponseDraft[];
  headers: HeaderDraft[];
  structures: Map<string, TableDraft>;
  examples: { status: string | undefined; fence: Fence }[];
}

export interface ResponseDraft {
  status: string;
  description: string;
  type: string;
  line: number;
}

export interface ModelDraft extends TableDraft {
  name: string;
  anchors: string[];
  after: number;
  description: string[];
  example: Fence | undefined;
}

export function startTable(line: number): TableDraft {
  return { segments: [], values: [], title: '', line };
}
