/** Changes between two contracts: data, one a clause, each with whom it breaks. */
import type { ClauseSource, Subject } from '../contract/clause/clause.ts';

export type ChangeKind = 'gone' | 'new' | 'changed';

/** Who obeys the old contract and no longer gets along under the new one. */
export interface Breaks {
  /** A caller: what it sends may be refused, or what it gets it does not know. */
  callers: boolean;
  /** A server: it no longer conforms. */
  providers: boolean;
}

/** A clause on one side; an operation as a whole has the kind `operation`. */
export interface ChangedClause {
  id: string;
  sentence: string;
  value: unknown;
  source: ClauseSource;
}

export interface Change {
  kind: ChangeKind;
  /** `POST /things` */
  operation: string;
  subject: Subject | 'operation';
  old?: ChangedClause;
  new?: ChangedClause;
  breaks: Breaks;
}

export interface Diff {
  changes: readonly Change[];
  /** Clauses that both sides have alike. */
  same: number;
  breaking: boolean;
}
