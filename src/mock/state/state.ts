/** What the mock remembers: what was created, within bounds, and the values that may be taken once only. */
import type { Operation, RequestValues } from '../../contract/operation.ts';
import { evaluateExpression, type Expression, formatExpression } from '../../contract/runtime-expression.ts';
import { formatMember } from '../../contract/schema/violation.ts';
import type { RequestViolation } from '../../contract/zone-of.ts';
import type { ShownEntry as Entry } from '../client/shapes.ts';
import { createStore, type Store } from '../store/store.ts';
import type { SavedTable, TableChange } from '../store/table.ts';
import { weighValue } from '../store/weigh-value.ts';

/** All that is remembered, as plain data. */
export interface Memory {
  /** The things of each resource. */
  things?: Readonly<Record<string, SavedTable>>;
  /** How many values were made up: the next one is another. */
  serial: number;
  entries: readonly Entry[];
}

export interface Creation {
  operation: Operation;
  request: RequestValues;
  response: unknown;
}

export interface State {
  /** Takes the request's unique values, all or none; what is wrong where one is taken already. */
  claim(creation: Creation): RequestViolation[];
  /** The request's unique values, with their parts. */
  pairsOf(creation: Pick<Creation, 'operation' | 'request'>): Pairs;
  /** Does what happened elsewhere, and tells nobody. */
  apply(change: StateChange): void;
  /** Takes this in the place of all that is remembered of resources. */
  loadThings(things: Readonly<Record<string, SavedTable>>): void;
  /** How many numbers were given. */
  serial: number;
  /** A number that is given once. */
  nextSerial(): number;
  /** Forgets what was created; numbers go on. */
  reset(): void;
  /** What is remembered of resources; absent where nothing is. */
  readonly store: Store | undefined;
  readonly memory: Memory;
  /** How many things were created and not forgotten. */
  readonly size: number;
  /** The newest of them, so many at most, the newest last. */
  newest(count: number): Entry[];
}

/** One step of what happened, as plain data: what several mocks that share a state tell each other. */
export type StateChange =
  | TableChange
  | { kind: 'created'; entry: Entry }
  | { kind: 'free'; taken: Pairs }
  | { kind: 'load'; memory: Omit<Memory, 'serial'> };

/** Values that may come once only, each with the part of the request that it came from. */
export type Pairs = readonly (readonly [part: string, value: string])[];

export interface StateOptions {
  /** Whether whole things are remembered, beside what may be taken once; true unless given. */
  keepsThings?: boolean;
  /** Nothing is remembered but the running number. */
  stateless?: boolean;
  /** What is remembered from before. */
  memory?: Memory | undefined;
  /** Told of every change of what was created; what it is, is written down when it is asked for. */
  changed?: (change: () => StateChange) => void;
}

export function createState({ stateless = false, keepsThings = true, memory, changed }: StateOptions = {}): State {
  const creations = createCreations(memory?.entries ?? []);
  const store =
    stateless || !keepsThings
      ? undefined
      : createStore(memory?.things ?? {}, {
          changed: (change) => changed?.(() => change),
          removed({ taken = [] }) {
            if (taken.length === 0) return;
            creations.free(taken);
            changed?.(() => ({ kind: 'free', taken }));
          },
        });
  let serial = memory?.serial ?? 0;
  return {
    get memory() {
      return { serial, entries: creations.newest(creations.size), ...(store ? { things: store.save() } : {}) };
    },
    store,
    get size() {
      return creations.size;
    },
    newest: (count) => creations.newest(count),
    get serial() {
      return serial;
    },
    set serial(next) {
      serial = next;
    },
    nextSerial: () => serial++,
    pairsOf({ operation, request }) {
      const parts = operation.laws.unique.length > 0 ? partsOf(operation) : [];
      return operation.laws.unique.flatMap(({ of }, index) => {
        const value = JSON.stringify(evaluateExpression(of, request)) as string | undefined;
        return value === undefined ? [] : [[parts[index] ?? '', value] as const];
      });
    },
    apply(change) {
      if (change.kind === 'created') creations.restore(change.entry);
      else if (change.kind === 'free') creations.free(change.taken);
      else if (change.kind !== 'load') store?.apply(change);
      else {
        creations.clear();
        for (const entry of change.memory.entries) creations.restore(entry);
        store?.load(change.memory.things ?? {});
      }
    },
    loadThings(given) {
      store?.load(given);
      changed?.(() => ({
        kind: 'load',
        memory: { entries: creations.newest(creations.size), ...(store ? { things: store.save() } : {}) },
      }));
    },
    reset() {
      creations.clear();
      store?.load({});
      changed?.(() => ({ kind: 'load', memory: { entries: [] } }));
    },
    claim({ operation, request, response }) {
      const { unique, fresh } = operation.laws;
      // What a law speaks of is something that is created.
      if (stateless || (unique.length === 0 && fresh.length === 0)) return [];
      const parts = partsOf(operation);
      const values = unique.map(({ of }) => JSON.stringify(evaluateExpression(of, request)) as string | undefined);
      const taken = unique.flatMap(({ of }, index) => {
        const value = values[index];
        return value !== undefined && creations.isTaken(parts[index] ?? '', value) ? [violationOf(of, value)] : [];
      });
      if (taken.length > 0) return taken;
      creations.add({ operation: operation.id, parts, values, bodies: { request: request.body, response } });
      changed?.(() => ({ kind: 'created', entry: creations.newest(1)[0] as Entry }));
      return [];
    },
  };
}

function violationOf({ in: place, tokens }: Expression, value: string): RequestViolation {
  return { in: place, at: tokens, keyword: 'unique', message: `${formatMember(tokens)} ${value} exists already` };
}

