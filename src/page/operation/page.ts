/** What a page says, before its references are followed. */
import type { Method } from '../../contract/operation.ts';
import type { CodeRow } from '../draft/draft.ts';
import type { Fence, ShownHeader } from '../scan/block.ts';
import type { Field } from './field.ts';

/** The media type of what a page says no other of. */
export const JSON_TYPE = 'application/json';

export interface Page {
  /** As it was named. */
  file: string;
  /** The file's name without its ending. */
  name: string;
  title: string;
  heading: string;
  operations: PageOperation[];
  models: PageModel[];
  common: PageCommon;
}

/** What a page says once for all of its operations. */
export interface PageCommon {
  servers: readonly string[];
  credentials: readonly ShownHeader[];
  codes: readonly CodeRow[];
  /** What every answer has. */
  envelope: Field | undefined;
}

export interface PageOperation {
  /** The `operationId` of a raw export's anchor. */
  id: string | undefined;
  summary: string;
  description: string;
  tag: string | undefined;
  method: Method;
  path: string;
  line: number;
  parameters: Field[];
  body: PageBody | undefined;
  responses: PageResponse[];
  /** Whether nothing but its request line is known: it may be a mention of what is described elsewhere. */
  isBare: boolean;
  /** Headers of the request as it is shown. */
  shown: readonly ShownHeader[];
  /** Values of the member of its answers that tells what went wrong. */
  codes: readonly CodeRow[];
}

export interface PageBody {
  /** The row named `body`, or one that stands for it. */
  field: Field;
  mediaType: string;
  example: Fence | undefined;
}

export interface PageResponse {
  status: string;
  description: string;
  /** As it is written: a link to a model, `Inline`, a type. */
  type: string;
  line: number;
  /** Of an inline answer. */
  structure: Field | undefined;
  example: Fence | undefined;
  headers: readonly Field[];
}

export interface PageModel {
  name: string;
  anchors: readonly string[];
  line: number;
  /** Index of the operation after which it stands; -1 before the first. */
  after: number;
  description: string;
  /** Undefined where the model has no table. */
  field: Field | undefined;
  example: Fence | undefined;
}

export interface PageExample {
  page: Page;
  /** Of a body, of an answer, or of a model by itself. */
  part: 'request' | 'response' | 'model';
  /** Id of the operation; of a model, its component. */
  owner: string;
  /** Of an answer. */
  status?: string;
  mediaType: string;
  fence: Fence;
}
