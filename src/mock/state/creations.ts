/** What was created, within bounds: the newest keep their bodies; beyond the most, the oldest are forgotten, so that no load fills the memory. */
import type { ShownEntry as Entry } from '../client/shapes.ts';

/** One thing that was created, as it is kept: small, since there may be many. */
interface Kept {
  operation: string;
  /** Milliseconds since 1970. */
  at: number;
  parts: readonly string[];
  values: readonly string[];
  bodies: Bodies | undefined;
}

interface Bodies {
  request: unknown;
  response: unknown;
}

/** A value of the request, as JSON, with the part that it came from. */
interface Taken {
  part: string;
  value: string;
}

export interface Creations {
  readonly size: number;
  isTaken(taken: Taken): boolean;
  /** Keeps what was created now. */
  add(operation: string, taken: readonly Taken[], bodies: Bodies): void;
  /** The newest, so many at most, the newest last. */
  newest(count: number): Entry[];
  clear(): void;
}

const WITH_BODIES = 1_000;
const MOST = 100_000;

/** Begins with what was created before. */
export function createCreations(before: readonly Entry[]): Creations {
  const allows = createAllowance();
  const entries = new Map<number, Kept>();
  /** By part of the request: the values that are taken. */
  const taken = new Map<string, Set<string>>();
  let last = 0;

  function add(entry: Kept): void {
    const key = last++;
    entries.set(key, entry);
    for (const [index, part] of entry.parts.entries()) valuesOf(part).add(entry.values[index] ?? '');
    const aged = entries.get(key - WITH_BODIES);
    if (aged) aged.bodies = undefined;
    const oldest = entries.get(key - MOST);
    if (!oldest) return;
    for (const [index, part] of oldest.parts.entries()) valuesOf(part).delete(oldest.values[index] ?? '');
    entries.delete(key - MOST);
  }

  function valuesOf(part: string): Set<string> {
    const known = taken.get(part);
    if (known) return known;
    const made = new Set<string>();
    taken.set(part, made);
    return made;
  }

  for (const entry of before) add(readEntry(entry));
  return {
    get size() {
      return entries.size;
    },
    isTaken: ({ part, value }) => taken.get(part)?.has(value) ?? false,
    add(operation, wanted, bodies) {
      const at = Date.now();
      const [parts, values] = [wanted.map(({ part }) => part), wanted.map(({ value }) => value)];
      add({ operation, at, parts, values, bodies: allows(at) ? bodies : undefined });
    },
    newest(count) {
      const length = Math.min(count, entries.size);
      return Array.from({ length }, (_, index) => writeEntry(entries.get(last - length + index) as Kept));
    },
    clear() {
      entries.clear();
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
  const taken = parts.map((part, index) => [part, values[index] ?? ''] as const);
  return { operation, at: new Date(at).toISOString(), taken, ...bodies };
}

/** Milliseconds of a span, and how many it lets through. */
const SPAN = 1_000;
const ALLOWED = 500;

/** Whether one more is let through at the moment `now`, in milliseconds. */
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
