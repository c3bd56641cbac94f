/** Compares two contracts by what they mean: whom each change breaks, and an example that shows it. */
import type { Contract } from '../contract/contract.ts';
import { announcementOf } from './announcement.ts';
import { isIgnored } from '../contract/contract-diagnostics.ts';
import type { Operation } from '../contract/operation.ts';
import { type Breaks, type Change, createChange, type Diff, operationName } from './change.ts';
import type { ChangeRule } from './change-rule.ts';
import { diffOperation, rawOf } from './diff-operation.ts';
import { listOutgoing } from './list-outgoing.ts';
import { matchOperations } from './match-operations.ts';
import { ContractPair } from './message/contract-pair.ts';
import { diffSchemes } from './message/diff-security.ts';
import { makeRequest } from './message/make-witness.ts';
import { tellOperation } from './tell-operation.ts';

export interface DiffOptions {
  /**
   * A side that was read from pages. Pages state no laws, and leave open what they name and do not define:
   * what the other side says there is no drift.
   */
  pages?: readonly ('old' | 'new')[];
}

/** What changed from `old` to `now`. Operations are matched by method and path, whatever their ids and the names of their templates. */
export function diffContracts(old: Contract, now: Contract, options: DiffOptions = {}): Diff {
  const { pages = [] } = options;
  const pair = new ContractPair(old, now, pages);
  const incoming = diffAll(pair);
  const outgoing = diffAll(new ContractPair(listOutgoing(old), listOutgoing(now), pages));
  const changes = [...diffSchemes(pair), ...incoming.changes, ...outgoing.changes.map(turnAround)].filter(
    (change) => !isSilenced(change, { old, now }),
  );
  return {
    changes,
    same: incoming.same + outgoing.same,
    breaking: changes.some(({ severity }) => severity === 'error'),
  };
}

function diffAll(pair: ContractPair): Pick<Diff, 'changes' | 'same'> {
  const { old, now } = pair;
  const { pairs, moved, gone, added, base } = matchOperations(old, now);
  const changes: Change[] = [
    ...(base ? [changedBase(pair, base)] : []),
    ...gone.map((operation) => goneOperation(pair, operation)),
    ...moved.map(([before, after]) => movedOperation(pair, before, after)),
  ];
  let same = 0;
  const earlier = new Map([...pairs, ...moved].map(([before, after]) => [after, before]));
  for (const operation of now.operations) {
    const before = earlier.get(operation);
    if (!before) {
      if (added.includes(operation)) changes.push(newOperation(pair, operation));
      continue;
    }
    const found = diffOperation({ pair, old: { contract: old, operation: before }, now: { contract: now, operation } });
    changes.push(...found.changes);
    same += found.same;
  }
  return { changes, same };
}

/** One that is gone fails its callers, unless that was announced. */
function goneOperation(pair: ContractPair, operation: Operation): Change {
  const side = { contract: pair.old, operation };
  const rules = {
    none: 'operation-gone',
    early: 'operation-gone-early',
    announced: 'operation-gone-announced',
  } as const;
  return tellWhole(pair, rules[announcementOf(rawOf(side))], { kind: 'gone', old: side });
}

/** One that is new has to be served. */
function newOperation(pair: ContractPair, operation: Operation): Change {
  return tellWhole(pair, 'operation-new', { kind: 'new', now: { contract: pair.now, operation } });
}

function movedOperation(pair: ContractPair, before: Operation, after: Operation): Change {
  const sides = { old: { contract: pair.old, operation: before }, now: { contract: pair.now, operation: after } };
  return tellWhole(pair, 'operation-moved', { kind: 'changed', ...sides });
}

type Sides = {
  kind: Change['kind'];
  old?: { contract: Contract; operation: Operation };
  now?: { contract: Contract; operation: Operation };
};

function tellWhole(pair: ContractPair, rule: ChangeRule, { kind, old, now }: Sides): Change {
  const side = (old ?? now) as NonNullable<Sides['old']>;
  const schemas = pair.schemas('request', false);
  const request = makeRequest(side, old ? schemas.old : schemas.now);
  return createChange(rule, {
    kind,
    operation: operationName((now ?? side).operation),
    subject: 'operation',
    ...(old ? { old: tellOperation(old) } : {}),
    ...(now ? { new: tellOperation(now) } : {}),
    ...(request ? { witness: { ...request, right: old ? 'old' : 'new' } } : {}),
  });
}

function changedBase({ old, now }: ContractPair, base: { old: string; now: string }): Change {
  return createChange('base-path-changed', {
    kind: 'changed',
    operation: 'every operation',
    subject: 'request',
    old: baseClause(old, base.old),
    new: baseClause(now, base.now),
  });
}

/** Of a request that the server sends, the caller is the one who answers. */
function turnAround(change: Change): Change {
  const { rule, kind, subject } = change;
  if (rule === 'operation-moved') return change;
  if (subject === 'operation')
    return createChange(kind === 'gone' ? 'callback-gone' : 'callback-new', withoutWitness(change));
  return { ...change, breaks: turn(change.breaks), ...(change.mayBreak ? { mayBreak: turn(change.mayBreak) } : {}) };
}

function withoutWitness({
  kind,
  operation,
  subject,
  old,
  new: now,
}: Change): Omit<Change, 'breaks' | 'rule' | 'severity' | 'place' | 'message'> {
  return { kind, operation, subject, ...(old ? { old } : {}), ...(now ? { new: now } : {}) };
}

/** Whether `x-docpact-ignore` silences the rule where the change is written. */
function isSilenced({ rule, old, new: is }: Change, contracts: { old: Contract; now: Contract }): boolean {
  return (
    (is !== undefined && isIgnored(rule, contracts.now.document, is.source.pointer)) ||
    (is === undefined && old !== undefined && isIgnored(rule, contracts.old.document, old.source.pointer))
  );
}

function baseClause(contract: Contract, path: string) {
  return {
    id: 'servers',
    sentence: `every path begins with ${path === '' ? '/' : path}`,
    value: path,
    source: contract.placeOf('/servers'),
  };
}

function turn({ callers, providers }: Breaks): Breaks {
  return { callers: providers, providers: callers };
}
