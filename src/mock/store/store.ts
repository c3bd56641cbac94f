/** The store: a table for each resource of the contract, and what goes when something is removed. */
import { MockError } from '../../errors.ts';
import {
  createTable,
  keyOf,
  type Names,
  type SavedTable,
  type Surroundings,
  type Table,
  type TableChange,
  type TableShape,
  type Thing,
} from './table.ts';

export interface Store {
  /** The table of a resource; a shape that is new takes over what is there. */
  open(shape: TableShape): Table;
  /** The table of a resource as it is now; loading makes others. */
  table(name: string): Table;
  /** Removes a thing with all that is below it. */
  remove(table: Table, key: string): Thing[];
  tables(): Table[];
  /** Forgets everything, or takes what was saved in its place. */
  load(saved: Readonly<Record<string, SavedTable>>): void;
  save(): Record<string, SavedTable>;
  /** Does what happened elsewhere, and tells nobody. */
  apply(change: TableChange): void;
}

const nothing: SavedTable = { things: [], removed: [], filled: [] };

/** `changed` is told of every step, `removed` of every thing that goes. */
export function createStore(
  saved: Readonly<Record<string, SavedTable>>,
  { changed, removed }: { changed: (change: TableChange) => void; removed: (thing: Thing) => void },
): Store {
  const tables = new Map<string, Table>();
  /** Of resources that no contract has named yet. */
  const waiting = new Map(Object.entries(saved));
  let silent = false;
  const around: Surroundings = {
    weight: 0,
    changed(change) {
      if (!silent) changed(change);
    },
  };

  function remove(table: Table, key: string): Thing[] {
    const thing = table.remove(key);
    if (thing) removed(thing);
    return thing ? [thing, ...removeBelow(table, thing.names)] : [];
  }

  /** What has all the names that lead to a thing is below it. */
  function removeBelow(table: Table, names: Names): Thing[] {
    const { identity } = table.shape;
    const gone: Thing[] = [];
    for (const other of tables.values()) {
      const { shape } = other;
      if (
        other === table ||
        !identity.every((key) => shape.identity.includes(key) || shape.collections.some((keys) => keys.includes(key)))
      )
        continue;
      if (identity.length === 0) continue;
      for (const below of other.all()) {
        if (!identity.every((key) => below.names[key] === names[key])) continue;
        gone.push(...remove(other, keyOf(shape.identity, below.names) ?? ''));
      }
    }
    return gone;
  }

  return {
    open(shape) {
      const known = tables.get(shape.name);
      if (known && JSON.stringify(known.shape) === JSON.stringify(shape)) return known;
      known?.close();
      const table = createTable(shape, known?.save() ?? waiting.get(shape.name) ?? nothing, around);
      waiting.delete(shape.name);
      tables.set(shape.name, table);
      return table;
    },
    table(name) {
      const table = tables.get(name);
      if (!table) throw new MockError(`there is no table "${name}"`, { hint: 'This is a fault of docpact.' });
      return table;
    },
    remove,
    tables: () => [...tables.values()],
    load(other) {
      waiting.clear();
      for (const [name, table] of Object.entries(other)) if (!tables.has(name)) waiting.set(name, table);
      for (const table of tables.values()) table.close();
      for (const [name, { shape }] of tables) tables.set(name, createTable(shape, other[name] ?? nothing, around));
    },
    save: () => ({
      ...Object.fromEntries(waiting),
      ...Object.fromEntries([...tables].map(([name, table]) => [name, table.save()] as const)),
    }),
    apply(change) {
      const table = tables.get(change.table);
      if (!table) return;
      silent = true;
      try {
        if (change.kind === 'put') table.restore(change.thing);
        else if (change.kind === 'remove') table.remove(change.key);
        else table.markFilled(change.branch);
      } finally {
        silent = false;
      }
    },
  };
}
