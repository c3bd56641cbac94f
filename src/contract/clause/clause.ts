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
  /** A keyword of JSON Schema, or one of `status`, `media-type`, `body`, `unread`, `security`; of a law, what kind it is. */
  kind: string;
  /** What the keyword says; for `required`, the member's name. */
  value: unknown;
  sentence: string;
  /** Into the contract's bundled document. */
  pointer: string;
  source: ClauseSource;
}

/** What a clause is before it has its id, its sentence and its source. */
export type ClauseDraft = Omit<Clause, 'id' | 'operation' | 'sentence' | 'source'>;

/** `addThing.response.201.body.size.type`; a token that holds a dot or a blank stands in quotes. */
export function clauseId({
  operation,
  subject,
  status,
  at,
  kind,
}: Pick<Clause, 'operation' | 'subject' | 'status' | 'at' | 'kind'>): string {
  const place = at.map((token) => (/[.\s]/.test(token) ? JSON.stringify(token) : token));
  if (subject === 'law') return [operation, 'law', kind, ...place.slice(at[0] === 'body' ? 1 : 0)].join('.');
  const tail = at[0] === kind ? place : [...place, kind];
  return [operation, subject, ...(status === undefined ? [] : [status]), ...tail].join('.');
}

/** The id of a law's clause; `at` begins with the part of the message. */
export function lawClauseId(operation: string, kind: 'echo' | 'fresh' | 'unique', at: readonly string[]): string {
  return clauseId({ operation, subject: 'law', at, kind });
}
