/** Where the operations of a contract stand, by the shapes of their paths: in a large contract each is held against every other. */
import { oncePerContract } from '../once-per-contract.ts';
import type { Contract } from '../contract.ts';
import type { Operation } from '../operation.ts';
import { itemSegments, type Segment, segmentsOf, shapeKey } from './path-shape.ts';

/** Those whose path has the shape of `path`, in the order of the document. */
export function operationsAt(contract: Contract, path: readonly Segment[]): readonly Operation[] {
  return placesOf(contract).at.get(shapeKey(path)) ?? [];
}

/** Whether some path is one segment longer than `path`. */
export function isAnyBelow(contract: Contract, path: readonly Segment[]): boolean {
  return placesOf(contract).parents.has(lengthKey(path));
}

/** Whether a path goes on with a template behind `path`, written as it is. */
export function hasItems(contract: Contract, path: string): boolean {
  return placesOf(contract).collections.has(path);
}

/** The first path to a thing that ends one segment behind `path`. */
export function firstItemBelow(contract: Contract, path: readonly Segment[]): readonly Segment[] | undefined {
  return placesOf(contract).items.get(lengthKey(path));
}

export function operationNamed(contract: Contract, id: string): Operation | undefined {
  return placesOf(contract).named.get(id);
}

/** Lists under each of its keys what has several, in order. */
export function groupByKeys<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => string | readonly string[],
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items)
    for (const key of new Set([keysOf(item)].flat())) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  return groups;
}

interface Places {
  at: ReadonlyMap<string, readonly Operation[]>;
  parents: ReadonlySet<string>;
  collections: ReadonlySet<string>;
  items: ReadonlyMap<string, readonly Segment[]>;
  named: ReadonlyMap<string, Operation>;
}

const placesOf = oncePerContract(({ operations }): Places => {
  const items = operations.map(({ path }) => itemSegments(path)).filter(({ length }) => length > 0);
  return {
    at: Map.groupBy(operations, ({ path }) => shapeKey(segmentsOf(path))),
    parents: new Set(operations.map(({ path }) => lengthKey(segmentsOf(path).slice(0, -1)))),
    collections: new Set(
      operations.flatMap(({ path }) => [...path.matchAll(/\/(?=\{)/g)].map(({ index }) => path.slice(0, index))),
    ),
    items: new Map(items.toReversed().map((item) => [lengthKey(item.slice(0, -1)), item])),
    named: new Map(operations.map((operation) => [operation.id, operation])),
  };
});

/** Tells no segment from an empty one. */
function lengthKey(path: readonly Segment[]): string {
  return `${path.length} ${shapeKey(path)}`;
}
