/** What was created, within bounds: the newest keep their bodies; beyond the most, the oldest are forgotten, so that no load fills the memory. */
import type { ShownEntry as Entry } from '../client/shapes.ts';

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
}

interface Bodies {
  request: unknown;
  response: unknown;
}

export interface Creations {
  readonly size: number;
  isTaken(part: string, value: string): boolean;
  /** Keeps what was created now. */
  add(created: Omit<Kept, 'at'>): void;
  /** The newest, so many at most, the newest last. */
  newest(count: number): Entry[];
  clear(): void;
}

const WITH_BODIES = 1_000;
const MOST = 100_000;

/** Begins with what was created before. */
export function createCreations(before: readonly Entry[]): Creations {
  const allows = createAllowance();
  /** The newest overwrites the oldest once there are the most. */
  let ring: Kept[] = [];
  let count = 0;
  /** By part of the request: the values that are taken. */
  const taken = new Map<string, Set<string>>();

  function add(kept: Kept): void {
    const oldest = ring[count % MOST];
    if (oldest) markTaken(oldest, false);
    ring[count % MOST] = kept;
    markTaken(kept, true);
    const aged = count < WITH_BODIES ? undefined : ring[(count - WITH_BODIES) % MOST];
    if (aged) aged.bodies = undefined;
    count += 1;
  }

  function markTaken({ parts, values }: Kept, isTaken: boolean): void {
    for (const [index, part] of parts.entries()) {
      const value = values[index];
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
      return ring.length;
    },
    isTaken: (part, value) => taken.get(part)?.has(value) ?? false,
    add({ operation, parts, values, bodies }) {
      const at = Date.now();
      add({ operation, at, parts, values, bodies: allows(at) ? bodies : undefined });
    },
    newest(wanted) {
      const length = Math.min(wanted, ring.length);
      return Array.from({ length }, (_, index) => writeEntry(ring[(count - length + index) % MOST] as Kept));
    },
    clear() {
      ring = [];
      count = 0;
      taken.clear();
    },
  };
}

function readEntry({ operation, at, taken, request, response }: Entry): Kept {
  return {
    operation,
    at: Date.parse(at),
    parts: taken.map(([part]) => part),
    values: taken.map(([, value]) => value),
    bodies: request === undefined && response === undefined ? undefined : { request, response },
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
