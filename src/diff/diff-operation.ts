/** Compares one operation of two contracts: what goes to the server, what comes back, and what is said of the operation itself. */
import { parsePointer, valueAt } from '../contract/json-pointer.ts';
import { plainText } from '../contract/name-text.ts';
import { isSchemaObject, type SchemaObject } from '../contract/schema.ts';
import { isSooner } from './announcement.ts';
import { type Change, type ChangedClause, createChange, operationName } from './change.ts';
import type { OperationPair, OperationSide } from './message/contract-pair.ts';
import { diffAnswers } from './message/diff-answers.ts';
import { diffBodies } from './message/diff-bodies.ts';
import { diffLaws } from './message/diff-laws.ts';
import { diffParameters } from './message/diff-parameters.ts';
import { diffSecurity } from './message/diff-security.ts';
import type { ValueChanges } from './message/value-changes.ts';
import { tellOperation } from './tell-operation.ts';

/** The changes from the old operation to the new one. */
export function diffOperation(both: OperationPair): ValueChanges {
  const parts = [diffParameters(both), diffBodies(both), diffAnswers(both), diffLaws(both)];
  return {
    changes: [...diffNotes(both), ...diffSecurity(both), ...parts.flatMap(({ changes }) => changes)],
    same: parts.reduce((sum, { same }) => sum + same, 0),
  };
}

/** Whether it is deprecated, and how long it stays. */
function diffNotes({ old, now }: OperationPair): Change[] {
  const [before, after] = [rawOf(old), rawOf(now)];
  const facts = { operation: operationName(now.operation), subject: 'operation' } as const;
  const changes: Change[] = [];
  if (before['deprecated'] !== true && after['deprecated'] === true)
    changes.push(
      createChange('operation-deprecated', { ...facts, kind: 'new', new: tellOperation(now, 'is deprecated') }),
    );
  if (before['deprecated'] === true && after['deprecated'] !== true)
    changes.push(
      createChange('operation-no-longer-deprecated', {
        ...facts,
        kind: 'gone',
        old: tellOperation(old, 'is deprecated'),
      }),
    );
  if (isSooner(before, after)) {
    const sides = { old: tellDay(old, before['x-sunset']), new: tellDay(now, after['x-sunset']) };
    changes.push(createChange('operation-sunset-earlier', { ...facts, kind: 'changed', ...sides }));
  }
  return changes;
}

function tellDay(side: OperationSide, day: unknown): ChangedClause {
  return tellOperation(side, `stays ${day === undefined ? 'for an unknown time' : `until ${plainText(day)}`}`);
}

/** The operation as the document has it. */
export function rawOf({ contract, operation }: OperationSide): SchemaObject {
  const raw = valueAt(contract.document, parsePointer(operation.pointer));
  return isSchemaObject(raw) ? raw : {};
}
