/** An operation that came or went as a whole. */
import type { Contract } from '../contract/contract.ts';
import { valueAt, parsePointer } from '../contract/json-pointer.ts';
import type { Operation } from '../contract/operation.ts';
import { isSchemaObject } from '../contract/schema.ts';
import type { Change } from './change.ts';

/** One that is gone fails its callers; one that is new has to be served. */
export function changedOperation(contract: Contract, operation: Operation, kind: 'gone' | 'new'): Change {
  const { id, summary, pointer } = operation;
  const raw = valueAt(contract.document, parsePointer(pointer));
  const page = isSchemaObject(raw) ? raw['x-source'] : undefined;
  const source = { ...contract.placeOf(pointer), ...(typeof page === 'string' ? { page } : {}) };
  const clause = {
    id,
    sentence: `there is ${nameOf(operation)}${summary === '' ? '' : `, ${summary}`}`,
    value: true,
    source,
  };
  return {
    kind,
    operation: nameOf(operation),
    subject: 'operation',
    ...(kind === 'gone' ? { old: clause } : { new: clause }),
    breaks: { callers: kind === 'gone', providers: kind === 'new' },
  };
}

/** `POST /things` */
export function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}
