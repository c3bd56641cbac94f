/** Changes between two contracts: diagnostics, one a clause, each with whom it breaks. */
import type { ClauseSource, Subject } from '../contract/clause/clause.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Operation } from '../contract/operation.ts';

export type ChangeKind = 'gone' | 'new' | 'changed';

/** What changed: a clause of one subject, or an operation as a whole. */
export type ChangedSubject = Subject | 'operation';

/** `request-changed`, `operation-gone` */
export type ChangeRule = `${ChangedSubject}-${ChangeKind}`;

/** Who obeys the old contract and no longer gets along under the new one. */
export interface Breaks {
  /** A caller: what it sends may be refused, or what it gets it does not know. */
  callers: boolean;
  /** A server: it no longer conforms. */
  providers: boolean;
}

/** A clause on one side. */
export interface ChangedClause {
  id: string;
  sentence: string;
  value: unknown;
  source: ClauseSource;
}

/** What is known of a change; one of its sides is always there. */
export interface ChangeFacts {
  kind: ChangeKind;
  /** `POST /things` */
  operation: string;
  subject: ChangedSubject;
  old?: ChangedClause;
  new?: ChangedClause;
  breaks: Breaks;
}

/** An `error` where it breaks someone, else a `note`; its place is on the new side, or where the clause stood. */
export interface Change extends ChangeFacts, Diagnostic<ChangeRule> {}

export interface Diff {
  changes: readonly Change[];
  /** Clauses that both sides have alike. */
  same: number;
  breaking: boolean;
}

export function createChange(facts: ChangeFacts): Change {
  const { kind, subject, old, new: now, breaks } = facts;
  const clause = (now ?? old) as ChangedClause;
  const before = now && old ? `, before: ${old.sentence}` : '';
  return {
    rule: `${subject}-${kind}`,
    severity: breaks.callers || breaks.providers ? 'error' : 'note',
    place: clause.source,
    message: `${kind}: ${clause.sentence}${before}`,
    ...facts,
  };
}

/** `POST /things` */
export function operationName({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}
