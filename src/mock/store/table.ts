/** The things of one resource: by their identity, and in the order of their making in every collection that holds them. */
import { percentEncode } from '../../http/value/percent-encode.ts';

import { rememberTexts } from './recent-texts.ts';
import { weighValue } from './weigh-value.ts';

/** What names a thing and what it belongs to, by the keys of templates: `{ shopid: "7", bookid: "3" }`. */
export type Names = Readonly<Record<string, string>>;

/** One thing. */
export interface Thing {
  names: Names;
  /** Its members, as an answer shows them. What no answer asked for yet may lack. */
  value: unknown;
  /** Whether the mock made it up, and not a client. */
  madeUp: boolean;
  /** Counts its changes, from 1. */
  version: number;
  /** Its place in the order of making. */
  order: number;
  /** Which answers' schemas its value is complete for, a bit each. */
  complete: number;
  /** Rough bytes of its names and its value. */
  weight: number;
  /** Values of it that may come once only, each with the part of the request that it came from. */
  taken?: readonly (readonly [part: string, value: string])[];
}

/** A thing as plain data. */
export type SavedThing = Pick<Thing, 'names' | 'value' | 'madeUp' | 'version' | 'taken'> &
  Partial<Pick<Thing, 'order'>>;

/** What the keys of a resource are. */
export interface TableShape {
  name: string;
  /** The templates that lead to a thing, its own last. */
  identity: readonly string[];
  /** The templates of each collection. */
  collections: readonly (readonly string[])[];
  /** Names that the members of a thing say, beside those that are known. */
  namesIn?: (names: Names, value: unknown) => Names;
}

/** What was removed, and which collections were filled once, by their keys. */
export interface SavedTable {
  things: readonly SavedThing[];
  removed: readonly string[];
  filled: readonly string[];
}

/** One step of what happened to a table, as plain data. */
export type TableChange =
  | { kind: 'put'; table: string; thing: SavedThing }
  | { kind: 'remove'; table: string; key: string }
  | { kind: 'fill'; table: string; branch: string };

export interface Table {
  readonly shape: TableShape;
  readonly size: number;
  /** Takes its things out of what all weigh, where another table comes in its place. */
  close(): void;
  get(key: string): Thing | undefined;
  wasRemoved(key: string): boolean;
  /** Adds a thing, or puts it in the place of the one of its identity. */
  put(thing: SavedThing): Thing;
  /** Puts a thing as it is elsewhere. */
  restore(thing: SavedThing): void;
  /** The same thing with another value. */
  change(thing: Thing, value: unknown, complete?: number): void;
  remove(key: string): Thing | undefined;
  /** Those of a collection, in the order of their making. */
  list(collection: number, branch: string): readonly Thing[];
  all(): Iterable<Thing>;
  /** Whether the collection is to be filled with made-up things, which happens once. */
  isFilled(branch: string): boolean;
  markFilled(branch: string): void;
  save(): SavedTable;
}

/** Of a table that somebody set: nothing is made up for any of its collections. */
export const allBranches = '*';

/** Most things of a resource, and rough bytes of all in one store; beyond, the oldest are forgotten, so that no load fills the memory. */
const MOST = 100_000;
const HEAVIEST = 256_000_000;

/** What a table shares with the others of its store. */
export interface Surroundings {
  /** Rough bytes of the things of all of them. */
  weight: number;
  /** Told of every step. */
  changed: (change: TableChange) => void;
}

/** One text for several names. A line break stands between them, since none has one that is not escaped. */
export function keyOf(keys: readonly string[], names: Names): string | undefined {
  const [first = '', second] = keys;
  if (keys.length === 1) return names[first];
  if (second === undefined) return '';
  const values = keys.map((key) => names[key]);
  return values.includes(undefined) ? undefined : values.map((value) => percentEncode(value ?? '')).join('\n');
}

