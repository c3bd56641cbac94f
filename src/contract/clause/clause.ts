/** Clauses: every single thing that a contract states, with a stable id, a sentence and the place where it is written. */
import type { Place } from '../../errors.ts';

/** Where a clause is written; `page` is `page.md:line` where it came from a page. */
export interface ClauseSource extends Place {
  page?: string;
}

/** What a clause speaks about. */
export type Subject = 'request' | 'response' | 'law';

export interface Clause {
  /** `addThing.request.body.size.type` */
  id: string;
  operation: string;
  subject: Subject;
  /** The documented status, of a clause about a response. */
  status?: string;
  /** The part of the message, then the tokens into it: `["body", "size"]`. `[]` stands for every item, `{}` for every other member. */
  at: readonly string[];
  /** A keyword of JSON Schema, or one of `status`, `media-type`, `body`, `echo`, `unique`, `fresh`. */
  kind: string;
  /** What the keyword says; for `required`, the member's name. */
  value: unknown;
  sentence: string;
  /** Into the contract's bundled document. */
  pointer: string;
  source: ClauseSource;
}
