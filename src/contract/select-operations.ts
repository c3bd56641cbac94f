/** The operations that are asked for by id, by tag, or by path. */
import { matchesGlob } from 'node:path';
import { UsageError } from '../errors.ts';
import type { Contract } from './contract.ts';
import { listNearest } from './nearest-name.ts';
import type { Operation } from './operation.ts';

export interface Selection {
  ids?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  /** Globs, such as `/books/**`. */
  paths?: readonly string[] | undefined;
}

/** Those that any of the names asks for, in the order of the contract; all where nothing is asked for. Throws a UsageError for a name that finds none. */
export function selectOperations(
  { operations }: Contract,
  { ids = [], tags = [], paths = [] }: Selection,
): readonly Operation[] {
  if (ids.length + tags.length + paths.length === 0) return operations;
  const found = new Set([
    ...ids.flatMap((id) => findOrThrow(operations, { kind: 'operation', name: id, namesOf: (each) => [each.id] })),
    ...tags.flatMap((tag) => findOrThrow(operations, { kind: 'tag', name: tag, namesOf: (each) => each.tags })),
    ...paths.flatMap((glob) => {
      const matched = operations.filter(({ path }) => matchesGlob(path, glob) || matchesGlob(`${path}/`, glob));
      return matched.length > 0
        ? matched
        : refuse(
            'path like',
            glob,
            operations.map(({ path }) => path),
          );
    }),
  ]);
  return operations.filter((operation) => found.has(operation));
}

interface Wanted {
  kind: string;
  name: string;
  namesOf: (operation: Operation) => readonly string[];
}

function findOrThrow(operations: readonly Operation[], { kind, name, namesOf }: Wanted): readonly Operation[] {
  const found = operations.filter((operation) => namesOf(operation).includes(name));
  return found.length > 0 ? found : refuse(kind, name, operations.flatMap(namesOf));
}

function refuse(kind: string, name: string, known: readonly string[]): never {
  throw new UsageError(`the contract has no ${kind} "${name}"`, {
    hint: `It has ${listNearest(name, [...new Set(known)]) || 'none'}.`,
  });
}
