/** Changes between two contracts: diagnostics, one a clause, each with whom it breaks, and an example that shows it. */
import type { ClauseSource, Subject } from '../contract/clause/clause.ts';
import type { Diagnostic } from '../contract/diagnostic.ts';
import type { Operation, RequestValues } from '../contract/operation.ts';
import { type ChangeRule, changeRules } from './change-rule.ts';
import type { Audience } from './value-rule.ts';

export type ChangeKind = 'gone' | 'new' | 'changed';

/** What changed: a clause of one subject, or an operation as a whole. */
export type ChangedSubject = Subject | 'operation';

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

/** The smallest message that shows a change: right by one contract, wrong by the other. */
export type Witness =
  | { message: 'request'; right: 'old' | 'new'; values: RequestValues; curl: string }
  | {
      message: 'answer';
      right: 'old' | 'new';
      status: string;
      headers?: Readonly<Record<string, unknown>>;
      body?: unknown;
    };

/** What is known of a change; one of its sides is always there. */
export interface ChangeFacts {
  kind: ChangeKind;
  /** `POST /things` */
  operation: string;
  subject: ChangedSubject;
  old?: ChangedClause;
  new?: ChangedClause;
  breaks: Breaks;
  /** Whom it may break, where neither a proof nor an example was found. */
  mayBreak?: Breaks;
  witness?: Witness;
}

/** An `error` where it breaks someone, a `warning` where it may, else a `note`; its place is on the new side, or where the clause stood. */
export interface Change extends ChangeFacts, Diagnostic<ChangeRule> {}

export interface Diff {
  changes: readonly Change[];
  /** Clauses that both sides have alike. */
  same: number;
  breaking: boolean;
}

export const nobody: Breaks = { callers: false, providers: false };

/** Whom an audience is made of. */
function audience(name: Audience): Breaks {
  return { callers: name === 'callers' || name === 'both', providers: name === 'providers' || name === 'both' };
}

export function isAnyone({ callers, providers }: Breaks): boolean {
  return callers || providers;
}

/** The change by a rule: whom it breaks and how much it counts are the rule's, unless the facts know better. */
export function createChange(rule: ChangeRule, facts: Omit<ChangeFacts, 'breaks'> & { breaks?: Breaks }): Change {
  const { kind, old, new: now } = facts;
  const entry = changeRules[rule];
  const clause = (now ?? old) as ChangedClause;
  const before = now && old ? `, before: ${old.sentence}` : '';
  const isDoubtful = entry.severity === 'warning';
  const breaks = facts.breaks ?? (isDoubtful ? nobody : audience(entry.breaks));
  const mayBreak = facts.mayBreak ?? (isDoubtful ? audience(entry.breaks) : undefined);
  return {
    rule,
    severity: isAnyone(breaks) ? 'error' : mayBreak && isAnyone(mayBreak) ? 'warning' : 'note',
    place: clause.source,
    message: `${kind}: ${clause.sentence}${before}`,
    ...facts,
    breaks,
    ...(mayBreak ? { mayBreak } : {}),
  };
}

/** `POST /things` */
export function operationName({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method.toUpperCase()} ${path}`;
}
