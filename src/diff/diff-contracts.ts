/** Compares two contracts clause by clause. */
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';
import { createChange, operationName, type Change, type Diff } from './change.ts';
import { diffOperation } from './diff-operation.ts';
import { routeKey } from '../contract/resource/path-shape.ts';
import { pageSource } from '../contract/page-source.ts';

export interface DiffOptions {
  /**
   * A side that was read from pages. Pages state no laws, and leave open what they name and do not define:
   * what the other side says there is no drift.
   */
  pages?: readonly ('old' | 'new')[];
}

/** What changed from `old` to `now`. Operations are matched by method and path, whatever their ids and the names of their templates. */
export function diffContracts(old: Contract, now: Contract, options: DiffOptions = {}): Diff {
  const before = new Map(old.operations.map((operation) => [routeKey(operation), operation]));
  const after = new Map(now.operations.map((operation) => [routeKey(operation), operation]));
  const gone = old.operations.filter((operation) => !after.has(routeKey(operation)));
  const changes: Change[] = gone.map((operation) => changedOperation(old, operation, 'gone'));
  let same = 0;
  for (const operation of now.operations) {
    const earlier = before.get(routeKey(operation));
    if (!earlier) {
      changes.push(changedOperation(now, operation, 'new'));
      continue;
    }
    const found = diffOperation(
      { contract: old, operation: earlier },
      { contract: now, operation },
      options.pages ?? [],
    );
    changes.push(...found.changes);
    same += found.same;
  }
  return { changes, same, breaking: changes.some(({ severity }) => severity === 'error') };
}

/** One that is gone fails its callers; one that is new has to be served. */
function changedOperation(contract: Contract, operation: Operation, kind: 'gone' | 'new'): Change {
  const { id, summary, pointer } = operation;
  const page = pageSource(contract.document, pointer);
  const source = { ...contract.placeOf(pointer), ...(page === undefined ? {} : { page }) };
  const clause = {
    id,
    sentence: `there is ${operationName(operation)}${summary === '' ? '' : `, ${summary}`}`,
    value: true,
    source,
  };
  return createChange({
    kind,
    operation: operationName(operation),
    subject: 'operation',
    ...(kind === 'gone' ? { old: clause } : { new: clause }),
    breaks: { callers: kind === 'gone', providers: kind === 'new' },
  });
}
