/** The ids of clauses, written in one way wherever one is named. */
import type { Clause } from './clause.ts';

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
