/** What the mock answers, without HTTP. */
import type { Content, Operation } from '../../contract/operation.ts';
import type { RequestViolation } from '../../contract/zone-of.ts';
import type { HeaderText } from '../../http/value/header.ts';
import type { Preference } from '../request/preference.ts';
import type { MockRequest } from '../request/read-request.ts';

export interface Answer {
  status: number;
  /** Of the body; JSON's own where none is chosen. */
  mediaType?: string | undefined;
  /** What the document says of the body. */
  content?: Content | undefined;
  /** Beside the content type; names in lower case. */
  headers: Readonly<Record<string, HeaderText>>;
  /** Absent, or undefined, where there is none. */
  body?: unknown;
  /** Why the request was refused; of an accepted one, what is doubtful about it. */
  reasons: readonly string[];
  /** The clauses that a refused request breaks. */
  violations: readonly RequestViolation[];
  /** What only the expected domain says against an accepted request. */
  doubts: readonly RequestViolation[];
  refused: boolean;
  /** The scenario that was given as it is. */
  scenario?: string | undefined;
  /** The preferences that made the answer what it is. */
  applied: Preference;
}

export interface Responder {
  respond(operation: Operation, request: MockRequest): Answer;
  /** An answer to a request that reaches no operation, or whose body cannot be read. */
  refuse(status: number, reason: string, operation?: Operation): Answer;
  write(answer: Answer): WrittenAnswer;
}

/** An answer as it goes over the wire. */
export interface WrittenAnswer {
  status: number;
  /** Names in lower case. */
  headers: Readonly<Record<string, HeaderText>>;
  /** Absent where there is no body. */
  payload?: string | Uint8Array<ArrayBuffer>;
}
