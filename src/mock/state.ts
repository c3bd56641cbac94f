/** What the mock remembers: what was created, and the values that may be taken once only. */
import { evaluateExpression, formatExpression, type Expression } from '../contract/runtime-expression.ts';
import type { Operation } from '../contract/operation.ts';
import { formatMember } from '../contract/violation.ts';
import type { RequestValues, RequestViolation } from '../contract/zone-of.ts';
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

export function createState({ stateless = false, memory, changed }: StateOptions = {}): State {
  let serial = memory?.serial ?? 0;
  const entries = new Map<number, Entry>();
  const taken = new Map<string, number>();
  let last = 0;

  function add(entry: Entry): void {
    const key = last++;
    entries.set(key, entry);
    for (const value of entry.taken) taken.set(keyOf(value), key);
    const aged = entries.get(key - WITH_BODIES);
    if (aged) entries.set(key - WITH_BODIES, { operation: aged.operation, at: aged.at, taken: aged.taken });
    const oldest = key - MOST_ENTRIES;
    for (const value of entries.get(oldest)?.taken ?? []) taken.delete(keyOf(value));
    entries.delete(oldest);
  }

  for (const entry of memory?.entries ?? []) add(entry);
  return {
    get memory() {
      return { serial, entries: [...entries.values()] };
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
        return value === undefined ? [] : [{ of, pair: [partOf(operation, of), value] as const }];
      });
      const reasons = wanted.filter(({ pair }) => taken.has(keyOf(pair))).map(({ of, pair }) => unique(of, pair[1]));
      if (reasons.length > 0) return reasons;
      const at = new Date().toISOString();
      const pairs = wanted.map(({ pair }) => pair);
      add({ operation: operation.id, at, taken: pairs, request: request.body, response });
      changed?.();
      return [];
    },
  };
}

/** What a law speaks of is something that is created. */
function creates({ laws }: Operation): boolean {
  return laws.unique.length > 0 || laws.fresh.length > 0;
}

function unique({ in: place, tokens }: Expression, value: string): RequestViolation {
  return { in: place, at: tokens, keyword: 'unique', message: `${formatMember(tokens)} ${value} exists already` };
}

function partOf({ id }: Operation, of: Expression): string {
  return `${id} ${formatExpression(of)}`;
}

function keyOf([part, value]: readonly [string, string]): string {
  return `${part} ${value}`;
}