const partsByOperation = new WeakMap<Operation, readonly string[]>();

/** The names of the parts whose values are taken; made once, so that entries share them. */
function partsOf(operation: Operation): readonly string[] {
  const known = partsByOperation.get(operation);
  if (known) return known;
  const made = operation.laws.unique.map(({ of }) => `${operation.id} ${formatExpression(of)}`);
  partsByOperation.set(operation, made);
  return made;
}

/** One thing that was created, as it is kept: small, since there may be many. */
interface Kept {
  operation: string;
  /** Milliseconds since 1970. */
  at: number;
  /** The parts of the request whose values may come once only. */
  parts: readonly string[];
  /** What each of them holds, as JSON; undefined where it is absent. */
  values: readonly (string | undefined)[];
  bodies: Bodies | undefined;
  /** What the bodies weighed when they came. */
  weight: number;
}

function weighNames({ values }: Kept): number {
  return values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
}

interface Bodies {
  request: unknown;
  response: unknown;
}

interface Creations {
  readonly size: number;
  isTaken(part: string, value: string): boolean;
  /** Keeps what was created now. */
  add(created: Omit<Kept, 'at' | 'weight'>): void;
  /** The newest, so many at most, the newest last. */
  newest(count: number): Entry[];
  clear(): void;
  /** Lets values be taken again. */
  free(taken: Pairs): void;
  /** Keeps what was created before, or elsewhere. */
  restore(entry: Entry): void;
}

/** How many are kept, and of how many of them, the newest, the bodies; and how heavy all of it may be. */
const MOST = 100_000;
const WITH_BODIES = 1_000;
const HEAVIEST = 16_000_000;

/** Begins with what was created before. Beyond the most, the oldest lose their bodies, then are forgotten, so that no load fills the memory. */
function createCreations(before: readonly Entry[]): Creations {
  const allows = createAllowance();
  /** The newest overwrites the oldest once there are the most. */
  let ring: (Kept | undefined)[] = [];
  /** Numbers of creations: of the next, of the oldest that is kept, and of the oldest with bodies. */
  let [count, first, bodied] = [0, 0, 0];
  let weight = 0;
  /** By part of the request: the values that are taken. */
  const taken = new Map<string, Set<string>>();

  function add(kept: Kept): void {
    if (count - first === MOST) forgetOldest();
    ring[count % MOST] = kept;
    markTaken(kept, true);
    count += 1;
    weight += weighNames(kept) + kept.weight;
    while (bodied < count && (count - bodied > WITH_BODIES || weight > HEAVIEST)) dropBodies();
    while (first < count && weight > HEAVIEST) forgetOldest();
  }

  function dropBodies(): void {
    const aged = ring[bodied % MOST] as Kept;
    weight -= aged.weight;
    aged.bodies = undefined;
    aged.weight = 0;
    bodied += 1;
  }

  function forgetOldest(): void {
    if (bodied === first) dropBodies();
    const oldest = ring[first % MOST] as Kept;
    markTaken(oldest, false);
    weight -= weighNames(oldest);
    ring[first % MOST] = undefined;
    first += 1;
  }

  function markTaken({ parts, values }: Kept, isTaken: boolean): void {
    for (let index = 0; index < parts.length; index += 1) {
      const [part = '', value] = [parts[index], values[index]];
      if (value === undefined) continue;
      let known = taken.get(part);
      if (!known) taken.set(part, (known = new Set()));
      if (isTaken) known.add(value);
      else known.delete(value);
    }
  }

  for (const entry of before) add(readEntry(entry));
  return {
    get size() {
      return count - first;
    },
    isTaken: (part, value) => taken.get(part)?.has(value) ?? false,
    add({ operation, parts, values, bodies }) {
      const at = Date.now();
      const shown = allows(at) ? bodies : undefined;
      add({ operation, at, parts, values, bodies: shown, weight: shown ? weighValue(shown) : 0 });
    },
    newest(wanted) {
      const length = Math.min(wanted, count - first);
      return Array.from({ length }, (_, index) => writeEntry(ring[(count - length + index) % MOST] as Kept));
    },
    restore: (entry) => add(readEntry(entry)),
    free(pairs) {
      for (const [part, value] of pairs) taken.get(part)?.delete(value);
    },
    clear() {
      ring = [];
      [count, first, bodied] = [0, 0, 0];
      weight = 0;
      taken.clear();
    },
  };
}

function readEntry({ operation, at, taken, request, response }: Entry): Kept {
  const bodies = request === undefined && response === undefined ? undefined : { request, response };
  return {
    operation,
    at: Date.parse(at),
    parts: taken.map(([part]) => part),
    values: taken.map(([, value]) => value),
    bodies,
    weight: bodies ? weighValue(bodies) : 0,
  };
}

function writeEntry({ operation, at, parts, values, bodies }: Kept): Entry {
  const taken = parts.flatMap((part, index) => {
    const value = values[index];
    return value === undefined ? [] : [[part, value] as const];
  });
  return { operation, at: new Date(at).toISOString(), taken, ...bodies };
}

/** Milliseconds of a span, and how many it lets through. */
const SPAN = 1_000;
const ALLOWED = 500;

/**
 * Whether one more is let through at the moment `now`, in milliseconds: what is kept for people to look at need not
 * keep up with a load test.
 */
export function createAllowance(): (now: number) => boolean {
  let began = -Infinity;
  let count = 0;
  return (now) => {
    if (now - began >= SPAN) {
      began = now;
      count = 0;
    }
    count += 1;
    return count <= ALLOWED;
  };
}
