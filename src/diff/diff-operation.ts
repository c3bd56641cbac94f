/** Compares one operation of two contracts clause by clause. */
import { isDeepStrictEqual } from 'node:util';
import type { Contract } from '../contract/contract.ts';
import { parsePointer, valueAt } from '../contract/json-pointer.ts';
import type { Operation } from '../contract/operation.ts';
import { isSchemaObject } from '../contract/schema.ts';
import { createChange, operationName, type Breaks, type Change, type ChangedClause } from './change.ts';
import { type ComparableClause, comparableClauses } from './comparable-clause.ts';
import { compareStrictness, judgePart, judgeStatus, judgeStrictness } from './judge-change.ts';

/** An operation and its contract. */
export interface Side {
  contract: Contract;
  operation: Operation;
}

export interface OperationDiff {
  changes: Change[];
  same: number;
}

/** The changes from `old` to `now`; what a side that is a page leaves open is no change. */
export function diffOperation(old: Side, now: Side, pages: readonly ('old' | 'new')[]): OperationDiff {
  const before = comparableClauses(old.contract, old.operation);
  const after = comparableClauses(now.contract, now.operation);
  const open = [
    ...(pages.includes('old') ? openParts(old, before) : []),
    ...(pages.includes('new') ? openParts(now, after) : []),
  ];
  const counts = ({ clause, part }: ComparableClause): boolean =>
    !(pages.length > 0 && clause.subject === 'law') &&
    !open.some((prefix) => isWithin(part, prefix) && clause.kind !== 'media-type' && clause.kind !== 'status');
  return compare(before.filter(counts), after.filter(counts), operationName(now.operation));
}

/** Parts whose schema is named and defined nowhere. */
function openParts({ contract, operation }: Side, clauses: readonly ComparableClause[]): string[] {
  const contents = operation.responses.flatMap(({ status, contents: all }) =>
    all.map(({ node }) => ({ status, node })),
  );
  const inBodies = contents.flatMap(({ status, node }) => {
    const schema = node?.schema;
    return isSchemaObject(schema) && schema['x-undefined'] === true
      ? [JSON.stringify(['response', status, 'body'])]
      : [];
  });
  const inMembers = clauses.flatMap(({ clause, part }) => {
    const holder = valueAt(contract.document, parsePointer(clause.pointer).slice(0, -1));
    return isSchemaObject(holder) && holder['x-undefined'] === true ? [part] : [];
  });
  return [...inBodies, ...inMembers];
}

function isWithin(part: string, prefix: string): boolean {
  return part === prefix || part.startsWith(`${prefix.slice(0, -1)},`);
}

function compare(
  before: readonly ComparableClause[],
  after: readonly ComparableClause[],
  operation: string,
): OperationDiff {
  const parts = { old: new Set(before.map(({ part }) => part)), new: new Set(after.map(({ part }) => part)) };
  const later = Map.groupBy(after, ({ key }) => key);
  const changes: Change[] = [];
  let same = 0;
  for (const old of before) {
    const candidates = later.get(old.key) ?? [];
    const equal = candidates.findIndex(({ value }) => isDeepStrictEqual(value, old.value));
    const [now] = candidates.splice(Math.max(equal, 0), 1);
    if (equal >= 0) same += 1;
    else if (now) changes.push(...changedClause(old, now, operation));
    else changes.push(oneSided('gone', old, { operation, isPart: !parts.new.has(old.part) }));
  }
  const added = [...later.values()]
    .flat()
    .map((now) => oneSided('new', now, { operation, isPart: !parts.old.has(now.part) }));
  return { changes: [...changes, ...added], same };
}

function changedClause(old: ComparableClause, now: ComparableClause, operation: string): Change[] {
  const change = compareStrictness(now.clause.kind, old.value, now.value);
  if (change === undefined) return [];
  const { subject } = now.clause;
  const breaks = judgeStrictness(now.clause, change);
  return [createChange({ kind: 'changed', operation, subject, old: tell(old), new: tell(now), breaks })];
}

interface OneSided {
  operation: string;
  /** Whether the whole part of the message is on this side only. */
  isPart: boolean;
}

function oneSided(kind: 'gone' | 'new', side: ComparableClause, { operation, isPart }: OneSided): Change {
  const { clause } = side;
  return createChange({
    kind,
    operation,
    subject: clause.subject,
    ...(kind === 'gone' ? { old: tell(side) } : { new: tell(side) }),
    breaks: judge(kind, side, isPart),
  });
}

function judge(kind: 'gone' | 'new', { clause }: ComparableClause, isPart: boolean): Breaks {
  if (clause.kind === 'status') return judgeStatus(kind);
  if (isPart && clause.subject !== 'law' && clause.kind !== 'security') return judgePart(clause, kind);
  return judgeStrictness(clause, kind === 'new' ? 'tighter' : 'looser');
}

function tell({ clause: { id, sentence, value, source } }: ComparableClause): ChangedClause {
  return { id, sentence, value, source };
}
