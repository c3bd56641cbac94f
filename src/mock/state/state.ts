/** What the mock remembers: what was created, and the values that may be taken once only. */
import { evaluateExpression, formatExpression, type Expression } from '../../contract/runtime-expression.ts';
import type { Operation } from '../../contract/operation.ts';
import { formatMember } from '../../contract/violation.ts';
import type { RequestValues, RequestViolation } from '../../contract/zone-of.ts';
import type { ShownEntry as Entry } from '../client/shapes.ts';
import { createCreations } from './creations.ts';

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
  /** How many things were created and not forgotten. */
  readonly size: number;
  /** The newest of them, so many at most, the newest last. */
  newest(count: number): Entry[];
}

export interface StateOptions {
  /** Nothing is remembered but the running number. */
  stateless?: boolean;
  /** What is remembered from before. */
  memory?: Memory | undefined;
  /** Told of every change of what was created. */
  changed?: () => void;
}

export function createState({ stateless = false, memory, changed }: StateOptions = {}): State {
  const creations = createCreations(memory?.entries ?? []);
  let serial = memory?.serial ?? 0;
  return {
    get memory() {
      return { serial, entries: creations.newest(creations.size) };
    },
    get size() {
      return creations.size;
    },
    newest: (count) => creations.newest(count),
    nextSerial: () => serial++,
    reset() {
      creations.clear();
      changed?.();
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
      changed?.();
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
