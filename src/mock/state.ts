/** What the mock remembers: what was created, and the values that may be taken once only. */
import { evaluateExpression, formatExpression, type Expression } from '../contract/runtime-expression.ts';
import type { Operation } from '../contract/operation.ts';
import { formatMember } from '../contract/violation.ts';
import type { RequestValues, RequestViolation } from '../contract/zone-of.ts';
import { createAllowance } from './allowance.ts';
import type { ShownEntry as Entry } from './client/shapes.ts';

/** All that is remembered, as plain data. */
export interface Memory {
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
  /** A number that is given once. */
  nextSerial(): number;
  /** Forgets what was created; numbers go on. */
  reset(): void;
  readonly memory: Memory;
}

export interface StateOptions {
  /** Nothing is remembered but the running number. */
  stateless?: boolean;
  /** What is remembered from before. */
  memory?: Memory | undefined;
  /** Told of every change of what was created. */
  changed?: () => void;
}

/** The newest entries keep their bodies; beyond the most, the oldest are forgotten, so that no load fills the memory. */
const WITH_BODIES = 1_000;
const MOST_ENTRIES = 100_000;

/** An entry as it is kept: small, since there may be many. */
interface Kept {
  operation: string;
  /** Milliseconds since 1970. */
  at: number;
  parts: readonly string[];
  values: readonly string[];
  bodies: { request: unknown; response: unknown } | undefined;
}

export function createState({ stateless = false, memory, changed }: StateOptions = {}): State {
  const allows = createAllowance();
  const entries = new Map<number, Kept>();
  /** By part of the request: the values that are taken. */
  const taken = new Map<string, Set<string>>();
  let serial = memory?.serial ?? 0;
  let last = 0;

  function add(entry: Kept): void {
    const key = last++;
    entries.set(key, entry);
    for (const [index, part] of entry.parts.entries()) valuesOf(part).add(entry.values[index] ?? '');
    const aged = entries.get(key - WITH_BODIES);
    if (aged) aged.bodies = undefined;
    const oldest = entries.get(key - MOST_ENTRIES);
    if (!oldest) return;
    for (const [index, part] of oldest.parts.entries()) valuesOf(part).delete(oldest.values[index] ?? '');
    entries.delete(key - MOST_ENTRIES);
  }

  function valuesOf(part: string): Set<string> {
    const known = taken.get(part);
    if (known) return known;
    const made = new Set<string>();
    taken.set(part, made);
    return made;
  }

  for (const entry of memory?.entries ?? []) add(readEntry(entry));
  return {
    get memory() {
      return { serial, entries: Array.from(entries.values(), writeEntry) };
    },
    nextSerial: () => serial++,
    reset() {
      entries.clear();
      taken.clear();
      changed?.();
    },
    claim({ operation, request, response }) {
      if (stateless || !creates(operation)) return [];
      const wanted = operation.laws.unique.flatMap(({ of }) => {
        const value = JSON.stringify(evaluateExpression(of, request)) as string | undefined;
        return value === undefined ? [] : [{ of, part: partOf(operation, of), value }];
      });
      const broken = wanted.filter(({ part, value }) => taken.get(part)?.has(value));
      if (broken.length > 0) return broken.map(({ of, value }) => unique(of, value));
      const at = Date.now();
      add({
        operation: operation.id,
        at,
        parts: wanted.map(({ part }) => part),
        values: wanted.map(({ value }) => value),
        bodies: allows(at) ? { request: request.body, response } : undefined,
      });
      changed?.();
      return [];
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

/** What a law speaks of is something that is created. */
function creates({ laws }: Operation): boolean {
  return laws.unique.length > 0 || laws.fresh.length > 0;
}

function unique({ in: place, tokens }: Expression, value: string): RequestViolation {
  return { in: place, at: tokens, keyword: 'unique', message: `${formatMember(tokens)} ${value} exists already` };
}

const parts = new WeakMap<Expression, string>();

/** The name of a part; made once, so that entries share it. */
function partOf({ id }: Operation, of: Expression): string {
  const known = parts.get(of);
  if (known !== undefined) return known;
  const made = `${id} ${formatExpression(of)}`;
  parts.set(of, made);
  return made;
}
