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
      if (stateless || !creates(operation)) return [];
      const wanted = operation.laws.unique.flatMap(({ of }) => {
        const value = JSON.stringify(evaluateExpression(of, request)) as string | undefined;
        return value === undefined ? [] : [{ of, part: partOf(operation, of), value }];
      });
      const broken = wanted.filter((each) => creations.isTaken(each));
      if (broken.length > 0) return broken.map(({ of, value }) => unique(of, value));
      creations.add(operation.id, wanted, { request: request.body, response });
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

const parts = new WeakMap<Expression, string>();

/** The name of a part; made once, so that entries share it. */
function partOf({ id }: Operation, of: Expression): string {
  const known = parts.get(of);
  if (known !== undefined) return known;
  const made = `${id} ${formatExpression(of)}`;
  parts.set(of, made);
  return made;
}
