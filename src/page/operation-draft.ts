/** An operation and a model while their page is being read. */
import type { Fence } from './block.ts';
import type { EnumRow, FieldPlace, Row, Segment } from './field.ts';
import type { RequestLine } from './request-line.ts';

/** Tables of fields, and of their enumerations. */
export interface TableDraft {
  segments: Segment[];
  values: EnumRow[];
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
  /** Whether rows say by a place of their own that the body is a form. */
  bodyExample: Fence | undefined;
  responses: ResponseDraft[];
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

/** Where the rows of the table below stand, as the line above it says. */
export type PlaceHint = FieldPlace | undefined;

export function startTable(line: number): TableDraft {
  return { segments: [], values: [], line };
}
