/** Compares the laws of an operation: its own, and those of the resource that it works on. */
import { isDeepStrictEqual } from 'node:util';
import type { Clause } from '../../contract/clause/clause.ts';
import { lawClauses } from '../../contract/clause/list-clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import { isSchemaObject } from '../../contract/schema.ts';
import { type Change, type ChangedClause, createChange, operationName } from '../change.ts';
import type { OperationPair, OperationSide } from './contract-pair.ts';
import type { ValueChanges } from './value-changes.ts';

/** Laws are one by where they hold and what they are called; pages state none. */
export function diffLaws(both: OperationPair): ValueChanges {
  if (both.pair.pages.length > 0) return { changes: [], same: 0 };
  const [before, after] = [lawsOf(both.old), lawsOf(both.now)];
  const changes: Change[] = [];
  let same = 0;
  const facts = { operation: operationName(both.now.operation), subject: 'law' } as const;
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is && isDeepStrictEqual(was.value, is.value)) same += 1;
    else if (is)
      changes.push(createChange('law-changed', { ...facts, kind: 'changed', old: tell(was), new: tell(is) }));
    else
      changes.push(
        createChange(was.kind === 'unique' ? 'unique-gone' : 'law-gone', { ...facts, kind: 'gone', old: tell(was) }),
      );
  }
  for (const [key, is] of after) {
    if (!before.has(key))
      changes.push(
        createChange(is.kind === 'unique' ? 'unique-new' : 'law-new', { ...facts, kind: 'new', new: tell(is) }),
      );
  }
  return { changes, same };
}

/** Those that the document only suggests are in nobody's way. */
function lawsOf({ contract, operation }: OperationSide): Map<string, Clause> {
  const { echo, unique, fresh } = operation.laws;
  const own = [...echo, ...unique, ...fresh];
  // Resources take long to find, and what is not declared is not compared.
  if (own.every((law) => law.inferred) && !declaresResources(contract)) return new Map();
  const inferred = new Set(own.flatMap((law) => (law.inferred ? [law.pointer] : [])));
  const laws = lawClauses(contract, operation).filter(
    ({ pointer, value }) => !inferred.has(pointer) && !(isSchemaObject(value) && value['declared'] === false),
  );
  return new Map(laws.map((clause) => [JSON.stringify([clause.kind, clause.at]), clause]));
}

function declaresResources({ document }: Contract): boolean {
  return Object.values(document['paths'] ?? {}).some(
    (item) => isSchemaObject(item) && item['x-resource'] !== undefined,
  );
}

function tell({ id, sentence, value, source }: Clause): ChangedClause {
  return { id, sentence, value, source };
}
