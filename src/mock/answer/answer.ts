/** What the mock is asked and what it answers, without HTTP. */
import type { Operation } from '../../contract/operation.ts';
import type { RequestValues, RequestViolation } from '../../contract/zone-of.ts';
import type { Body } from '../../http/parse-body.ts';
import type { Preference } from '../request/preference.ts';

export interface MockRequest {
  /** The parameters; the body stands apart, since it may be none. */
  values: RequestValues;
  body: Body;
  accept: string | undefined;
  preference: Preference;
}

export interface Answer {
  status: number;
  mediaType?: string;
  /** Beside the content type; names in lower case. */
  headers: Readonly<Record<string, string>>;
  body?: unknown;
  /** Why the request was refused; of an accepted one, what is doubtful about it. */
  reasons: readonly string[];
  /** The clauses that a refused request breaks. */
  violations: readonly RequestViolation[];
  /** What only the expected domain says against an accepted request. */
  doubts: readonly RequestViolation[];
  refused: boolean;
  /** The scenario that was given as it is. */
  scenario?: string;
  /** The preferences that made the answer what it is. */
  applied: Preference;
}

export interface Responder {
  respond(operation: Operation, request: MockRequest): Answer;
  /** An answer to a request that reaches no operation, or whose body cannot be read. */
  refuse(status: number, reason: string, operation?: Operation): Answer;
}