/** A table with what was saved of it. */
export function createTable(shape: TableShape, saved: SavedTable, around: Surroundings): Table {
  const { changed } = around;
  const table = shape.name;
  const things = new Map<string, Thing>();
  const removed = rememberTexts(saved.removed);
  let allFilled = saved.filled.includes(allBranches);
  const filled = rememberTexts(saved.filled.filter((branch) => branch !== allBranches));
  /** What somebody wrote by hand may leave the names to the members. */
  const named = (thing: SavedThing): SavedThing =>
    shape.namesIn && keyOf(shape.identity, thing.names) === undefined
      ? { ...thing, names: shape.namesIn(thing.names, thing.value) }
      : thing;
  const lists = shape.collections.map(() => new Map<string, Thing[]>());
  let order = 0;

  function index(thing: Thing): void {
    for (const [position, keys] of shape.collections.entries()) {
      const branch = keyOf(keys, thing.names);
      if (branch === undefined) continue;
      const list = lists[position]?.get(branch);
      if (list) list.push(thing);
      else lists[position]?.set(branch, [thing]);
    }
  }

  function unindex(thing: Thing): void {
    for (const [position, keys] of shape.collections.entries()) {
      const branch = keyOf(keys, thing.names);
      const list = branch === undefined ? undefined : lists[position]?.get(branch);
      const at = list ? placeAfter(list, thing.order - 1) : 0;
      if (list?.[at] === thing) list.splice(at, 1);
    }
  }

  function add(key: string, { names, value, madeUp, version, taken, order: place = order }: SavedThing): Thing {
    order = Math.max(order, place) + 1;
    const thing: Thing = {
      names,
      value,
      madeUp,
      version,
      order: order - 1,
      complete: 0,
      weight: 0,
      ...(taken ? { taken } : {}),
    };
    things.set(key, thing);
    index(thing);
    weigh(thing);
    return thing;
  }

  /** To be called when the value of a thing is new. */
  function weigh(thing: Thing): void {
    around.weight -= thing.weight;
    thing.weight = weighValue([thing.names, thing.value, thing.taken]);
    around.weight += thing.weight;
    while (things.size > MOST || (around.weight > HEAVIEST && things.size > 1)) forgetOldest();
  }

  function drop(key: string, thing: Thing): void {
    things.delete(key);
    unindex(thing);
    around.weight -= thing.weight;
  }

  function forgetOldest(): void {
    const [oldest] = things.entries();
    if (oldest) drop(...oldest);
  }

  for (const each of saved.things.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)) {
    const thing = named(each);
    add(keyOf(shape.identity, thing.names) ?? String(order), thing);
  }
  return {
    shape,
    get size() {
      return things.size;
    },
    close() {
      for (const thing of things.values()) around.weight -= thing.weight;
    },
    get: (key) => things.get(key),
    wasRemoved: (key) => removed.has(key),
    put(given) {
      const saving = named(given);
      const key = keyOf(shape.identity, saving.names) ?? '';
      const known = things.get(key);
      removed.delete(key);
      if (!known) {
        const thing = add(key, saving);
        changed({ kind: 'put', table, thing });
        return thing;
      }
      if (!sameNames(known.names, saving.names)) {
        drop(key, known);
        return this.put(saving);
      }
      Object.assign(known, saving, { version: known.version + 1, complete: 0 });
      weigh(known);
      changed({ kind: 'put', table, thing: known });
      return known;
    },
    restore(saving) {
      const key = keyOf(shape.identity, saving.names) ?? '';
      const known = things.get(key);
      removed.delete(key);
      if (known) drop(key, known);
      const { order: place } = saving;
      if (place === undefined || place >= order) return void add(key, saving);
      // What was changed keeps its place in every list.
      const thing: Thing = { ...saving, order: place, complete: 0, weight: 0 };
      things.set(key, thing);
      for (const [position, keys] of shape.collections.entries()) {
        const branch = keyOf(keys, thing.names);
        const list = branch === undefined ? undefined : lists[position]?.get(branch);
        if (list) list.splice(placeAfter(list, place), 0, thing);
        else if (branch !== undefined) lists[position]?.set(branch, [thing]);
      }
      weigh(thing);
    },
    change(thing, value, complete) {
      thing.value = value;
      // What an answer only completed is the same thing still.
      if (complete === undefined) thing.version += 1;
      thing.complete = complete ?? 0;
      if (complete === undefined) weigh(thing);
      changed({ kind: 'put', table, thing });
    },
    remove(key) {
      const thing = things.get(key);
      if (thing) drop(key, thing);
      removed.add(key);
      changed({ kind: 'remove', table, key });
      return thing;
    },
    list: (collection, branch) => lists[collection]?.get(branch) ?? [],
    all: () => things.values(),
    isFilled: (branch) => allFilled || filled.has(branch),
    markFilled(branch) {
      if (branch === allBranches) allFilled = true;
      else filled.add(branch);
      changed({ kind: 'fill', table, branch });
    },
    save: () => ({
      things: [...things.values()].map(saveThing),
      removed: removed.list(),
      filled: [...(allFilled ? [allBranches] : []), ...filled.list()],
    }),
  };
}

/** The first place in a list behind everything made up to `order`. */
export function placeAfter(list: readonly Thing[], order: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle] as Thing).order <= order) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What is kept of a thing. */
function saveThing({ names, value, madeUp, version, order, taken }: Thing): SavedThing {
  return { names, value, madeUp, version, order, ...(taken ? { taken } : {}) };
}

function sameNames(one: Names, other: Names): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
